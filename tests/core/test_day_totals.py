"""Many days put together: nothing is lost or counted twice, however they are grouped."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.any_days import FIRST, groups, ranges, summaries
from unkink.core.days.day import Answered, Answers, Bout, DaySummary, Kind, Rated
from unkink.core.days.ranges import Group, Range, months_until, week_of
from unkink.core.days.spread import TipTold, by_length, by_weekday, tips_told
from unkink.core.days.totals import grouped, totals_of
from unkink.core.effects import Outcome
from unkink.core.taste import Liking, Stiffness


def near(value: float | list[float]) -> object:
    """Sums of fractions in another order differ by a hair, never by a thousandth of a second."""
    return pytest.approx(value, rel=0, abs=1e-3)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(summaries(), ranges, groups)
def test_the_totals_are_those_of_the_days_whatever_the_grouping(
    days: list[DaySummary], within: Range, group: Group
) -> None:
    here = [day for day in days if within.first <= day.date <= within.last]
    parts = grouped(days, within, group)
    for kind in Kind:
        whole = sum(day.seconds.get(kind, 0) for day in here)
        assert sum(part.seconds.get(kind, 0) for part in parts) == near(whole)
    assert sum(part.sitting for part in parts) == near(sum(day.sitting for day in here))
    assert sum(part.unsure for part in parts) == near(sum(day.unsure for day in here))
    for outcome in Outcome:
        whole_count = sum(day.count(outcome) for day in here)
        assert sum(part.count(outcome) for part in parts) == whole_count
    assert sum(part.shown for part in parts) == sum(day.shown for day in here)
    assert all(part.waiting >= 0 for part in parts)
    assert sum(part.own_breaks for part in parts) == sum(day.own_breaks for day in here)
    assert sum(part.recorded for part in parts) == len(here)
    assert sum(part.present for part in parts) == sum(day.began is not None for day in here)
    assert [one for part in parts for one in part.bouts] == [b for day in here for b in day.bouts]
    assert [one for part in parts for one in part.felt] == [f for day in here for f in day.felt]
    assert [one for part in parts for one in part.rated] == [r for day in here for r in day.rated]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(summaries(), ranges)
def test_however_days_are_spread_out_every_second_and_every_answer_is_there_once(
    days: list[DaySummary], within: Range
) -> None:
    here = [day for day in days if day.date in within]
    totals = totals_of(days, within)
    hours = [sum(hour) for hour in zip(*(day.sitting_by_hour for day in here), strict=True)]
    assert list(totals.sitting_by_hour) == near(hours or [0] * 24)
    weekdays = [day.sitting_by_hour for day in by_weekday(here)]
    assert [sum(hour) for hour in zip(*weekdays, strict=True)] == near(hours or [0] * 24)
    assert sum(one.present for one in by_weekday(here)) == totals.present
    classes = by_length(totals.bouts)
    assert sum(one.bouts for one in classes) == sum(len(day.bouts) for day in here)
    assert sum(one.sat for one in classes) == near(sum(b.sat for day in here for b in day.bouts))
    told = tips_told(totals)
    assert sum(one.shown for one in told) == sum(
        one.shown for day in here for one in day.tips.values()
    )
    assert Counter(one.stiffness for day in here for one in day.felt) == sum(
        (Counter(one.felt) for one in told), Counter()
    )


@given(ranges, groups)
def test_parts_tile_the_range(within: Range, group: Group) -> None:
    parts = within.parts(group)
    assert (parts[0].first, parts[-1].last) == (within.first, within.last)
    assert all(after.first - before.last == timedelta(days=1) for before, after in pairwise(parts))


@given(ranges)
def test_there_are_never_more_figures_than_fit_on_a_small_screen(within: Range) -> None:
    assert len(within.parts(within.group())) <= 45


@given(ranges, st.integers(-5, 5))
def test_ranges_that_follow_each_other_leave_no_day_out(within: Range, by: int) -> None:
    here, after = within.shifted(by), within.shifted(by + 1)
    assert after.first - here.last == timedelta(days=1)
    assert within.shifted(by).shifted(-by) == within


def test_weeks_begin_on_monday_and_are_cut_off_where_the_range_ends() -> None:
    november = months_until(date(2026, 11, 20))
    assert [(f"{one.first:%a %d}", f"{one.last:%a %d}") for one in november.parts(Group.WEEK)] == [
        ("Sun 01", "Sun 01"),
        ("Mon 02", "Sun 08"),
        ("Mon 09", "Sun 15"),
        ("Mon 16", "Sun 22"),
        ("Mon 23", "Sun 29"),
        ("Mon 30", "Mon 30"),
    ]
    assert week_of(date(2026, 11, 22)) == Range(date(2026, 11, 16), date(2026, 11, 22))


def test_whole_months_stay_whole_months_and_other_ranges_their_length() -> None:
    winter = months_until(date(2026, 2, 14), 3)
    assert winter == Range(date(2025, 12, 1), date(2026, 2, 28))
    assert winter.shifted(1) == Range(date(2026, 3, 1), date(2026, 5, 31))
    assert winter.shifted(-1) == Range(date(2025, 9, 1), date(2025, 11, 30))
    days = Range(date(2026, 2, 27), date(2026, 3, 1))
    assert days.shifted(1) == Range(date(2026, 3, 2), date(2026, 3, 4))


def test_long_ranges_are_told_by_the_week_or_the_month() -> None:
    day = date(2026, 11, 20)
    asked = [week_of(day), *(months_until(day, count) for count in (1, 3, 12))]
    assert [one.group() for one in asked] == [Group.DAY, Group.DAY, Group.WEEK, Group.MONTH]
    assert months_until(day, 120).group() is Group.YEAR


def test_a_range_cannot_end_before_it_begins_nor_leave_the_calendar() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Range(date(2026, 11, 2), date(2026, 11, 1))
    for last in (months_until(date(9999, 11, 1)), week_of(date(9999, 12, 20))):
        with pytest.raises(OverflowError):
            last.shifted(1)


def test_bouts_are_sorted_into_quarters_of_an_hour() -> None:
    hour = datetime(2026, 11, 20, 9, tzinfo=UTC)
    bouts = [Bout(hour, hour, minutes * 60) for minutes in (1, 14.99, 15, 100, 120, 240)]
    assert [one.bouts for one in by_length(bouts)] == [2, 1, 0, 0, 0, 0, 1, 0, 2]
    assert [one.below for one in by_length([])][-2:] == [2 * 3600, None]


def test_a_tip_is_told_with_its_last_rating_and_all_answers() -> None:
    hour = datetime(2026, 11, 20, 9, tzinfo=UTC)
    day = DaySummary(
        {Kind.SITTING: 3600.0},
        0.0,
        (0.0,) * 24,
        (),
        {},
        {
            "jaw": Answers(3, {Outcome.NATURAL: 2, Outcome.IGNORED: 1}),
            "neck-nods": Answers(2, {Outcome.TAKEN: 1, Outcome.SKIPPED: 1}, 2),
        },
        0,
        (Rated(hour, "neck-nods", Liking.NOT), Rated(hour, "neck-nods", Liking.MORE)),
        (Answered(hour, "legs", Stiffness.WORSE), Answered(hour, "legs", Stiffness.SAME)),
        hour.date(),
        hour,
        hour,
    )
    none = dict.fromkeys(Stiffness, 0)
    assert tips_told(totals_of([day], week_of(day.date))) == [
        TipTold("neck-nods", 2, 1, 2, Liking.MORE, none),
        TipTold("jaw", 3, 0, 0, None, none),
        TipTold("legs", 0, 0, 0, None, none | {Stiffness.WORSE: 1, Stiffness.SAME: 1}),
    ]


def test_a_range_without_a_record_has_no_average_day() -> None:
    empty = totals_of([], week_of(FIRST))
    assert (empty.sitting, empty.sitting_a_day, empty.longest) == (0.0, None, None)
    assert (empty.recorded, empty.present, empty.waiting) == (0, 0, 0)
