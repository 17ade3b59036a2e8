"""Laws of recorded days: every sum is that of the journal, whoever asks for it and how."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.recorded import (
    BEGINNINGS,
    BERLIN,
    ZONES,
    Journal,
    Lived,
    by_time,
    decisions,
    lives,
    put,
    spans_of,
)
from unkink.core.days.bands import pieces_of
from unkink.core.days.day import Day, DaySummary, Kind
from unkink.core.days.telling import days_of, summary_of
from unkink.core.effects import Decision, Outcome
from unkink.core.entries import Entry, Stretch
from unkink.core.presence import Posture, Presence
from unkink.recorded_days import summaries, told_day

many = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
begins = st.sampled_from(BEGINNINGS)
zones = st.sampled_from(ZONES)
any_life = lives(clocks_set_back=True)
forward = lives(clocks_set_back=False)
Told = list[tuple[float, Entry]]
Journey = list[Lived]

ALL_DAYS = (date(2025, 1, 1), date(2027, 12, 31))
TO_THE_SECOND = 0.5


def seconds(spans: list[Stretch]) -> float:
    return sum((one.ends - one.begins).total_seconds() for one in spans)


def recorded(days: dict[date, Day]) -> float:
    return sum(
        length
        for day in days.values()
        for kind, length in summary_of(day).seconds.items()
        if kind is not Kind.UNRECORDED
    )


@many
@given(any_life, begins, zones)
def test_every_second_of_every_span_is_told_of_exactly_one_day(
    life: Journey, began: datetime, zone: ZoneInfo
) -> None:
    spans = by_time(spans_of(life, began, zone))
    assert recorded(days_of(spans, [])) == pytest.approx(seconds(spans), abs=TO_THE_SECOND)


@many
@given(forward, begins, zones)
def test_pieces_follow_each_other_where_no_clock_was_set_back(
    life: Journey, began: datetime, zone: ZoneInfo
) -> None:
    spans = by_time(spans_of(life, began, zone))
    pieces = pieces_of(spans)
    assert all(one.ends == after.begins for one, after in pairwise(pieces))
    assert all(one.begins < one.ends for one in pieces)
    for day in days_of(spans, []).values():
        assert {one.begins.date() for one in day.pieces} <= {day.date}
        of_day = [one for one in pieces if one.begins.date() == day.date]
        assert [one for one in day.pieces if one.kind is not Kind.UNRECORDED] == [
            one for one in of_day if one.kind is not Kind.UNRECORDED
        ]


@many
@given(any_life, begins, zones, decisions())
def test_the_sums_of_a_day_agree_however_they_are_made(
    life: Journey, began: datetime, zone: ZoneInfo, told: Told
) -> None:
    spans = by_time(spans_of(life, began, zone))
    decided = put(told, spans)
    days = days_of(spans, decided)
    all_summaries = [summary_of(day) for day in days.values()]
    for day, summary in zip(days.values(), all_summaries, strict=True):
        assert sum(summary.seconds.values()) == pytest.approx(
            sum(one.length for one in day.pieces), abs=1e-6
        )
        assert sum(summary.sitting_by_hour) == pytest.approx(summary.sitting, abs=1e-6)
        assert summary.shown == len(day.showings)
        assert summary.shown == sum(one.shown for one in summary.tips.values())
        for outcome in Outcome:
            by_tip = sum(one.outcomes.get(outcome, 0) for one in summary.tips.values())
            of_day = sum(1 for one in day.showings if one.outcome is outcome)
            assert summary.count(outcome) == by_tip == of_day
        assert sum(one.own for one in summary.reminders.values()) == len(day.own_breaks)
        assert sum(one.own for one in summary.tips.values()) == len(day.done)
    sat = sum(one.sat for summary in all_summaries for one in summary.bouts)
    assert sat == pytest.approx(sum(one.sitting for one in all_summaries), abs=1e-6)
    counted = Counter(one.decision for one in decided)
    assert sum(one.shown for one in all_summaries) == counted[Decision.SHOWN]
    assert sum(len(day.done) for day in days.values()) == counted[Decision.DID]
    assert sum(len(day.own_breaks) for day in days.values()) == counted[Decision.NATURAL_BREAK]


@many
@given(any_life, begins, zones, decisions(), st.data())
def test_a_day_is_the_same_whatever_was_asked_for(
    life: Journey, began: datetime, zone: ZoneInfo, told: Told, data: st.DataObject
) -> None:
    """Alone, in a month, with the rest of the journal; and rolled up or not."""
    spans = by_time(spans_of(life, began, zone))
    decided = sorted(put(told, spans), key=lambda one: one.time)
    whole = days_of(spans, decided)
    by_rows = Journal(spans, decided, {})
    for day, expected in whole.items():
        assert told_day(by_rows, day) == expected
    expected_sums = [summary_of(one) for one in whole.values()]
    assert summaries(by_rows, *ALL_DAYS) == [one for one in expected_sums if tells(one)]
    some = {day: summary_of(one) for day, one in whole.items() if data.draw(st.booleans())}
    rolled = Journal(spans, decided, some)
    assert summaries(rolled, *ALL_DAYS) == [one for one in expected_sums if tells(one)]


def tells(day: DaySummary) -> bool:
    return bool(day.seconds or day.reminders or day.tips or day.rated or day.felt)


@many
@given(forward, begins, zones, decisions())
def test_a_day_is_the_same_while_the_last_span_goes_on(
    life: Journey, began: datetime, zone: ZoneInfo, told: Told
) -> None:
    *before, present = spans_of([*life, replace_odd(life[-1])], began, zone)
    decided = sorted(put(told, before or [present]), key=lambda one: one.time)
    whole = days_of([*by_time(before), present], decided, present.ends)
    by_rows = Journal(by_time(before), decided, {})
    for day, expected in whole.items():
        assert told_day(by_rows, day, present) == expected
    rolled = {
        day: summary_of(one)
        for day, one in days_of(by_time(before), decided).items()
        if day < present.begins.date() - timedelta(days=2)
    }
    expected_sums = [one for one in map(summary_of, whole.values()) if tells(one)]
    assert summaries(by_rows, *ALL_DAYS, present) == expected_sums
    assert summaries(Journal(by_time(before), decided, rolled), *ALL_DAYS, present) == expected_sums


def replace_odd(lived: Lived) -> Lived:
    return Lived(lived.minutes, lived.presence, lived.posture)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (BERLIN, date(2026, 3, 29), 23),
        (BERLIN, date(2026, 10, 25), 25),
        (BERLIN, date(2026, 11, 20), 24),
        (ZoneInfo("Africa/Cairo"), date(2026, 4, 24), 23),
        (ZoneInfo("Africa/Cairo"), date(2026, 10, 29), 25),
        (ZoneInfo("Australia/Lord_Howe"), date(2026, 4, 5), 24.5),
        (ZoneInfo("Asia/Kolkata"), date(2026, 3, 29), 24),
    ],
)
@pytest.mark.parametrize("minutes", [47.0, 60.0 * 7, 60.0 * 90])
def test_a_day_has_the_hours_of_its_calendar(
    zone: ZoneInfo, day: date, hours: float, minutes: float
) -> None:
    """Also where one span, such as a weekend of sleep, reaches over all of it."""
    eve = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=2)
    number = int(60 * 24 * 6 / minutes) + 1
    life = [Lived(minutes, Presence.ASLEEP, Posture.SITTING)] * number
    told = days_of(spans_of(life, eve, zone), [])[day]
    assert sum(one.length for one in told.pieces) == hours * 3600
    assert (told.pieces[0].begins.hour, told.pieces[0].begins.minute) in ((0, 0), (1, 0))
