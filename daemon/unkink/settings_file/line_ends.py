"""Puts a changed text back into the file's own dress: its line ends, and its byte order mark.

Texts are changed with plain line ends; lines that did not change get exactly the ends they had.
"""

from collections.abc import Sequence
from itertools import takewhile

from unkink.settings_file.lines import split_lines

MARK = "\ufeff"
"""What Windows' editors write first."""


def dressed(raw: str, after: str) -> str:
    """Return `after`, a changed text with plain line ends, as the file with the text `raw` has it.

    `raw` is the file word for word; a new line gets the end that most of its lines have.
    """
    mark = MARK if raw.startswith(MARK) else ""
    old = split_lines(raw.removeprefix(MARK)) if "\r\n" in raw else []
    if not old:
        return mark + after
    plain = [line.replace("\r\n", "\n") for line in old]
    new = split_lines(after)
    head = _alike(plain, new)
    most = min(len(plain), len(new)) - head
    tail = _alike(plain[::-1][:most], new[::-1][:most])
    windows = 2 * sum(line.endswith("\r\n") for line in old) > len(old)
    fresh = new[head : len(new) - tail]
    if windows:
        fresh = [line.replace("\n", "\r\n") for line in fresh]
    return mark + "".join([*old[:head], *fresh, *old[len(old) - tail :]])


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many lines both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
