"""Which tips were shown lately: what all rules about repeating and about days and weeks go by."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from unkink.core.memory import ShownTip
from unkink.core.tips import Tip
from unkink.core.values import dataclass

CONTRAST = "contrast-shower"
CARD = "home"
NOTE = "note"
KEPT = 40
"""How many are remembered at least: a few days of prompts."""
KEPT_AT_MOST = 200
WEEK = 7
"""Days that rules about a week look back on, today among them."""
_DATES_COME_AGAIN = 2
"""Travel and clocks that are set back bring dates again, by so many days; a date further ahead was
of a clock that was wrong, and counts for nothing."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown lately, or done of the person's own accord; newest last."""

    tips: tuple[ShownTip, ...] = ()

    def add(self, tip: Tip, day: date) -> "Shown":
        """Return the list with `tip` as the newest."""
        one = ShownTip(tip.id, tip.category, day.isoformat(), tip.slot)
        old = [past for past in self.tips[: 1 - KEPT] if _matters(past, day)]
        return Shown((*old, *self.tips[1 - KEPT :], one)[-KEPT_AT_MOST:])

    def passing(self, tip: Tip) -> "Shown":
        """Return the list once the person wanted another instead of `tip`, shown last."""
        places = [place for place, one in enumerate(self.tips) if one.tip == tip.id]
        if not places:
            return self
        last = places[-1]
        passed = replace(self.tips[last], passed=True)
        return Shown((*self.tips[:last], passed, *self.tips[last + 1 :]))

    def on(self, day: date) -> tuple[ShownTip, ...]:
        """Return what was shown on `day` and not passed over."""
        name = day.isoformat()
        return tuple(one for one in self.tips if one.day == name and not one.passed)

    def within_week(self, day: date) -> Iterator[ShownTip]:
        """Yield what was shown on the seven days that `day` ends, passed over or not."""
        return (one for one in self.tips if _within_week(one, day))

    def last(self, count: int) -> frozenset[str]:
        """Return the ids of the last so many."""
        return frozenset(one.tip for one in self.tips[-count:])


def _matters(one: ShownTip, day: date) -> bool:
    """Whether a rule about days or weeks still needs it."""
    counted = one.slot in (CARD, NOTE) or one.category == CONTRAST
    return counted and _within_week(one, day)


def _within_week(one: ShownTip, day: date) -> bool:
    return -_DATES_COME_AGAIN <= (day - date.fromisoformat(one.day)).days < WEEK
