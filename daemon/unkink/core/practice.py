"""How often each tip was done: what a course or a ladder of several steps is counted by."""

from datetime import date

from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Practised:
    """One tip and how often it was done."""

    tip: str
    times: int
    last: date


@dataclass(frozen=True, slots=True)
class Practice:
    """Every tip that was done."""

    tips: tuple[Practised, ...] = ()

    def of(self, tip: str) -> Practised | None:
        """Return how often `tip` was done; None where it never was."""
        return next((one for one in self.tips if one.tip == tip), None)

    def did(self, tip: str, day: date) -> "Practice":
        """Return the practice once `tip` was done one more time."""
        known = self.of(tip)
        others = tuple(one for one in self.tips if one.tip != tip)
        times = 1 if known is None else known.times + 1
        return Practice((*others, Practised(tip, times, day)))
