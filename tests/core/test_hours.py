"""Working hours and the bells of clock-time reminders."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from unkink.core.hours import bells, open_at, opens_next
from unkink.core.settings import (
    MICRO,
    AtClockTime,
    BeforeEndOfHours,
    OpenRange,
    ReminderSettings,
    Settings,
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


def test_a_clock_time_reminder_rings_on_its_weekdays() -> None:
    lunch = ReminderSettings("lunch", AtClockTime(time(12, 30), frozenset({0, 1})), ("micro",))
    assert bells(Settings(reminders=(MICRO, lunch))) == [("lunch", time(12, 30), frozenset({0, 1}))]


def test_the_last_prompt_rings_one_interval_before_the_end_of_hours() -> None:
    last = ReminderSettings("evening", BeforeEndOfHours(), ("home",))
    hours = (OpenRange(0, time(9), time(17)), OpenRange(6, time(22), time(0, 15)))
    assert bells(Settings(hours=hours, reminders=(MICRO, last))) == [
        ("evening", time(16, 30), frozenset({0})),
        ("evening", time(23, 45), frozenset({6})),
    ]
