"""Tells which answers a form was made from, by marks that tell nobody else anything.

A digest of a few ticks could be guessed; a mark is random, and means something to this run alone.
"""

import os

from unkink.core.health import HealthProfile

MOST_MARKS = 64
"""Changes of the answers in one run after which the oldest form is a stranger."""


class HealthMarks:
    """The answers of which a form was made, by mark, in memory only."""

    def __init__(self) -> None:
        self._known: dict[str, HealthProfile] = {}

    def of(self, profile: HealthProfile) -> str:
        """Return the mark of these answers, the same one while they stay."""
        for mark, known in self._known.items():
            if known == profile:
                return mark
        if len(self._known) >= MOST_MARKS:
            del self._known[next(iter(self._known))]
        mark = os.urandom(16).hex()
        self._known[mark] = profile
        return mark

    def at(self, mark: str) -> HealthProfile | None:
        """Return the answers that had this mark; None where nobody knows them any more."""
        return self._known.get(mark)
