"""New tips come in waves: a first set that can be learnt, then a few more each week (R9, R11).

A wave follows the one before by a week in which the program was used: who comes back from three
weeks of holidays meets one wave, not three, and a computer that was left on meets none.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from unkink.core.choice import draws, fits_posture
from unkink.core.person import Person
from unkink.core.quotas import QUOTAS, serves
from unkink.core.settings import EverySitting, ReminderSettings
from unkink.core.shown import CARD, NOTE, WEEK
from unkink.core.tips import Tip
from unkink.core.values import dataclass

ENOUGH_FOR_SITTING = 6
ENOUGH_FOR_CARDS = 3
SLOT_SHARES = {"micro": 12, "active": 6, CARD: 4, NOTE: 2}
"""How a set is divided where nothing is wanting, about as often as prompts of each slot come."""


@dataclass(frozen=True, slots=True)
class Waves:
    """Which tips had their turn to be new."""

    introduced: frozenset[str] = frozenset()
    """Also of tips that are gone: own tips come and go."""
    wave: date | None = None
    """The day of the last wave; None before the first."""

    def met(self, tip: str) -> "Waves":
        """Return the waves once the person met a tip by another way."""
        if tip in self.introduced:
            return self
        return replace(self, introduced=self.introduced | {tip})


def next_waves(waves: Waves, person: Person, reminders: Sequence[ReminderSettings]) -> Waves:
    """Introduce what is to be introduced by `person.day`; the same where nothing is.

    Only tips that may be offered count: where new answers hide some, others move up until there
    are as many as at first. A sore day is over tomorrow, and changes nothing.
    """
    wishes, day = person.wishes, person.day
    lasting = replace(person, profile=replace(person.profile, sore_on=None))
    offered = [tip for tip in person.pool.tips if _counts(tip, lasting)]
    known = [tip for tip in offered if tip.id in waves.introduced]
    count, wave = wishes.start_with - len(known), waves.wave
    if wave is None:
        known += [tip for tip in offered if tip.id in _shown(person) - waves.introduced]
        count, wave = wishes.start_with - len(known), day
    elif (day - wave).days >= WEEK:
        count, wave = max(count, wishes.new_each_week), day
    new = spread(offered, known, count, reminders, person)
    met = frozenset(tip.id for tip in chain(known, new))
    if wave == waves.wave and met <= waves.introduced:
        return waves
    return Waves(waves.introduced | met, wave)


def spread(
    offered: Iterable[Tip],
    known: Iterable[Tip],
    count: int,
    reminders: Sequence[ReminderSettings],
    person: Person,
) -> list[Tip]:
    """Choose so many new tips, so that with the known ones every reminder and quota has enough.

    First what serves the most that is wanting, then a fair share for each slot and category. The
    order of the pool decides where nothing else does: files name the easy ones first.
    """
    sets, new = list(known), list[Tip]()
    left = [tip for tip in offered if tip not in sets]
    needs = _needs(reminders)
    while left and len(new) < count:
        wanting = [one for one, enough in needs if sum(map(one, sets)) < enough]
        best = min(left, key=lambda tip: _rank(tip, wanting, sets, person))
        left.remove(best)
        sets.append(best)
        new.append(best)
    return new


Need = Callable[[Tip], bool]


def _needs(reminders: Sequence[ReminderSettings]) -> list[tuple[Need, int]]:
    """Say what the set must have enough of, each with how many are enough."""
    needs: list[tuple[Need, int]] = []
    for one in reminders:
        sits = isinstance(one.trigger, EverySitting)
        needs.append((_drawn_by(one), ENOUGH_FOR_SITTING if sits else ENOUGH_FOR_CARDS))
    needs += [(_card_at(time), ENOUGH_FOR_CARDS - 1) for time in ("morning", "evening")]
    # One for each day of two, and one to spare: no tip comes again within twelve prompts.
    needs += [(_serving(number), 3) for number in range(len(QUOTAS))]
    return needs


def _drawn_by(reminder: ReminderSettings) -> Need:
    words = frozenset(reminder.tips)
    return lambda tip: draws(reminder, words, tip) and fits_posture(tip, reminder)


def _card_at(time: str) -> Need:
    return lambda tip: tip.slot == CARD and time in tip.contexts


def _serving(number: int) -> Need:
    return lambda tip: serves(QUOTAS[number], tip)


def _rank(
    tip: Tip, wanting: Sequence[Need], sets: Sequence[Tip], person: Person
) -> tuple[float, ...]:
    """The smaller, the sooner."""
    slot = sum(one.slot == tip.slot for one in sets) / SLOT_SHARES.get(tip.slot, 1)
    category = person.pool.category(tip.category)
    weight = 1 if category is None else max(1, category.weight)
    alike = sum(one.category == tip.category for one in sets) / weight
    return (-sum(need(tip) for need in wanting), slot, alike)


def _counts(tip: Tip, person: Person) -> bool:
    """Whether a tip takes part in waves, and may be offered."""
    return not tip.own and tip.slot != "sore" and person.why_not_offered(tip) is None


def _shown(person: Person) -> frozenset[str]:
    """Return what was shown before there were waves."""
    return frozenset(one.tip for one in person.shown.tips)
