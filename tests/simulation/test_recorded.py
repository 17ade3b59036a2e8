"""Recorded days, played again."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import pytest

from tests.simulation.days import day, shown, typical_days
from tests.small_pool import POOL
from unkink.core.effects import Decision, Record, Spent
from unkink.core.entries import Entry, Stretch, entry_of, stretch_of
from unkink.core.presence import Posture, Presence
from unkink.core.settings import MICRO, Settings
from unkink.simulation.day_file import Row
from unkink.simulation.recorded import recorded_rows
from unkink.simulation.simulated import simulated

NINE = datetime.fromisoformat("2026-11-23T09:00+01:00")


def recorded(rows: Iterable[Row], settings: Settings) -> Sequence[Row]:
    """Live these rows, and return what the journal makes of them."""
    spent: list[Stretch] = []
    decided: list[Entry] = []
    for _, effect in simulated(rows, settings, POOL):
        if isinstance(effect, Spent):
            spent.append(stretch_of(effect.span, effect.at))
        elif isinstance(effect, Record):
            decided.append(entry_of(effect))
    return recorded_rows(spent, decided)


def words(rows: Iterable[Row]) -> list[str]:
    return [f"{one.time:%H:%M:%S} {one.doing.value}" for one in rows]


def stretch(begins: float, ends: float, presence: Presence, posture: Posture) -> Stretch:
    """Spend minutes after nine."""
    return Stretch(
        NINE + timedelta(minutes=begins), NINE + timedelta(minutes=ends), presence, posture
    )


SITTING = Posture.SITTING


def test_spans_become_rows() -> None:
    spent = [
        stretch(0, 20, Presence.ACTIVE, SITTING),
        stretch(20, 30, Presence.ACTIVE, SITTING),
        stretch(30, 40, Presence.WATCHING, SITTING),
        stretch(40, 45, Presence.AWAY, SITTING),
        stretch(45, 50, Presence.ACTIVE, Posture.STANDING),
        stretch(50, 55, Presence.LOCKED, SITTING),
        stretch(55, 60, Presence.UNKNOWN, SITTING),
    ]
    assert words(recorded_rows(spent, [])) == [
        "09:00:00 active",
        "09:30:00 watching",
        "09:39:58 idle",
        "09:45:00 standing",
        "09:50:00 locked",
        "09:55:00 blind",
        "10:00:00 end",
    ]


def test_a_short_gap_is_a_restart_and_a_long_one_a_machine_that_was_off() -> None:
    spent = [
        stretch(0, 20, Presence.ACTIVE, SITTING),
        stretch(22, 30, Presence.ACTIVE, SITTING),
        stretch(90, 95, Presence.ACTIVE, SITTING),
    ]
    assert words(recorded_rows(spent, [])) == [
        "09:00:00 active",
        "09:30:00 asleep",
        "10:30:00 active",
        "10:35:00 end",
    ]


def test_time_that_a_clock_set_back_tells_twice_counts_once() -> None:
    spent = [
        stretch(0, 20, Presence.ACTIVE, SITTING),
        stretch(10, 15, Presence.AWAY, SITTING),
        stretch(15, 30, Presence.AWAY, SITTING),
    ]
    assert words(recorded_rows(spent, [])) == [
        "09:00:00 active",
        "09:20:00 idle",
        "09:30:00 end",
    ]


def test_nothing_recorded_is_no_day() -> None:
    assert recorded_rows([], []) == ()


def test_a_call_that_held_a_tip_is_a_call_again() -> None:
    at = [
        Entry(NINE + timedelta(minutes=30), Decision.HELD, "micro", why="call: microphone"),
        Entry(NINE + timedelta(minutes=40), Decision.QUIET, "micro", why="call"),
        Entry(NINE + timedelta(minutes=50), Decision.RELEASED, "micro", why="call"),
    ]
    spent = [stretch(0, 60, Presence.ACTIVE, SITTING)]
    assert words(recorded_rows(spent, at)) == [
        "09:00:00 active",
        "09:29:00 call",
        "09:49:58 active",
        "10:00:00 end",
    ]


def test_a_tip_shown_while_one_typed_found_a_pause() -> None:
    at = [Entry(NINE + timedelta(minutes=30), Decision.SHOWN, "micro", "neck-turns", "due")]
    spent = [stretch(0, 60, Presence.ACTIVE, SITTING)]
    assert words(recorded_rows(spent, at)) == [
        "09:00:00 active",
        "09:29:50 idle",
        "09:30:01 active",
        "10:00:00 end",
    ]


@pytest.mark.parametrize(
    "lived",
    [
        "09:00 active, 09:40 idle, 09:50 active, 11:00 end",
        "09:00 active, 09:30:30 idle, 09:30:45 active, 10:00 locked, 10:03 active, 12:00 end",
        "09:00 active, 09:25 call, 09:50 active, 10:40 fullscreen, 11:00 active, 12:00 end",
        "09:00 standing, 09:50 active, 10:30 dnd, 11:00 active, 12:00 asleep, 13:00 end",
    ],
)
def test_a_recorded_day_under_the_same_settings_gives_the_same_tips(lived: str) -> None:
    settings = Settings(reminders=(MICRO,))
    rows = day(lived)
    assert shown(recorded(rows, settings), settings) == shown(rows, settings)


def test_ordinary_weeks_come_out_the_same_but_for_a_few_seconds() -> None:
    settings = Settings()
    rows = list(typical_days(14))
    before, after = shown(rows, settings), shown(recorded(rows, settings), settings)
    assert len(after) == len(before) > 50
    late = [one for one, other in zip(before, after, strict=True) if one[:5] != other[:5]]
    assert len(late) <= len(before) // 20
