"""When local days begin."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from tests.core.calendars import YEARS, year
from unkink.core.moment import HOUR, Instant, Moment, midnight, next_midnight, when


def at(text: str, zone: str) -> Instant:
    return Instant(Moment(0.0), datetime.fromisoformat(text).astimezone(ZoneInfo(zone)))


@pytest.mark.parametrize(
    ("zone", "now", "hours_ago"),
    [
        ("Europe/Berlin", "2026-03-29 12:00+02:00", 11),
        ("Europe/Berlin", "2026-10-25 12:00+01:00", 13),
        ("America/Havana", "2026-03-08 01:00-04:00", 0),  # there is no midnight
        ("America/Havana", "2026-03-08 12:00-04:00", 11),
        ("America/Havana", "2026-11-01 00:30-04:00", 0.5),  # there are two
        ("America/Havana", "2026-11-01 00:30-05:00", 1.5),
        ("America/Santiago", "2026-04-04 23:30-04:00", 24.5),
        ("Africa/Cairo", "2026-04-24 12:00+03:00", 11),
        ("Pacific/Apia", "2011-12-31 12:00+14:00", 12),
    ],
)
def test_a_day_begins_when_its_date_is_first_shown(zone: str, now: str, hours_ago: float) -> None:
    assert midnight(at(now, zone)) == -hours_ago * HOUR


@pytest.mark.parametrize(
    ("zone", "now", "hours_ahead"),
    [
        ("Europe/Berlin", "2026-03-29 00:00+01:00", 23),
        ("Europe/Berlin", "2026-10-25 00:00+02:00", 25),
        ("America/Havana", "2026-03-07 12:00-05:00", 12),
        ("America/Santiago", "2026-04-04 23:30-03:00", 1.5),
        ("Pacific/Apia", "2011-12-29 12:00-10:00", 12),
        ("America/St_Johns", "2010-11-06 23:30-03:30", 24.5),  # Sunday has begun once already
    ],
)
def test_the_next_day_begins_at_its_own_midnight(zone: str, now: str, hours_ahead: float) -> None:
    assert next_midnight(at(now, zone)) == hours_ahead * HOUR


@pytest.mark.parametrize(("zone", "number"), YEARS)
def test_each_date_of_a_year_begins_once(zone: str, number: int) -> None:
    """Workrave DayTimePred (peers 4): the daily reset is an hour off when the clocks change."""
    there = year(zone, number)
    begins = [there.first_shown(day, time(0)).timestamp() for day in there.dates]
    for opens, ends in pairwise(begins):
        for moment in {opens, opens + 1, (opens + ends) / 2, ends - HOUR / 2, ends - 1}:
            wall = datetime.fromtimestamp(moment, there.zone)
            assert midnight(Instant(Moment(moment), wall)) == opens
            assert next_midnight(Instant(Moment(moment), wall)) == ends


def test_a_local_time_is_met_through_clock_changes() -> None:
    now = at("2026-03-28 20:00+01:00", "Europe/Berlin")
    morning = datetime(2026, 3, 29, 8, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    assert when(morning, now) == 11 * HOUR


def test_a_local_time_of_another_zone_is_the_same_moment() -> None:
    now = at("2026-11-23 09:00+01:00", "Europe/Berlin")
    assert when(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), now) == HOUR
    assert when(now.wall - timedelta(minutes=1), now) == -60.0
