"""How long something lasts that the person wished for: a pause, or other settings."""

from datetime import datetime

from unkink.core.moment import Instant, Moment, when
from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """Neither end given means until the person says otherwise."""

    ends: Moment | None = None
    """For "one hour": a length, which no clock change touches."""
    until: datetime | None = None
    """For "until 14:00": follows the wall clock."""

    def over_at(self, now: Instant) -> Moment | None:
        """Return the moment it ends, as the clocks stand now."""
        return self.ends if self.until is None else when(self.until, now)

    def over(self, now: Instant) -> bool:
        """Tell whether it has ended."""
        ends = self.over_at(now)
        return ends is not None and now.moment >= ends
