"""Which tip a prompt carries: allowed, fitting, and not the same again. Chance is an argument.

Three sieves. What may be seen at all (`core.person`: health first), what a reminder may draw from
now (here, with the caps of `core.caps`); both are hard. Then variety, which yields.
"""

from collections.abc import Iterable
from random import Random

from unkink.core.caps import Caps
from unkink.core.person import Person
from unkink.core.presence import Posture
from unkink.core.settings import EverySitting, ReminderSettings
from unkink.core.shown import CARD
from unkink.core.tips import Tip
from unkink.core.variety import rules, weights

MORNING_ENDS = 12
EVENING_BEGINS = 16


def candidates(reminder: ReminderSettings, person: Person) -> tuple[Tip, ...]:
    """Return the tips that a reminder may draw from just now."""
    caps, named = Caps(person), frozenset(reminder.tips)
    return tuple(tip for tip in fitting(reminder, person) if caps.allow(tip, named=tip.id in named))


def fitting(reminder: ReminderSettings, person: Person) -> tuple[Tip, ...]:
    """Return the same as if no cap were reached."""
    words = set(reminder.tips)
    if person.profile.sore(person.day) and words & {"micro", "active"}:
        words.add("sore")
    return tuple(
        tip
        for tip in person.pool.tips
        if draws(reminder, words, tip)
        and _fits_hour(tip, person.hour)
        and fits_posture(tip, reminder)
        and may_offer(tip, person)
    )


def draws(reminder: ReminderSettings, words: Iterable[str], tip: Tip) -> bool:
    """Tell whether a reminder's words name a tip.

    A category that has cards too means only its other tips where sitting is counted: nobody takes
    a shower at a desk.
    """
    if tip.slot in words or tip.id in words:
        return True
    is_card = tip.slot == CARD and isinstance(reminder.trigger, EverySitting)
    return tip.category in words and not is_card


def may_offer(tip: Tip, person: Person) -> bool:
    """Tell whether the program may come up with a tip today."""
    return not person.taste.worse_on(tip.id, person.day) and person.why_not_offered(tip) is None


def choose(tips: Iterable[Tip], person: Person, rng: Random) -> Tip | None:
    """Pick one of the tips; None where there are none."""
    left = list(tips)
    for rule in rules(person):
        left = [tip for tip in left if rule(tip)] or left
    if not left:
        return None
    shares = weights(left, person)
    # A weight of 0 (sore-day comfort) means: only where nothing else competes.
    return rng.choices(left, shares)[0] if any(shares) else rng.choice(left)


def fits_posture(tip: Tip, reminder: ReminderSettings) -> bool:
    """Tell whether a tip suits the posture a reminder counts.

    Who stands or walks is not told what needs a chair.
    """
    trigger = reminder.trigger
    sits = not isinstance(trigger, EverySitting) or trigger.posture is Posture.SITTING
    return sits or "standing" in tip.contexts


def _fits_hour(tip: Tip, hour: int) -> bool:
    """Morning and evening cards come only at their time of day."""
    times = tip.contexts & {"morning", "evening"}
    if tip.slot != CARD or not times:
        return True
    now = {"morning"} if hour < MORNING_ENDS else {"evening"} if hour >= EVENING_BEGINS else times
    return bool(times & now)
