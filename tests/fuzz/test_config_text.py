"""The settings file: settings that can be lived with, or problems with line and words."""

from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk
from tests.fuzz.budget import fuzzed
from tests.fuzz.spoiling import anything
from tests.fuzz.told import in_order
from tests.settings_file.test_any_text import KEYS, PIECES, VALUES
from unkink.settings_file import SettingsError, default_text, first_text, read_settings

PROFILE = b"""
[profile.evening]
hours = { mon-fri = "18:00-22:00" }
[profile.evening.prompt]
snooze = "10m"
"""
BARE = "\n".join(
    line.removeprefix("# ") if " = " in line or line.startswith("# [") else line
    for line in default_text().splitlines()
)
SAMPLES = (
    default_text().encode(),
    first_text().encode(),
    BARE.encode(),
    default_text().encode() + PROFILE,
    PROFILE,
)
WORDS = tuple(one.encode() for one in (*PIECES, *VALUES, *KEYS, "profile", "hook", "preset"))


@fuzzed
@given(data=anything(SAMPLES, WORDS), seed=st.integers(0, 9))
def test_any_bytes_give_settings_to_live_with_or_problems_with_their_lines(
    place: Path, data: bytes, seed: int
) -> None:
    path = place / "config.toml"
    path.write_bytes(data)
    try:
        settings = read_settings(path, frozenset({"micro", "active", "home", "note"}))
    except SettingsError as error:
        in_order(error.problems, data)
        return
    desk = Desk(settings=settings, seed=Random(seed).randint(0, 99))
    desk.sit(20)
    desk.leave(10)
    assert desk.view.wall == desk.wall
    assert desk.restart().view.sat_today >= 0
