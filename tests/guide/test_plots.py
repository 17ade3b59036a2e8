"""Plots of recorded days: their figures are those of the days, their words and ticks are round."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.any_days import FIRST, ranges, summaries
from unkink.core.days.day import Bout, DaySummary, Kind
from unkink.core.days.ranges import Group, Range, months_until, week_of
from unkink.core.effects import Outcome
from unkink.core.taste import Stiffness
from unkink.guide.plots import bouts, hours, prompts, scale, sitting, stiffness
from unkink.guide.plots.date_words import part_name, range_name
from unkink.guide.plots.panel import Panel, Table
from unkink.guide.plots.slots import slots_of
from unkink.guide.plots.told import told
from unkink.time_words import minutes

LATER = FIRST + timedelta(days=9999)
DAY = date(2026, 11, 20)


def table(panel: Panel) -> Table:
    assert panel.table is not None
    return panel.table


def column(panel: Panel, head: str) -> list[int]:
    """Return the figures of a column, without its total; what was not recorded is 0."""
    place = list(table(panel).heads).index(head)
    return [int(row[place]) if row[place].isdecimal() else 0 for row in table(panel).rows]


def total(panel: Panel, head: str) -> str:
    return table(panel).total[list(table(panel).heads).index(head)]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(summaries(), ranges)
def test_what_the_tables_say_is_the_sum_of_the_summaries_whatever_the_grouping(
    days: list[DaySummary], within: Range
) -> None:
    here = [day for day in days if day.date in within]
    shown = told(days, within, LATER)
    panel = prompts.panel(shown)
    counts = {
        "Prompts": sum(day.shown for day in here),
        "Taken": sum(day.count(Outcome.TAKEN) for day in here),
        "Own break": sum(day.count(Outcome.NATURAL) for day in here),
        "Snoozed": sum(day.count(Outcome.SNOOZED) for day in here),
        "Skipped": sum(day.count(Outcome.SKIPPED) for day in here),
        "No answer": sum(day.count(Outcome.IGNORED) for day in here),
        "Unknown": sum(day.count(Outcome.UNKNOWN) for day in here),
        "Unasked breaks": sum(day.own_breaks for day in here),
    }
    assert {head: sum(column(panel, head)) for head in counts} == counts
    assert {head: int(total(panel, head)) for head in counts if here} == (counts if here else {})
    outcomes = [head for head in table(panel).heads[2:] if head != "Unasked breaks"]
    assert sum(sum(column(panel, head)) for head in outcomes) == counts["Prompts"]
    spent = sum(day.sitting for day in here)
    # Sums of fractions may differ by a hair, and lengths are rounded down.
    if here:
        near = {minutes(spent + hair) for hair in (-1e-3, 0, 1e-3)}
        assert total(sitting.panel(shown, "."), "Sitting") in near
    count = sum(len(day.bouts) for day in here)
    assert sum(column(bouts.panel(shown), "Bouts")) == count
    felt = [one.stiffness for day in here for one in day.felt]
    if felt:
        after = stiffness.panel(shown, wide=True)
        assert sum(column(after, "Better")) == felt.count(Stiffness.BETTER)
        assert sum(column(after, "The same")) == felt.count(Stiffness.SAME)
        assert sum(column(after, "Worse")) == felt.count(Stiffness.WORSE)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(summaries(), ranges)
def test_every_plot_can_be_drawn_of_any_days(days: list[DaySummary], within: Range) -> None:
    shown = told(days, within, FIRST + timedelta(days=200))
    panels = [
        sitting.panel(shown, "."),
        prompts.panel(shown),
        bouts.panel(shown),
        hours.panel(shown),
        hours.week_panel(shown),
        stiffness.panel(shown, wide=False),
    ]
    for panel in panels:
        assert panel is None or "nan" not in panel.drawing
        assert panel is None or panel.said.endswith(".")


@given(st.floats(0.1, 86_400 * 2))
def test_a_scale_of_time_has_few_round_ticks_and_room_for_the_most(most: float) -> None:
    made = scale.of_time(most)
    values = [value for value, _ in made.ticks]
    assert 2 <= len(values) <= 6
    assert values[-1] == made.top
    assert most <= made.top or most > 86_400
    assert all(value % 300 == 0 for value in values)
    assert len({word for _, word in made.ticks}) == len(values)


@given(st.integers(1, 10**6))
def test_a_scale_of_counts_has_few_whole_ticks_and_room_for_the_most(most: int) -> None:
    made = scale.of_counts(most)
    values = [value for value, _ in made.ticks]
    assert 2 <= len(values) <= 6
    assert most <= made.top <= max(5, most * 2)
    assert [word for _, word in made.ticks] == [str(int(value)) for value in values]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.4, ["0", "5 min", "10 min", "15 min", "20 min", "25 min"]),
        (5.7, ["0", "2 h", "4 h", "6 h"]),
        (9.5, ["0", "2 h", "4 h", "6 h", "8 h", "10 h"]),
        (10.2, ["0", "3 h", "6 h", "9 h", "12 h"]),
    ],
)
def test_hours_are_told_in_steps_people_count_in(hours: float, words: list[str]) -> None:
    assert [word for _, word in scale.of_time(hours * 3600).ticks] == words


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2026-11-20", "2026-11-20", "Friday 20 November 2026"),
        ("2026-11-16", "2026-11-22", "16 to 22 November 2026"),
        ("2026-11-30", "2026-12-06", "30 November to 6 December 2026"),
        ("2026-12-28", "2027-01-03", "28 December 2026 to 3 January 2027"),
        ("2026-11-01", "2026-11-30", "November 2026"),
        ("2026-09-01", "2026-11-30", "September to November 2026"),
        ("2025-12-01", "2026-11-30", "December 2025 to November 2026"),
        ("2026-01-01", "2026-12-31", "2026"),
        ("2024-01-01", "2026-12-31", "2024 to 2026"),
    ],
)
def test_ranges_are_named_as_people_do(first: str, last: str, name: str) -> None:
    assert range_name(Range(date.fromisoformat(first), date.fromisoformat(last))) == name


def labels(within: Range) -> tuple[list[str], list[str]]:
    """Return both lines of labels; what a small screen leaves out is in brackets."""
    slots = slots_of(within.parts(within.group()), within.group())
    shown = [f"({slot.label})" if slot.fine else slot.label for slot in slots]
    return shown, [slot.under for slot in slots if slot.under]


def test_labels_have_room_and_say_where_a_month_or_a_year_begins() -> None:
    assert labels(week_of(DAY)) == (
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        ["16", "17", "18", "19", "20", "21", "22"],
    )
    shown, under = labels(months_until(DAY))
    assert shown[:7] == ["1", "(2)", "(3)", "(4)", "(5)", "6", "(7)"]
    assert under == ["Nov"]
    shown, under = labels(months_until(DAY, 12))
    assert shown[:4] == ["Dec", "(Jan)", "Feb", "(Mar)"]
    assert under == ["2026"]
    assert labels(Range(date(2026, 10, 9), DAY))[1] == ["Oct", "Nov"]


def test_a_month_that_begins_at_once_has_no_label_at_its_heels() -> None:
    assert labels(Range(date(2026, 10, 30), date(2026, 11, 28)))[1] == ["Nov"]


@given(ranges)
def test_a_small_screen_has_few_labels(within: Range) -> None:
    shown, _ = labels(within)
    assert 1 <= sum(not label.startswith("(") for label in shown) <= 7


def test_rows_of_a_table_are_named_in_full() -> None:
    week = week_of(DAY)
    assert part_name(Range(DAY, DAY), Group.DAY) == "Fri 20 Nov 2026"
    assert part_name(week, Group.WEEK) == "16 to 22 November 2026"
    assert part_name(months_until(DAY), Group.MONTH) == "November 2026"
    assert part_name(months_until(DAY, 11), Group.YEAR) == "2026"


def sat(day: date, *lengths: int, standing: int = 0) -> DaySummary:
    """Somebody sat for so many minutes, from nine o'clock on, and unkink showed nothing."""
    began = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    spent = sum(lengths) * 60.0
    by_hour = [0.0] * 24
    by_hour[9] = min(spent, 3600.0)
    parts = tuple(Bout(began, began, length * 60.0) for length in lengths)
    return DaySummary(
        {Kind.SITTING: spent, Kind.STANDING: standing * 60.0},
        0.0,
        tuple(by_hour),
        parts,
        {},
        {},
        0,
        (),
        (),
        day,
        began,
        began,
    )


