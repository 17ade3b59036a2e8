"""What stands below a plot: a slot for each day, week or month, with a label that has room."""

from collections.abc import Sequence
from datetime import date
from math import ceil

from unkink.core.days.ranges import Group, Range
from unkink.core.values import dataclass
from unkink.guide.plots.date_words import part_name, short_month, short_weekday

NARROW = 7
"""Labels that have room beside each other on a phone."""
_WEEKDAYS_UP_TO = 10
"""Days; in a longer row there is no room for their names."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a row of them, all of the same width."""

    name: str
    """As a row of the table says it."""
    label: str
    under: str = ""
    """A second line, such as the month where it begins."""
    fine: bool = False
    """Whether the label is left out on a small screen."""


def slots_of(parts: Sequence[Range], group: Group) -> list[Slot]:
    """Return a slot for each part of a range."""
    every = ceil(len(parts) / NARROW)
    unders = _unders([_under(part.first, group, len(parts)) for part in parts])
    return [
        Slot(
            part_name(part, group), _label(part.first, group, len(parts)), under, number % every > 0
        )
        for number, (part, under) in enumerate(zip(parts, unders, strict=True))
    ]


def _label(day: date, group: Group, count: int) -> str:
    match group:
        case Group.DAY if count <= _WEEKDAYS_UP_TO:
            return short_weekday(day)
        case Group.DAY | Group.WEEK:
            return str(day.day)
        case Group.MONTH:
            return short_month(day)
        case Group.YEAR:
            return str(day.year)


def _under(day: date, group: Group, count: int) -> str:
    match group:
        case Group.DAY if count <= _WEEKDAYS_UP_TO:
            return str(day.day)
        case Group.DAY | Group.WEEK:
            return short_month(day)
        case Group.MONTH:
            return str(day.year)
        case Group.YEAR:
            return ""


def _unders(words: Sequence[str]) -> list[str]:
    """Keep each word where it is new; the first gives way to one that follows at its heels."""
    kept = [
        word if not number or word != words[number - 1] else "" for number, word in enumerate(words)
    ]
    room = ceil(len(words) / NARROW)
    if room > 1 and any(kept[1 : room + 1]):
        kept[0] = ""
    return kept
