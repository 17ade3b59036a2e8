"""Rules for variety, and how much each tip weighs. They yield; health and caps do not."""

from collections.abc import Callable

from unkink.core.person import Person
from unkink.core.quotas import Day
from unkink.core.taste import Stiffness
from unkink.core.tips import Tip

NO_REPEAT_WITHIN = 12
"""Prompts before the same tip may come again (evidence 2.5, rotation)."""
LIKED = 2.0
FELT_BETTER = 1.25
FELT_WORSE = 0.5
WORSE_LASTS = 14
"""Days for which a tip after which it felt worse weighs less."""
TIGHT_TODAY = 3.0
TIGHT_LATELY = 1.5
TIGHT_LASTS = 7
"""Days, the one on which it was told among them."""
WANTED_TODAY = 3.0

Rule = Callable[[Tip], bool]


def rules(person: Person) -> list[Rule]:
    """Return the rules, the most important first: each holds where it leaves anything to show."""
    today, shown = person.shown.on(person.day), person.shown
    last = shown.tips[-1].category if shown.tips else None
    seen_today = {one.tip for one in today}

    def unlike(count: int) -> Rule:
        lately = shown.last(count)
        return lambda tip: tip.id not in lately

    def within_daily_cap(tip: Tip) -> bool:
        category = person.pool.category(tip.category)
        count = sum(one.category == tip.category for one in today)
        return category is None or count < category.max_per_day

    day = Day(person)
    return [
        unlike(1),
        person.knows,
        lambda tip: tip.category != last,
        # Where all were shown within the last twelve, at least not the newest of them.
        unlike(NO_REPEAT_WITHIN // 4),
        unlike(NO_REPEAT_WITHIN // 2),
        unlike(NO_REPEAT_WITHIN),
        within_daily_cap,
        lambda tip: tip.id not in seen_today,
        *([day.wants] if day.presses else []),
    ]


def weights(tips: list[Tip], person: Person) -> list[float]:
    """Return how much each tip weighs.

    A category's weight is shared by its tips, so that a large family does not crowd out a small.
    """
    sizes: dict[str, int] = {}
    for tip in tips:
        sizes[tip.category] = sizes.get(tip.category, 0) + 1
    day = Day(person)
    return [
        _category_weight(tip, person)
        / sizes[tip.category]
        * _taste(tip, person)
        * _tightness(tip, person)
        * (WANTED_TODAY if day.wants(tip) else 1.0)
        for tip in tips
    ]


def _category_weight(tip: Tip, person: Person) -> int:
    category = person.pool.category(tip.category)
    return 1 if category is None else category.weight


def _taste(tip: Tip, person: Person) -> float:
    weight = LIKED if tip.id in person.taste.liked else 1.0
    felt = person.taste.felt_after(tip.id)
    if felt is None or felt.stiffness is Stiffness.SAME:
        return weight
    if felt.stiffness is Stiffness.BETTER:
        return weight * FELT_BETTER
    lasts = (person.day - felt.day).days < WORSE_LASTS
    return weight * FELT_WORSE if lasts else weight


def _tightness(tip: Tip, person: Person) -> float:
    told = person.tightness
    if told.day is None or told.body.isdisjoint(tip.body):
        return 1.0
    ago = (person.day - told.day).days
    if ago <= 0:
        return TIGHT_TODAY
    return TIGHT_LATELY if ago < TIGHT_LASTS else 1.0
