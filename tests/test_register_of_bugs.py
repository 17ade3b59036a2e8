"""Each bug of other programs that can apply here has a test that names it: "(peers 7)".

The list has 45; what each is, the tests say themselves.
"""

import re
from pathlib import Path

TESTS = Path(__file__).parent
LISTED = range(1, 46)
CANNOT_HAPPEN = {
    36: "no window of its own stays open, so no monitor can be taken from under it",
    38: "it never touches what plays",
    39: "nothing writes an autostart entry",
}
_MARK = re.compile(r"\(peers ((?:\d+)(?:, \d+)*)\)")


def marks() -> dict[int, list[str]]:
    """Every mark in the tests: the number of the bug, and the files that name it."""
    found: dict[int, list[str]] = {}
    for file in sorted(TESTS.rglob("*.py")):
        if file != Path(__file__):
            for mark in _MARK.finditer(file.read_text()):
                for number in mark[1].split(", "):
                    found.setdefault(int(number), []).append(file.name)
    return found


def test_every_bug_on_the_list_is_tried_or_cannot_happen() -> None:
    named = marks()
    assert [number for number in LISTED if number not in named | CANNOT_HAPPEN] == []
    assert [number for number in named if number not in LISTED] == []
    assert named.keys() & CANNOT_HAPPEN.keys() == set()
