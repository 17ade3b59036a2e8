"""Bouts by length: how many lasted about a quarter of an hour, half an hour, and so on."""

from collections.abc import Sequence

from unkink.core.days.day import Bout
from unkink.core.days.spread import LengthClass, by_length
from unkink.core.moment import HOUR
from unkink.guide.plots.bars import Bar
from unkink.guide.plots.drawing import plot
from unkink.guide.plots.panel import Panel, Table
from unkink.guide.plots.scale import of_counts
from unkink.guide.plots.slots import Slot
from unkink.guide.plots.told import Told
from unkink.time_words import minutes

_EDGES = ("0", "", "30 min", "", "1 h", "", "1½ h", "", "2 h +")
"""Where each class begins, for every second one."""


def panel(told: Told) -> Panel:
    """Show how many bouts were short, and how many long."""
    bouts = told.whole.bouts
    classes = by_length(bouts)
    bars = [
        Bar(one.bouts, f"{_name(one)}: {_counted(one.bouts)}", figure=str(one.bouts))
        for one in classes
    ]
    slots = [Slot("", edge) for edge in _EDGES]
    scale = of_counts(max(one.bouts for one in classes) or 1)
    return Panel(
        "bouts",
        "Bouts by length",
        _said(bouts),
        plot(bars, slots, scale, name="bouts", edges=True),
        Table(
            ("Length", "Bouts", "Sitting in them"),
            [[_name(one), str(one.bouts), minutes(one.sat)] for one in classes],
            ["Together", str(len(bouts)), minutes(sum(one.sat for one in classes))],
        ),
    )


def _said(bouts: Sequence[Bout]) -> str:
    if not bouts:
        return "No bout was recorded."
    lengths = sorted(bout.sat for bout in bouts)
    if len(bouts) == 1:
        return f"One bout of {minutes(lengths[0])}."
    middle = lengths[(len(lengths) - 1) // 2]
    long = sum(length > HOUR for length in lengths)
    return (
        f"{len(bouts)} bouts; half of them lasted {minutes(middle)} or less, "
        f"{long or 'none'} longer than an hour. Five minutes away end a bout."
    )


def _name(one: LengthClass) -> str:
    if one.below is None:
        return f"{minutes(one.least)} and more"
    if not one.least:
        return f"under {minutes(one.below)}"
    return f"{minutes(one.least)} to {minutes(one.below)}"


def _counted(count: int) -> str:
    return "1 bout" if count == 1 else f"{count or 'no'} bouts"
