"""Working hours: when prompts are welcome. Spans that touch are one, over midnight as well.

They are what the local clock shows: each span begins and ends once on its day, at the first instant
that shows its time, so that a day of 23 or 25 hours opens and closes no more often than others.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar

from unkink.core import local_time
from unkink.core.settings import OpenRange

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_LONGEST_WAIT = 15
"""Days: hours on one weekday only, where just that date is skipped, come after two weeks."""

Point = TypeVar("Point", datetime, timedelta)


def open_at(hours: tuple[OpenRange, ...], wall: datetime) -> bool:
    """Tell whether `wall` lies in one of the ranges; no ranges mean always."""
    now = wall.astimezone(UTC)
    # Tomorrow's, too: where a clock is set back from 00:01 to 23:01, it may have begun.
    return not hours or any(begins <= now < ends for begins, ends in _spans(hours, wall, 2))


def opens_next(hours: tuple[OpenRange, ...], wall: datetime) -> datetime | None:
    """Return when closed hours open again, after `wall`; None when they never end."""
    now = wall.astimezone(UTC)
    opens = (begins for begins, _ in _stretches(hours, wall) if begins > now)
    return _local(min(opens, default=None), wall)


def closes(hours: tuple[OpenRange, ...], wall: datetime) -> datetime | None:
    """Return when the hours that contain `wall` end; None while closed, and when they never end."""
    now = wall.astimezone(UTC)
    ends = (ends for begins, ends in _stretches(hours, wall) if begins <= now < ends <= now + _WEEK)
    return _local(min(ends, default=None), wall)


def weekly(hours: tuple[OpenRange, ...]) -> tuple[tuple[timedelta, timedelta], ...]:
    """Give the hours of a week, counted from its Monday 00:00, sorted, touching spans as one.

    The last ones may run into the next week. There are none where hours never end.
    """
    spans = [
        (week * _WEEK + span.weekday * _DAY + begins, week * _WEEK + span.weekday * _DAY + ends)
        for span in hours
        for begins, ends in [_within_days(span)]
        for week in (-1, 0, 1)  # so that Sunday's hours meet Monday's
    ]
    return tuple(one for one in _merged(spans) if timedelta(0) <= one[0] < _WEEK)


def _within_days(span: OpenRange) -> tuple[timedelta, timedelta]:
    begins, ends = _since_midnight(span.begins), _since_midnight(span.ends)
    return begins, ends if begins < ends else ends + _DAY


def _since_midnight(clock: time) -> timedelta:
    return datetime.combine(datetime.min, clock) - datetime.min


def _stretches(hours: tuple[OpenRange, ...], wall: datetime) -> list[tuple[datetime, datetime]]:
    return _merged(_spans(hours, wall, _LONGEST_WAIT))


def _spans(
    hours: tuple[OpenRange, ...], wall: datetime, ahead: int
) -> Iterator[tuple[datetime, datetime]]:
    """Give every range from yesterday to so many days ahead, in universal time."""
    for days in range(-1, ahead):
        day = wall.date() + days * _DAY
        for one in hours:
            if one.weekday == day.weekday():
                yield local_time.span(day, one.begins, one.ends, wall.tzinfo)


def _merged(spans: Iterable[tuple[Point, Point]]) -> list[tuple[Point, Point]]:
    """Put spans that touch together; what a clock change skips vanishes."""
    found: list[tuple[Point, Point]] = []
    for begins, ends in sorted(spans):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        elif begins < ends:
            found.append((begins, ends))
    return found


def _local(instant: datetime | None, wall: datetime) -> datetime | None:
    return None if instant is None else instant.astimezone(wall.tzinfo)
