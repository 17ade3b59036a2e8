"""How many days are spread: bouts by length, sitting over the week, what came of each tip."""

from collections import Counter
from collections.abc import Iterable, Sequence

from unkink.core.days.day import Answers, Bout, DaySummary
from unkink.core.days.totals import Totals, hours_of
from unkink.core.effects import Outcome
from unkink.core.moment import MINUTE, Duration
from unkink.core.taste import Liking, Stiffness
from unkink.core.values import dataclass

STEP: Duration = 15 * MINUTE
"""How much longer the bouts of each class are than those of the one before."""
CLASSES = 9
"""The last one has no upper end: two hours and more."""
WEEKDAYS = 7


@dataclass(frozen=True, slots=True)
class LengthClass:
    """The bouts of about the same length."""

    least: Duration
    below: Duration | None
    """None for the last class, which has no end."""
    bouts: int
    sat: Duration
    """Sitting in all of them."""


def by_length(bouts: Iterable[Bout]) -> list[LengthClass]:
    """Sort bouts into classes by how long was sat in each; every class is there, also empty."""
    sorted_in: list[list[Duration]] = [[] for _ in range(CLASSES)]
    for bout in bouts:
        sorted_in[min(int(bout.sat // STEP), CLASSES - 1)].append(bout.sat)
    return [
        LengthClass(
            number * STEP,
            (number + 1) * STEP if number + 1 < CLASSES else None,
            len(lengths),
            sum(lengths),
        )
        for number, lengths in enumerate(sorted_in)
    ]


@dataclass(frozen=True, slots=True)
class Weekday:
    """All Mondays of a range, or all Tuesdays, and so on."""

    number: int
    """Monday is 0."""
    present: int
    """Days on which somebody was there."""
    sitting_by_hour: tuple[Duration, ...]
    """Sitting in each hour, on all of them together."""


def by_weekday(days: Sequence[DaySummary]) -> list[Weekday]:
    """Return the seven weekdays, from Monday on, also those without a record."""
    sorted_in: list[list[DaySummary]] = [[] for _ in range(WEEKDAYS)]
    for day in days:
        sorted_in[day.date.weekday()].append(day)
    return [
        Weekday(number, sum(day.began is not None for day in days), hours_of(days))
        for number, days in enumerate(sorted_in)
    ]


@dataclass(frozen=True, slots=True)
class TipTold:
    """What came of one tip."""

    tip: str
    shown: int
    taken: int
    """How often its prompt was taken; natural breaks are not counted, as nobody read it."""
    unasked: int
    """How often it was done of one's own accord."""
    liking: Liking | None
    """The last rating within the range; None where there is none."""
    felt: dict[Stiffness, int]
    """How often each answer was given."""


def tips_told(totals: Totals) -> list[TipTold]:
    """Return every tip of which anything is told, those that were done most first."""
    liking = {one.tip: one.liking for one in totals.rated}
    felt = Counter((one.tip, one.stiffness) for one in totals.felt)
    names = dict.fromkeys([*totals.tips, *liking, *(one.tip for one in totals.felt)])
    told = [
        _told(name, totals.tips.get(name, Answers()), liking.get(name), felt)
        for name in names
        if name
    ]
    return sorted(told, key=lambda one: (-one.taken - one.unasked, -one.shown, one.tip))


def _told(
    name: str, answers: Answers, liking: Liking | None, felt: Counter[tuple[str, Stiffness]]
) -> TipTold:
    return TipTold(
        name,
        answers.shown,
        answers.outcomes.get(Outcome.TAKEN, 0),
        answers.own,
        liking,
        {one: felt[name, one] for one in Stiffness},
    )
