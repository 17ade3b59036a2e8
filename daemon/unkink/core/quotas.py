"""What each day should have some of: stretch, strength, and time on the feet (E1, E5, B8)."""

from collections.abc import Callable

from unkink.core.person import Person
from unkink.core.settings import TipsSettings
from unkink.core.tips import BREAK_SLOTS, Tip
from unkink.core.values import dataclass

FREE_PROMPTS = 2
"""So many prompts of a day may be anything; those after them serve what is still wanting. An
ordinary day has eight to ten, and a short one shall not end before its strength came."""


@dataclass(frozen=True, slots=True)
class Quota:
    """One kind of tip and how many a day should have."""

    serves: Callable[[Tip], bool]
    wanted: Callable[[TipsSettings], int]


QUOTAS = (
    Quota(lambda tip: tip.category == "mobility", lambda wishes: wishes.stretch_a_day),
    Quota(lambda tip: tip.category == "strength", lambda wishes: wishes.strength_a_day),
    Quota(lambda tip: tip.on_feet, lambda wishes: wishes.on_feet_a_day),
)


class Day:
    """How a person's day stands."""

    def __init__(self, person: Person) -> None:
        today = person.shown.on(person.day)
        tips = [tip for one in today if (tip := person.pool.tip(one.tip)) is not None]
        self._wanting = [
            quota
            for quota in QUOTAS
            if sum(serves(quota, tip) for tip in tips) < quota.wanted(person.wishes)
        ]
        self.presses = len(today) >= FREE_PROMPTS

    def wants(self, tip: Tip) -> bool:
        """Tell whether a tip serves what the day still lacks."""
        return any(serves(quota, tip) for quota in self._wanting)


def serves(quota: Quota, tip: Tip) -> bool:
    """Tell whether a tip counts for a quota: a card for later may stay undone."""
    return tip.slot in BREAK_SLOTS and quota.serves(tip)