def rows(panel: Panel) -> Sequence[Sequence[str]]:
    return table(panel).rows


def test_a_week_is_told_in_words_and_in_a_table_with_what_was_not_recorded() -> None:
    monday, tuesday = date(2026, 11, 16), date(2026, 11, 17)
    days = [sat(monday, 50, 40), sat(tuesday, 30, standing=25)]
    shown = told(days, week_of(monday), date(2026, 11, 18))
    panel = sitting.panel(shown, "..")
    assert panel.said == (
        "2 h of sitting on 2 days, 1 h on an average one. "
        "The longest bout was 50 min, on Monday 16 November 2026 at 09:00."
    )
    assert rows(panel) == [
        ["Mon 16 Nov 2026", "1 h 30 min", "50 min", "", "1", "1 h 30 min"],
        ["Tue 17 Nov 2026", "30 min", "30 min", "25 min", "1", "30 min"],
        ["Wed 18 Nov 2026", "not recorded", "", "", "0", ""],
    ]
    assert table(panel).total == ["Together", "2 h", "50 min", "25 min", "2", "1 h"]
    assert list(table(panel).links) == ["../today/2026-11-16", "../today/2026-11-17", ""]
    assert panel.drawing.count('class="void"') == 1 + 1  # Wednesday, and the key
    assert "still to come" in panel.drawing


