"""Which tip a prompt carries: allowed, fitting, and not the same again. Chance is an argument."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from unkink.core.health import HealthProfile, why_hidden
from unkink.core.memory import ShownTip
from unkink.core.presence import Posture
from unkink.core.settings import EverySitting, ReminderSettings
from unkink.core.tips import Pool, Tip

NO_REPEAT_WITHIN = 12
"""Prompts before the same tip may come again (evidence 2.5, rotation)."""
KEPT = 40
"""How many shown tips are remembered: a few days of prompts."""
MORNING_ENDS = 12
EVENING_BEGINS = 16

Rule = Callable[[Tip], bool]


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown lately, newest last."""

    tips: tuple[ShownTip, ...] = ()

    def add(self, tip: Tip, day: date) -> "Shown":
        """Return the list with `tip` as the newest."""
        one = ShownTip(tip.id, tip.category, day.isoformat())
        return Shown((*self.tips, one)[-KEPT:])

    def on(self, day: date) -> tuple[ShownTip, ...]:
        """Return what was shown on `day`."""
        return tuple(one for one in self.tips if one.day == day.isoformat())


def candidates(
    reminder: ReminderSettings, pool: Pool, profile: HealthProfile, wall: datetime
) -> Iterator[Tip]:
    """Yield the allowed tips that a reminder draws from at this hour."""
    drawn, day, known = set(reminder.tips), wall.date(), pool.tags
    if profile.sore(day) and drawn & {"micro", "active"}:
        drawn.add("sore")
    for tip in pool.tips:
        if (
            (tip.slot in drawn or tip.category in drawn or tip.id in drawn)
            and _fits_hour(tip, wall.hour)
            and _fits_posture(tip, reminder)
            and why_hidden(tip, profile, day, known) is None
        ):
            yield tip


def choose(fitting: Iterable[Tip], pool: Pool, shown: Shown, day: date, rng: Random) -> Tip | None:
    """Pick one tip by the weight of its category; None where there is nothing to pick from.

    Rules for variety are given up one by one, the least important first, before nothing is shown:
    health is not among them, it was settled before.
    """
    tips = list(fitting)
    rules = _variety(pool, shown, day)
    while rules:
        varied = [tip for tip in tips if all(rule(tip) for rule in rules)]
        if varied:
            return _weighted(varied, pool, rng)
        rules.pop()
    return _weighted(tips, pool, rng) if tips else None


def _variety(pool: Pool, shown: Shown, day: date) -> list[Rule]:
    """Rules for variety, the most important first."""
    today = shown.on(day)
    lately = {one.tip for one in shown.tips[-NO_REPEAT_WITHIN:]}
    last = shown.tips[-1].category if shown.tips else None
    seen_today = {one.tip for one in today}

    def within_daily_cap(tip: Tip) -> bool:
        category = pool.category(tip.category)
        count = sum(one.category == tip.category for one in today)
        return category is None or count < category.max_per_day

    return [
        lambda tip: tip.category != last,
        lambda tip: tip.id not in lately,
        within_daily_cap,
        lambda tip: tip.id not in seen_today,
    ]


def _weighted(tips: list[Tip], pool: Pool, rng: Random) -> Tip:
    """A category's weight is shared by its tips, so a large family does not crowd out a small."""
    sizes: dict[str, int] = {}
    for tip in tips:
        sizes[tip.category] = sizes.get(tip.category, 0) + 1
    # A weight of 0 (sore-day comfort) means: only where nothing else competes.
    weights = [_weight(tip, pool) / sizes[tip.category] for tip in tips]
    return rng.choices(tips, weights)[0] if any(weights) else rng.choice(tips)


def _weight(tip: Tip, pool: Pool) -> int:
    category = pool.category(tip.category)
    return 1 if category is None else category.weight


def _fits_posture(tip: Tip, reminder: ReminderSettings) -> bool:
    """Who stands or walks is not told what needs a chair."""
    trigger = reminder.trigger
    sits = not isinstance(trigger, EverySitting) or trigger.posture is Posture.SITTING
    return sits or "standing" in tip.contexts


def _fits_hour(tip: Tip, hour: int) -> bool:
    """Morning and evening cards come only at their time of day."""
    times = tip.contexts & {"morning", "evening"}
    if tip.slot != "home" or not times:
        return True
    now = {"morning"} if hour < MORNING_ENDS else {"evening"} if hour >= EVENING_BEGINS else times
    return bool(times & now)
