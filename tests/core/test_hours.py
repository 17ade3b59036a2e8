"""Working hours: over midnight, through clock changes, and with spans that touch."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.core.calendars import YEARS, year
from unkink.core.hours import closes, open_at, opens_next, weekly
from unkink.core.settings import OpenRange

WHOLE_WEEK = tuple(
    half
    for day in range(7)
    for half in (OpenRange(day, time(0), time(12)), OpenRange(day, time(12), time(0)))
)
WORKDAYS = tuple(OpenRange(day, time(8), time(18, 30)) for day in range(5))
MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


def test_no_hours_mean_always() -> None:
    assert open_at((), MONDAY)
    assert opens_next((), MONDAY) is None


def test_a_range_holds_its_first_minute_and_not_its_last() -> None:
    assert not open_at(WORKDAYS, MONDAY.replace(hour=7, minute=59))
    assert open_at(WORKDAYS, MONDAY.replace(hour=8))
    assert open_at(WORKDAYS, MONDAY.replace(hour=18, minute=29))
    assert not open_at(WORKDAYS, MONDAY.replace(hour=18, minute=30))


def test_after_friday_evening_monday_opens_next() -> None:
    friday = datetime(2026, 11, 27, 19, 0, tzinfo=UTC)
    assert opens_next(WORKDAYS, friday) == datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


def test_on_the_day_the_clocks_change_hours_open_at_the_local_time() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    saturday = datetime(2026, 3, 28, 19, 0, tzinfo=berlin)
    sunday = (OpenRange(6, time(8), time(10)),)
    opens = opens_next(sunday, saturday)
    assert opens == datetime(2026, 3, 29, 8, 0, tzinfo=berlin)
    assert opens is not None
    assert opens.astimezone(UTC).hour == 6  # summer time already


def test_hours_end_where_the_last_span_that_touches_does() -> None:
    lunch = (OpenRange(0, time(8), time(12)), OpenRange(0, time(13), time(17)))
    assert closes(lunch, MONDAY.replace(hour=9)) == MONDAY.replace(hour=12)
    assert closes(lunch, MONDAY.replace(hour=12)) is None
    no_lunch = (OpenRange(0, time(12), time(17)), OpenRange(0, time(8), time(12)))
    assert closes(no_lunch, MONDAY.replace(hour=9)) == MONDAY.replace(hour=17)
    assert opens_next(no_lunch, MONDAY.replace(hour=9)) == MONDAY.replace(day=30, hour=8)


def test_hours_that_never_end_have_no_end_and_no_begin() -> None:
    assert closes((), MONDAY) is None
    assert closes(WHOLE_WEEK, MONDAY) is None
    assert opens_next(WHOLE_WEEK, MONDAY) is None
    assert open_at(WHOLE_WEEK, MONDAY)
    assert weekly(WHOLE_WEEK) == ()


def test_whole_days_in_a_row_end_after_the_last() -> None:
    assert closes(WHOLE_WEEK[:10], MONDAY) == datetime(2026, 11, 28, 0, 0, tzinfo=UTC)
    assert opens_next(WHOLE_WEEK[:10], MONDAY) == datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
    assert weekly(WHOLE_WEEK[:10]) == ((timedelta(0), timedelta(days=5)),)


def test_a_night_is_of_the_day_on_which_it_begins() -> None:
    """BreakTimer (peers 7): its test from <= now <= to never holds over midnight."""
    friday_night = (OpenRange(4, time(22), time(6)),)
    friday = datetime(2026, 11, 27, 0, 0, tzinfo=UTC)
    assert not open_at(friday_night, friday.replace(hour=5))
    assert open_at(friday_night, friday.replace(hour=23))
    assert open_at(friday_night, friday.replace(day=28, hour=5))
    assert not open_at(friday_night, friday.replace(day=28, hour=6))
    assert not open_at(friday_night, friday.replace(day=28, hour=23))
    assert closes(friday_night, friday.replace(hour=23)) == friday.replace(day=28, hour=6)


def test_a_day_may_end_at_24_00() -> None:
    evening = (OpenRange(4, time(18), time(0)),)
    friday = datetime(2026, 11, 27, 0, 0, tzinfo=UTC)
    assert open_at(evening, friday.replace(hour=23, minute=59))
    assert not open_at(evening, friday.replace(day=28))
    assert closes(evening, friday.replace(hour=20)) == friday.replace(day=28)


@pytest.mark.parametrize(
    ("span", "now", "ends"),
    [
        # Summer time begins: a night of 7 hours; what would end in the gap ends where it begins.
        (("22:00", "06:00"), "2026-03-28 22:00+01:00", "2026-03-29 06:00+02:00"),
        (("22:00", "02:30"), "2026-03-28 22:00+01:00", "2026-03-29 03:00+02:00"),
        # It ends: a night of 9 hours; the hour that comes twice opens and closes nothing twice.
        (("22:00", "06:00"), "2026-10-24 22:00+02:00", "2026-10-25 06:00+01:00"),
        (("22:00", "02:30"), "2026-10-24 22:00+02:00", "2026-10-25 02:30+02:00"),
        (("22:00", "02:30"), "2026-10-25 02:10+01:00", None),
        (("02:10", "02:30"), "2026-10-25 02:20+02:00", "2026-10-25 02:30+02:00"),
        (("02:10", "02:30"), "2026-10-25 02:20+01:00", None),
        (("02:30", "03:30"), "2026-10-25 02:10+01:00", "2026-10-25 03:30+01:00"),
    ],
)
def test_hours_through_a_clock_change(span: tuple[str, str], now: str, ends: str | None) -> None:
    begins, until = (time.fromisoformat(one) for one in span)
    hours = tuple(OpenRange(day, begins, until) for day in range(7))
    wall = datetime.fromisoformat(now).astimezone(ZoneInfo("Europe/Berlin"))
    found = closes(hours, wall)
    assert (found and found.isoformat(sep=" ", timespec="minutes")) == ends
    assert open_at(hours, wall) == (ends is not None)


def test_a_date_that_is_skipped_has_no_hours() -> None:
    apia = ZoneInfo("Pacific/Apia")
    friday_night = (OpenRange(4, time(22), time(6)),)
    saturday = datetime(2011, 12, 31, 3, 0, tzinfo=apia)
    assert not open_at(friday_night, saturday)
    assert opens_next(friday_night, datetime(2011, 12, 24, 12, 0, tzinfo=apia)) == datetime(
        2012, 1, 6, 22, 0, tzinfo=apia
    )


def test_tomorrow_s_hours_may_have_begun_already() -> None:
    """Newfoundland set its clocks back from 00:01 to 23:01."""
    sunday = (OpenRange(6, time(0), time(8)),)
    saturday = datetime.fromisoformat("2010-11-06 23:30-03:30")
    wall = saturday.astimezone(ZoneInfo("America/St_Johns"))
    assert open_at(sunday, wall)
    closing = closes(sunday, wall)
    assert closing is not None
    assert closing.isoformat() == "2010-11-07T08:00:00-03:30"


def test_sunday_night_meets_monday() -> None:
    hours = (OpenRange(6, time(20), time(0)), OpenRange(0, time(0), time(3)))
    assert weekly(hours) == ((timedelta(days=6, hours=20), timedelta(days=7, hours=3)),)


@pytest.mark.parametrize(
    ("begins", "ends"), [(time(8), time(18, 30)), (time(22), time(6)), (time(0, 30), time(2, 30))]
)
@pytest.mark.parametrize(("zone", "number"), YEARS)
def test_hours_open_and_close_once_on_each_date_of_a_year(
    zone: str, number: int, begins: time, ends: time
) -> None:
    there = year(zone, number)
    hours = tuple(OpenRange(day, begins, ends) for day in range(7))
    wall = there.local(there.first_shown(there.dates[0], time(0)) - timedelta(seconds=1))
    for day in there.dates:
        opens = opens_next(hours, wall)
        assert opens is not None
        assert opens.astimezone(UTC) == there.first_shown(day, begins)
        closing = closes(hours, opens)
        assert closing is not None
        last = day if begins < ends else day + timedelta(days=1)
        assert closing.astimezone(UTC) == there.first_shown(last, ends)
        assert not open_at(hours, closing)
        assert open_at(hours, there.local(closing.astimezone(UTC) - timedelta(seconds=1)))
        wall = opens
