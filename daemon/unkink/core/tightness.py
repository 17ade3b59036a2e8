"""Where the person says it is tight: tips for these parts of the body come first for a while."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tightness:
    """What was last said, and when."""

    body: frozenset[str] = frozenset()
    """Words of `Tip.body`."""
    day: date | None = None
