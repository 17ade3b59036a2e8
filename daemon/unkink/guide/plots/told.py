"""What a page of many days is made of: the days, added up for the whole range and for its parts."""

from collections.abc import Sequence
from datetime import date

from unkink.core.days.day import DaySummary
from unkink.core.days.ranges import Group, Range
from unkink.core.days.totals import Totals, grouped, totals_of
from unkink.core.values import dataclass
from unkink.guide.plots.slots import Slot, slots_of


@dataclass(frozen=True, slots=True)
class Told:
    """Recorded days as all plots of a page show them."""

    today: date
    group: Group
    """What each part is."""
    days: Sequence[DaySummary]
    """Those of the range of which anything is recorded."""
    whole: Totals
    parts: Sequence[Totals]
    """In order; also those without a record."""
    slots: Sequence[Slot]
    """One for each part."""

    def ahead(self, part: Totals) -> bool:
        """Tell whether a part is still to come."""
        return part.within.first > self.today


def told(days: Sequence[DaySummary], asked: Range, today: date) -> Told:
    """Add up what is recorded of a range."""
    group = asked.group()
    here = [day for day in days if day.date in asked]
    return Told(
        today,
        group,
        here,
        totals_of(here, asked),
        grouped(here, asked, group),
        slots_of(asked.parts(group), group),
    )
