"""Where the person says it is tight: tips for these parts of the body come first for a while."""

from datetime import date

from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Tightness:
    """What was last said, and when."""

    body: frozenset[str] = frozenset()
    """Words of `Tip.body`."""
    day: date | None = None
