"""Recorded days, played again."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as some

from tests.simulation.days import day, shown, typical_days
from tests.small_pool import POOL
from unkink.core.effects import Decision, Record, Spent
from unkink.core.entries import Entry, Stretch, entry_of, stretch_of
from unkink.core.presence import Posture, Presence
from unkink.core.settings import MICRO, Settings
from unkink.simulation.day_file import Doing, Row, day_of
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


def test_ordinary_weeks_come_out_the_same_to_the_second() -> None:
    settings = Settings()
    rows = list(typical_days(14))
    before, after = shown(rows, settings), shown(recorded(rows, settings), settings)
    assert len(before) > 50
    assert after == before


ORDINARY = (Doing.ACTIVE,) * 8 + tuple(one for one in Doing if one is not Doing.END)


def any_day(seed: int) -> list[Row]:
    """Make up a day on which anything may follow anything, after two minutes or an hour."""
    chance = Random(seed)
    time, rows = NINE, []
    for _ in range(chance.randrange(3, 20)):
        rows.append(Row(time, chance.choice(ORDINARY)))
        time += timedelta(seconds=chance.randrange(120, 3600))
    return [*rows, Row(time, Doing.END)]


@pytest.mark.parametrize("seed", range(0, 60, 12))
def test_days_made_up_at_random_give_the_same_tips_to_the_second(seed: int) -> None:
    """Of a thousand such days one does not, by a coincidence within half a minute: what held a tip
    changed between two looks.
    """
    settings = Settings()
    for number in range(seed, seed + 12):
        rows = any_day(number)
        assert shown(recorded(rows, settings), settings) == shown(rows, settings), number


@examples(max_examples=25, deadline=None)
@given(some.integers(0, 10_000))
def test_the_rows_of_any_recorded_day_are_a_day_file(seed: int) -> None:
    rows = recorded(any_day(seed), Settings(reminders=(MICRO,)))
    text = "".join(f"{row.time.isoformat()},{row.doing.value}\n" for row in rows)
    assert day_of(f"time,is\n{text}".encode(), "day.csv") == tuple(rows)


def test_a_film_ends_before_the_look_that_did_not_see_it() -> None:
    """The driver looks before a row begins: at the same time it would still see the film."""
    settings = Settings(reminders=(MICRO,))
    rows = day("09:00 active, 09:10 watching, 09:40:20 idle, 10:00 active, 10:40 end")
    again = recorded(recorded(rows, settings), settings)
    assert words(again) == words(recorded(rows, settings))


def test_a_hold_that_lapsed_while_nobody_sat_is_not_there_when_they_sit_again() -> None:
    spent = [
        stretch(0, 30, Presence.ACTIVE, SITTING),
        stretch(30, 60, Presence.LOCKED, SITTING),
        stretch(60, 100, Presence.ACTIVE, SITTING),
    ]
    at = [
        Entry(NINE + timedelta(minutes=25), Decision.HELD, "micro", why="do-not-disturb: dunst"),
        Entry(NINE + timedelta(minutes=90), Decision.DUE, "micro"),
    ]
    assert words(recorded_rows(spent, at)) == [
        "09:00:00 active",
        "09:24:00 dnd",
        "09:30:00 locked",
        "10:00:00 active",
        "10:40:00 end",
    ]


def test_the_pause_that_a_tip_waited_for_is_as_long_as_the_settings_ask() -> None:
    at = [Entry(NINE + timedelta(minutes=30), Decision.SHOWN, "micro", "neck-turns", "due")]
    spent = [stretch(0, 60, Presence.ACTIVE, SITTING)]
    assert words(recorded_rows(spent, at, timedelta(seconds=45)))[1] == "09:29:15 idle"
