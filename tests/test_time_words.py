"""Lengths and times as people type and read them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.time_words import (
    minutes,
    parse_end,
    parse_length,
    rounded_up,
    time_of_day,
    until_tomorrow,
)

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("90s", 90),
        ("25m", 1500),
        ("1h30m", 5400),
        ("1h 30m", 5400),
        ("5 min", 300),
        ("2 hours", 7200),
        ("1H", 3600),
        ("1h1m1s", 3661),
        (" 5m ", 300),
        ("744h", 744 * 3600),
    ],
)
def test_a_length_is_read(typed: str, seconds: float) -> None:
    assert parse_length(typed) == seconds


@pytest.mark.parametrize(
    "typed",
    ["", "5", "m", "0s", "-5m", "5m1h", "5x", "1.5h", "1h30", "745h", "9" * 5000 + "m", "½h", "٥m"],
)
def test_what_is_no_length_is_none(typed: str) -> None:
    assert parse_length(typed) is None


@given(st.text(max_size=20))
def test_any_text_is_a_length_in_bounds_or_none(typed: str) -> None:
    length = parse_length(typed)
    assert length is None or 1 <= length <= 31 * 24 * 3600


@pytest.mark.parametrize(
    ("typed", "now", "end"),
    [
        ("until 14:00", "2026-03-02T12:00", "2026-03-02T14:00"),
        ("14:00", "2026-03-02T12:00", "2026-03-02T14:00"),
        ("UNTIL 9:05", "2026-03-02T12:00", "2026-03-03T09:05"),
        ("until 12:00", "2026-03-02T12:00", "2026-03-03T12:00"),
        ("tomorrow", "2026-03-02T12:00", "2026-03-03T05:00"),
        ("until tomorrow", "2026-12-31T23:59", "2027-01-01T05:00"),
        ("tomorrow", "2026-03-02T02:00", "2026-03-03T05:00"),
    ],
)
def test_an_end_is_the_next_such_local_time(typed: str, now: str, end: str) -> None:
    here = datetime.fromisoformat(now).replace(tzinfo=BERLIN)
    assert parse_end(typed, here) == datetime.fromisoformat(end).replace(tzinfo=BERLIN)


def test_tomorrow_over_the_change_to_summer_time_is_23_hours_of_a_day_shorter() -> None:
    evening = datetime(2026, 3, 28, 22, 0, tzinfo=BERLIN)
    end = parse_end("tomorrow", evening)
    assert end is not None
    assert (end.astimezone(UTC) - evening.astimezone(UTC)).total_seconds() == 6 * 3600


@pytest.mark.parametrize("typed", ["", "noon", "24:00", "14", "14:60", "until", "5m", "1414:00"])
def test_what_is_no_time_is_none(typed: str) -> None:
    assert parse_end(typed, datetime(2026, 3, 2, 12, 0, tzinfo=BERLIN)) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (1439, "23 min"),
        (3600, "1 h"),
        (5040, "1 h 24 min"),
        (7259, "2 h"),
        (-3, "0 s"),
    ],
)
def test_a_length_of_time_is_worded_as_a_person_would(seconds: float, words: str) -> None:
    assert minutes(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 min"), (60, "1 min"), (60.1, "2 min"), (1799.9, "30 min"), (3541, "1 h")],
)
def test_the_time_left_is_rounded_up(seconds: float, words: str) -> None:
    assert rounded_up(seconds) == words


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ("2026-03-02T14:00", "14:00"),
        ("2026-03-03T05:00", "tomorrow 05:00"),
        ("2026-03-06T05:00", "Friday 05:00"),
        ("2026-03-20T05:00", "2026-03-20 05:00"),
    ],
)
def test_a_time_is_worded_as_seen_from_today(then: str, words: str) -> None:
    assert time_of_day(datetime.fromisoformat(then), datetime(2026, 3, 2, 12, 0)) == words


def test_tomorrow_begins_at_five() -> None:
    noon = datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)
    assert until_tomorrow(noon).isoformat() == "2026-11-24T05:00:00+01:00"
    new_year = datetime(2026, 12, 31, 23, 0, tzinfo=BERLIN)
    assert until_tomorrow(new_year).isoformat() == "2027-01-01T05:00:00+01:00"
