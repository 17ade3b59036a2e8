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


MOST_DOINGS = 500
"""A busy week has fewer doings; a page older than that counts anew."""


@dataclass(frozen=True, slots=True)
class Doings:
    """Which doings were counted: by the prompt they answered, or the visit they were told on.

    A person says Done by notification, page and command line, goes back, reloads, clicks twice;
    what was done was done once. Prompts and pages end with the run, and so does this.
    """

    by: tuple[tuple[int, str] | str, ...] = ()
    """Prompts, each with its tip as it may carry another later, and visits; the newest last."""

    def knows(self, tip: str, prompt: int | None, visit: str | None) -> bool:
        """Tell whether the doing told by this prompt or on this visit was counted already."""
        return not _marks(tip, prompt, visit).isdisjoint(self.by)

    def note(self, tip: str, prompt: int | None, visit: str | None = None) -> "Doings":
        """Return the same, with this doing counted."""
        new = _marks(tip, prompt, visit).difference(self.by)
        return Doings((*self.by, *new)[-MOST_DOINGS:])


def _marks(tip: str, prompt: int | None, visit: str | None) -> set[tuple[int, str] | str]:
    marks = set[tuple[int, str] | str]()
    if prompt is not None:
        marks.add((prompt, tip))
    if visit is not None:
        marks.add(visit)
    return marks
