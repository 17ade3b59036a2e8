"""A recorded day in words."""

from datetime import date, timedelta

import pytest

from tests.guide.one_day import MONDAY, NOW, at, full_day, spans
from unkink.core.days.day import Day, Held
from unkink.core.days.telling import days_of, summary_of
from unkink.day_view.words import (
    clocks,
    facts,
    in_full,
    named,
    not_recorded,
    read_date,
    why_held,
)

SUNDAY, TUESDAY = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)


def told(day: Day) -> list[str]:
    return [f"{one.name}: {one.value}, {one.more}" for one in facts(day, summary_of(day), NOW)]


def test_a_day_that_goes_on_is_told_up_to_now() -> None:
    assert told(full_day()) == [
        "Sitting: 5 h 16 min, there since 08:42, now for 36 min",
        "Longest bout: 2 h 13 min, 09:41 to 11:54, with a call",
        "Prompts taken: 2 of 8, and 2 breaks of your own",
        "Standing and walking: 1 h 5 min, standing 45 min, walking 20 min",
    ]


def test_a_day_that_is_over_is_told_from_when_to_when() -> None:
    day = days_of(spans("09:00 sits, 10:30 off", SUNDAY), [])[SUNDAY]
    assert told(day) == [
        "Sitting: 1 h 30 min, there from 09:00 to 10:30",
        "Longest bout: 1 h 30 min, 09:00 to 10:30",
        "Prompts taken: none shown, no breaks of your own",
        "Standing and walking: none told, unkink knows what you tell it",
    ]


def test_a_day_on_which_nobody_came_says_so() -> None:
    day = days_of(spans("00:00 gone, 24:00 off", SUNDAY), [])[SUNDAY]
    assert told(day)[:2] == [
        "Sitting: none, nobody was there",
        "Longest bout: none, nobody sat",
    ]


def test_a_bout_over_midnight_ends_the_next_day() -> None:
    day = days_of(spans("22:20 sits, 26:05 off", SUNDAY), [])[SUNDAY]
    assert told(day)[0] == "Sitting: 1 h 40 min, there from 22:20 to 24:00"
    assert told(day)[1] == "Longest bout: 3 h 45 min, 22:20 to 02:05 the next day"


def test_the_morning_after_says_where_its_bout_belongs() -> None:
    day = days_of(spans("22:20 sits, 26:05 off", SUNDAY), [])[MONDAY]
    assert told(day)[1] == "Longest bout: none, it began the day before"


def test_days_have_the_names_that_people_give_them() -> None:
    assert named(MONDAY, MONDAY) == "Today"
    assert named(SUNDAY, MONDAY) == "Yesterday"
    assert named(date(2026, 11, 20), MONDAY) == "Friday 20 November"
    assert named(date(2025, 12, 31), MONDAY) == "Wednesday 31 December 2025"
    assert in_full(SUNDAY, MONDAY) == "Yesterday, Sunday 22 November 2026"
    assert in_full(date(2026, 11, 20), MONDAY) == "Friday 20 November 2026"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", MONDAY),
        (" Today", MONDAY),
        ("yesterday", SUNDAY),
        ("2026-10-25", date(2026, 10, 25)),
        ("2026-02-30", None),
        ("friday", None),
        ("9999-99-99", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
    ],
)
def test_a_date_is_read_or_not_guessed(text: str, day: date | None) -> None:
    assert read_date(text, MONDAY) == day


def test_what_is_not_recorded_is_said_honestly() -> None:
    off = "Nothing is recorded of this day: the computer was off, or unkink did not run."
    early = "Nothing is kept of this day: the record begins later."
    assert not_recorded(TUESDAY, MONDAY, SUNDAY) == "This day is still to come."
    assert not_recorded(SUNDAY, MONDAY, SUNDAY) == off
    assert not_recorded(SUNDAY, MONDAY, MONDAY) == early
    assert not_recorded(SUNDAY, MONDAY, None) == early
    assert "yet" in not_recorded(MONDAY, MONDAY, None)


def test_holds_are_told_by_what_was_seen_or_why() -> None:
    def held(why: str) -> str:
        return why_held(Held(at("09:00"), at("10:00"), why, "micro"))

    assert held("call: microphone in use by Firefox") == "microphone in use by Firefox"
    assert held("paused") == "tips are paused"
    assert held("moonlight") == "moonlight"  # a word of another version


def test_midnight_at_the_end_of_a_day_is_24_00() -> None:
    assert clocks(at("22:00"), at("24:00")) == "22:00 to 24:00"
    assert clocks(at("22:00"), at("24:30")) == "22:00 to 00:30 the next day"
