"""What `unkink stats` tells, in whatever form: days added up, whole and by parts."""

from collections.abc import Sequence
from datetime import date

from unkink.core.days.day import DaySummary
from unkink.core.days.ranges import Group, Range
from unkink.core.days.totals import Totals, grouped, totals_of
from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """Recorded days within a range, and their sums."""

    days: Sequence[DaySummary]
    whole: Totals
    group: Group
    """What each part is."""
    parts: Sequence[Totals]
    """In order, up to today; from the first on of which anything is recorded."""
    today: date
    goes_on: bool
    """Whether the span of time that is not over yet is part of it."""


def told(days: Sequence[DaySummary], asked: Range, today: date, *, goes_on: bool) -> Told:
    """Add them up."""
    group = asked.group()
    parts = [one for one in grouped(days, asked, group) if one.within.first <= today]
    while len(parts) > 1 and not parts[0].recorded and group is not Group.DAY:
        parts.pop(0)
    return Told(days, totals_of(days, asked), group, parts, today, goes_on)
