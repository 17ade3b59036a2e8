"""Which hours the band of a day has, and where they stand."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.guide.one_day import MONDAY, NOW, at, full_day, spans
from unkink.core.days.day import Day
from unkink.core.days.telling import days_of
from unkink.core.entries import Stretch
from unkink.core.presence import Posture, Presence
from unkink.day_view.axis import axis_of, hours

BERLIN = ZoneInfo("Europe/Berlin")
LONG_NIGHT, SHORT_NIGHT = date(2026, 10, 25), date(2026, 3, 29)


def day_of(told: str) -> Day:
    return days_of(spans(told), [])[MONDAY]


def labels(day: Day, now: datetime | None = None) -> str:
    axis = axis_of(day, now, 0, 100)
    return " ".join(f"{hour:%H}" for hour in hours(axis, day.pieces))


def sat(begins: datetime, ends: datetime) -> Stretch:
    return Stretch(begins, ends, Presence.ACTIVE, Posture.SITTING)


def test_the_axis_has_the_hours_in_which_somebody_was_there() -> None:
    assert labels(full_day(), NOW) == "08 09 10 11 12 13 14 15 16 17"
    assert labels(day_of("00:00 gone, 10:20 sits, 18:10 gone, 24:00 off")) == (
        "10 11 12 13 14 15 16 17 18 19"
    )


def test_a_short_day_gets_six_hours_that_stay_within_it() -> None:
    assert labels(day_of("08:10 sits, 08:30 off")) == "08 09 10 11 12 13 14"
    assert labels(day_of("23:00 sits, 23:30 off")) == "18 19 20 21 22 23 00"
    assert labels(day_of("20:00 sits, 20:30 off")) == "18 19 20 21 22 23 00"


def test_a_night_of_work_has_the_whole_day() -> None:
    day = day_of("00:00 sits, 05:00 gone, 22:10 sits, 24:00 off")
    assert labels(day).split() == [f"{hour % 24:02}" for hour in range(25)]


def test_a_day_on_which_nobody_came_is_shown_as_far_as_it_is_recorded() -> None:
    assert labels(day_of("00:00 gone, 24:00 off")).startswith("00 01")


def test_the_hour_that_comes_twice_is_there_twice() -> None:
    def then(hour: int, minute: int = 0, fold: int = 0) -> datetime:
        return datetime(2026, 10, 25, hour, minute, tzinfo=BERLIN, fold=fold)

    worked = [sat(then(0, 30), then(2, 50)), sat(then(2, 0, 1), then(5))]
    assert labels(days_of(worked, [])[LONG_NIGHT]) == "00 01 02 02 03 04 05"


def test_the_hour_that_does_not_come_is_not_there() -> None:
    def then(hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 3, 29, hour, minute, tzinfo=BERLIN)

    worked = [sat(then(0, 30), then(1, 55)), sat(then(3), then(8))]
    assert labels(days_of(worked, [])[SHORT_NIGHT]) == "00 01 03 04 05 06 07 08"


def test_a_morning_after_the_clock_changed_has_its_own_hours() -> None:
    """The night away before it began with the hours of the evening."""

    def then(hour: int, day: date = LONG_NIGHT) -> datetime:
        return datetime(day.year, day.month, day.day, hour, 20, tzinfo=BERLIN)

    evening = LONG_NIGHT - timedelta(days=1)
    away = Stretch(then(22, evening), then(8), Presence.AWAY, Posture.SITTING)
    day = days_of([sat(then(20, evening), then(22, evening)), away, sat(then(8), then(15))], [])
    assert labels(day[LONG_NIGHT]) == "08 09 10 11 12 13 14 15 16"


@given(st.lists(st.integers(0, 1440), min_size=2, max_size=12, unique=True).map(sorted))
def test_times_stand_in_their_order_within_the_axis(minutes: list[int]) -> None:
    clocks = [f"{one // 60}:{one % 60:02}" for one in minutes]
    day = day_of(", ".join(f"{clock} sits" for clock in clocks))
    axis = axis_of(day, None, 20, 1000)
    places = [axis.x(at(clock)) for clock in clocks]
    assert places == sorted(places)
    assert places[0] >= 20
    assert places[-1] <= 1020
    full = list(hours(axis, day.pieces))
    assert [one.minute for one in full] == [0] * len(full)
    assert {b - a for a, b in pairwise(full)} == {timedelta(hours=1)}
