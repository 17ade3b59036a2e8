"""The hours of the day in which one sits, on average, and on each day of the week."""

from collections.abc import Sequence

from unkink.core.days.spread import Weekday, by_weekday
from unkink.core.moment import MINUTE, Duration
from unkink.guide.plots.bars import Bar
from unkink.guide.plots.drawing import plot
from unkink.guide.plots.panel import Panel, Table
from unkink.guide.plots.scale import of_an_hour
from unkink.guide.plots.slots import Slot
from unkink.guide.plots.strips import Strip, strips
from unkink.guide.plots.told import Told
from unkink.time_words import WEEKDAYS, minutes

WORTH_A_WEEK = 14
"""Days; in a shorter range most weekdays come once, and would only repeat the days."""
_LABELLED = 3
"""Every third hour has a label."""


def panel(told: Told) -> Panel:
    """Show the sitting of an average day in each hour of the clock."""
    hours = told.whole.sitting_by_hour
    present = told.whole.present
    average = _averages(hours, present)
    return Panel(
        "hours",
        "Hours of the day",
        _said(average, present),
        plot(_bars(average), _slots(), of_an_hour(), name="hours", edges=True),
        Table(
            ("Hour", "Sitting", "On an average day"),
            [[_hour(one), minutes(hours[one]), minutes(average[one])] for one in _busy(hours)],
            ["Together", minutes(sum(hours)), minutes(sum(average))],
        ),
    )


def week_panel(told: Told) -> Panel | None:
    """Show the same for each weekday; None where the range is too short for that."""
    if told.whole.within.length < WORTH_A_WEEK:
        return None
    days = by_weekday(told.days)
    averages = {one.number: _averages(one.sitting_by_hour, one.present) for one in days}
    rows = [
        Strip(
            WEEKDAYS[one.number][:3],
            minutes(sum(averages[one.number])),
            _bars(averages[one.number]),
        )
        for one in days
    ]
    hours = _busy(told.whole.sitting_by_hour)
    heads = ("Hour", *(WEEKDAYS[one.number] for one in days))
    return Panel(
        "weekdays",
        "Hours of each weekday",
        _week_said(days, averages),
        strips(rows, _slots(), of_an_hour(), name="weekdays", height=26, edges=True),
        Table(
            heads,
            [[_hour(hour), *(minutes(averages[n][hour]) for n in averages)] for hour in hours],
            ["Together", *(minutes(sum(averages[number])) for number in averages)],
        ),
    )


def _averages(hours: Sequence[Duration], present: int) -> list[Duration]:
    return [spent / present if present else 0.0 for spent in hours]


def _bars(average: Sequence[Duration]) -> list[Bar]:
    return [Bar(spent, f"{_hour(one)}: {minutes(spent)}") for one, spent in enumerate(average)]


def _slots() -> list[Slot]:
    return [Slot("", "" if hour % _LABELLED else f"{hour:02}") for hour in range(24)]


def _busy(hours: Sequence[Duration]) -> range:
    """Return the hours from the first to the last in which anybody ever sat."""
    used = [hour for hour, spent in enumerate(hours) if spent]
    return range(used[0], used[-1] + 1) if used else range(0)


def _hour(hour: int) -> str:
    return f"{hour:02}:00 to {hour + 1:02}:00"


def _said(average: Sequence[Duration], present: int) -> str:
    most = max(range(24), key=lambda hour: average[hour])
    if average[most] < MINUTE:
        return "No hour with sitting was recorded."
    most_told = f"most was sat from {_hour(most)}: {minutes(average[most])} of that hour"
    if present == 1:
        return f"On this day, {most_told}."
    return f"On an average day, {most_told}. Days on which nobody was there are left out."


def _week_said(days: Sequence[Weekday], averages: dict[int, list[Duration]]) -> str:
    there = [one.number for one in days if one.present]
    if not there:
        return "No weekday was recorded."
    most = max(there, key=lambda number: sum(averages[number]))
    return (
        f"An average {WEEKDAYS[most]} has the most sitting, {minutes(sum(averages[most]))}. "
        "Each row is an average day; a bar as high as its row is a whole hour."
    )
