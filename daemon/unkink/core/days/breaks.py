"""Breaks that were asked for and breaks that were taken, out of recorded days."""

from collections.abc import Collection, Iterable

from unkink.core.days.day import Day
from unkink.core.effects import Outcome
from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Breaks:
    """What became of the prompts that ask for a break."""

    taken: int
    """How many were followed by one, or said to be done."""
    prompts: int
    own: int
    """Breaks that nobody asked for."""


def breaks_of(days: Iterable[Day], reminders: Collection[str], later: Collection[str]) -> Breaks:
    """Count the prompts of these reminders; `later` are tips that ask for no break, as notes do."""
    told = list(days)
    asking = [
        one.outcome
        for day in told
        for one in day.showings
        if one.reminder in reminders and one.tip not in later
    ]
    own = sum(day.unasked for day in told)
    return Breaks(asking.count(Outcome.TAKEN), len(asking), own)
