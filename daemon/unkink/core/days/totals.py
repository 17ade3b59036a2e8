"""Many days added up: for a whole range, or for each day, week or month of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import fsum

from unkink.core.days.day import Answers, DaySummary, Kind, Summed
from unkink.core.days.ranges import Group, Range
from unkink.core.effects import Outcome
from unkink.core.moment import Duration
from unkink.core.values import dataclass

HOURS = 24


@dataclass(frozen=True, slots=True)
class Totals(Summed):
    """The sums of the recorded days within a range; each is that of their `DaySummary` values."""

    within: Range
    recorded: int
    """Days of which anything is recorded."""
    present: int
    """Days on which somebody was there, sitting or not: what an average day is made of."""

    @property
    def sitting_a_day(self) -> Duration | None:
        """How long was spent sitting on an average day of presence; None where there is none."""
        return self.sitting / self.present if self.present else None

    @property
    def waiting(self) -> int:
        """How many prompts still wait for an answer."""
        return self.shown - sum(map(self.count, Outcome))


def totals_of(days: Iterable[DaySummary], within: Range) -> Totals:
    """Add up the days within a range; others are left out."""
    here = sorted((day for day in days if day.date in within), key=lambda day: day.date)
    return Totals(
        within=within,
        recorded=len(here),
        present=sum(day.began is not None for day in here),
        seconds=_seconds(here),
        unsure=fsum(day.unsure for day in here),
        sitting_by_hour=hours_of(here),
        bouts=tuple(bout for day in here for bout in day.bouts),
        reminders=_added(day.reminders for day in here),
        tips=_added(day.tips for day in here),
        own_breaks=sum(day.own_breaks for day in here),
        rated=tuple(one for day in here for one in day.rated),
        felt=tuple(one for day in here for one in day.felt),
    )


def grouped(days: Sequence[DaySummary], within: Range, group: Group) -> list[Totals]:
    """Return the totals of each day, week or month, also of those without a record."""
    return [totals_of(days, part) for part in within.parts(group)]


def hours_of(days: Sequence[DaySummary]) -> tuple[Duration, ...]:
    """Add up the sitting in each of the 24 hours of the clock on the wall."""
    return tuple(fsum(day.sitting_by_hour[hour] for day in days) for hour in range(HOURS))


def _seconds(days: Sequence[DaySummary]) -> dict[Kind, Duration]:
    kinds = dict.fromkeys(kind for day in days for kind in day.seconds)
    return {kind: fsum(day.seconds.get(kind, 0.0) for day in days) for kind in kinds}


def _added(days: Iterable[Mapping[str, Answers]]) -> dict[str, Answers]:
    """Add up answers by name, in the order in which the names first come."""
    named: dict[str, list[Answers]] = {}
    for day in days:
        for name, answers in day.items():
            named.setdefault(name, []).append(answers)
    return {name: _sum(answers) for name, answers in named.items()}


def _sum(answers: Sequence[Answers]) -> Answers:
    outcomes: Counter[Outcome] = Counter()
    for one in answers:
        outcomes.update(one.outcomes)
    return Answers(
        sum(one.shown for one in answers), dict(outcomes), sum(one.own for one in answers)
    )