def test_a_month_by_month_plot_shows_average_days_and_leads_to_each_month() -> None:
    days = [sat(date(2026, 10, 1), 60), sat(date(2026, 10, 2), 120), sat(date(2026, 11, 2), 30)]
    panel = sitting.panel(told(days, months_until(date(2026, 11, 2), 12), LATER), ".")
    assert panel.title == "Sitting on an average day of each month"
    assert rows(panel)[-2:] == [
        ["October 2026", "3 h", "2 h", "", "2", "1 h 30 min"],
        ["November 2026", "30 min", "30 min", "", "1", "30 min"],
    ]
    assert table(panel).links[-1] == "./weeks?from=2026-11-01&to=2026-11-30"


def test_bouts_are_told_by_their_middle_and_the_long_ones() -> None:
    shown = told([sat(DAY, 10, 20, 40, 90)], week_of(DAY), LATER)
    assert bouts.panel(shown).said == (
        "4 bouts; half of them lasted 20 min or less, 1 longer than an hour. "
        "Five minutes away end a bout."
    )


def test_hours_are_an_average_over_the_days_with_somebody_there() -> None:
    shown = told([sat(DAY, 60), sat(DAY - timedelta(days=1), 30)], week_of(DAY), LATER)
    panel = hours.panel(shown)
    assert panel.said.startswith("On an average day, most was sat from 09:00 to 10:00: 45 min")
    assert rows(panel) == [["09:00 to 10:00", "1 h 30 min", "45 min"]]
    assert hours.week_panel(shown) is None


def test_where_nobody_answered_the_page_says_so() -> None:
    panel = stiffness.panel(told([sat(DAY, 60)], week_of(DAY), LATER), wide=True)
    assert (panel.said, panel.table) == (stiffness.NO_ANSWER, None)
