"""What the journal keeps, by the wall clock: moments of one boot mean nothing after the next."""

from datetime import datetime

from unkink.core.effects import Decision, Record
from unkink.core.moment import Duration, Instant, wall_at
from unkink.core.presence import Posture, Presence
from unkink.core.timeline import Span
from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision with its reason; the fields are those of `Record`."""

    time: datetime
    """Local time with its offset of then."""
    decision: Decision
    reminder: str | None = None
    tip: str | None = None
    why: str = ""
    seconds: Duration | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span of presence and posture that is over."""

    begins: datetime
    """Local time, with the offset that was in force when it began."""
    ends: datetime
    presence: Presence
    posture: Posture


def entry_of(record: Record) -> Entry:
    """Keep of a record what outlives this boot."""
    return Entry(
        record.at.wall, record.decision, record.reminder, record.tip, record.why, record.seconds
    )


def stretch_of(span: Span, at: Instant) -> Stretch:
    """Put a span on the wall clock as it stood at `at`, an instant at or after its end."""
    return Stretch(wall_at(span.begins, at), wall_at(span.ends, at), span.presence, span.posture)
