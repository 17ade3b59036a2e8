"""What the journal keeps, by the wall clock: moments of one boot mean nothing after the next."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from unkink.core import local_time
from unkink.core.effects import Decision, Record
from unkink.core.moment import Duration, Instant, wall_at
from unkink.core.presence import Posture, Presence
from unkink.core.timeline import Span
from unkink.core.values import dataclass

_SECOND = timedelta(seconds=1)


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


def parts_of(stretch: Stretch) -> Iterator[Stretch]:
    """Yield the parts of a span, cut where the date changes and where the clock on the wall jumps.

    Each is of one date and has one offset, by which alone both its times can be read: those are all
    that a row keeps. `stretch` knows the rules of its zone, or only its offset.
    """
    begins, zone = stretch.begins.astimezone(UTC), stretch.begins.tzinfo
    ends = stretch.ends.astimezone(UTC)
    if isinstance(zone, timezone) and stretch.begins.date() == stretch.ends.date():
        if begins < ends:
            yield stretch  # as nearly every row is; years of them are read at once
        return
    while begins < ends:
        until = min(ends, _date_ends(begins, zone))
        if _offset(max(begins, until - _SECOND), zone) != _offset(begins, zone):
            until = _offset_ends(begins, until, zone)
        here = timezone(_offset(begins, zone))
        yield replace(stretch, begins=begins.astimezone(here), ends=until.astimezone(here))
        begins = until


def _date_ends(instant: datetime, zone: tzinfo | None) -> datetime:
    """Return when the date that is shown then is first followed by another."""
    shown = local_time.reading(instant, zone).date()
    later = (local_time.begins(shown + timedelta(days=ahead), zone) for ahead in (1, 2))
    return next(one for one in later if one > instant)


def _offset_ends(begins: datetime, ends: datetime, zone: tzinfo | None) -> datetime:
    """Return when the clock jumps, somewhere between; zones change at whole seconds."""
    here, after = _offset(begins, zone), ends.replace(microsecond=0)
    before = begins.replace(microsecond=0)
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if _offset(middle, zone) == here:
            before = middle
        else:
            after = middle
    return after


def _offset(instant: datetime, zone: tzinfo | None) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()
