"""One's own tips: tips that can be shown, or told problems."""

from pathlib import Path

from hypothesis import given

from tests.fuzz.budget import fuzzed
from tests.fuzz.spoiling import anything
from tests.fuzz.told import in_order
from tests.guide.desks import RecordingDesk
from tests.own_tips import FIGURE, PACING
from unkink.guide.pages import library
from unkink.guide.pages import tip as tip_page
from unkink.tip_files.files import own_files
from unkink.tip_files.vocabulary import packaged, vocabulary

WORDS_OF_TIPS = vocabulary(packaged("pool.toml"), packaged("health.toml"))
KEYS = tuple(line.split(" = ")[0] for line in (PACING + FIGURE).splitlines() if " = " in line)
WORDS = (
    *(f"\n{key} = ".encode() for key in KEYS),
    b"[[tip]]\n",
    b"[tip.figure]\n",
    b"[tip]\n",
    b'"standing"',
    b'["standing", 1]',
    b'{ t = 0, caption = "turn" }',
    b"1979-05-27",
    b"true",
    b"0.5",
    b"1e308",
    b"-9223372036854775808",
)
SAMPLES = (PACING.encode(), (PACING + FIGURE).encode(), (PACING + FIGURE + PACING).encode())


@fuzzed
@given(anything(SAMPLES, WORDS))
def test_any_bytes_give_tips_to_show_or_told_problems(place: Path, data: bytes) -> None:
    (place / "mine.toml").write_bytes(data)
    (file,) = own_files(WORDS_OF_TIPS, place)
    problems = file.problems()
    in_order(problems, data)
    for reading in file.readings:
        assert reading.tip is not None or problems
        if reading.tip is not None:
            desk = RecordingDesk()
            desk.add(reading.tip)
            assert tip_page.page(reading.tip, desk, "/x").body
            assert library.page(desk, "/x").body
