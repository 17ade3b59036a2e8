"""Where the hours of a day stand on its band, whatever hours and however many it has."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta, tzinfo
from itertools import dropwhile, pairwise

from unkink.core.days.day import Day, Piece
from unkink.core.values import dataclass
from unkink.day_view.parts import PRESENT

LEAST = timedelta(hours=6)
"""Fewer hours than this would make a quarter of an hour look like a morning."""

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Axis:
    """Time from left to right. It runs evenly, also where the clock on the wall jumps."""

    begins: datetime
    ends: datetime
    left: float
    width: float

    def x(self, when: datetime) -> float:
        """Return where a time stands; one outside stands at the edge."""
        part = (when - self.begins) / (self.ends - self.begins)
        return self.left + self.width * min(1.0, max(0.0, part))


def axis_of(day: Day, now: datetime | None, left: float, width: float) -> Axis:
    """Return the axis over the hours in which something happened; `now` where the day goes on."""
    here = [one for one in day.pieces if one.kind in PRESENT] or list(day.pieces)
    times = [time for one in here for time in (one.begins, one.ends)]
    times += [one.at for one in day.showings] + ([] if now is None else [now])
    begins, ends = _floor(min(times)), _ceiling(max(times))
    if ends - begins < LEAST:
        ends = max(ends, min(begins + LEAST, _midnight(day, 1, ends.tzinfo)))
    if ends - begins < LEAST:
        begins = min(begins, max(ends - LEAST, _midnight(day, 0, begins.tzinfo)))
    return Axis(begins, ends, left, width)


def hours(axis: Axis, pieces: Sequence[Piece]) -> Iterator[datetime]:
    """Yield the full hours as the clock on the wall showed them, those it showed twice included."""
    since, when = [axis.begins], axis.begins
    for piece in _from_the_first(pieces):
        if piece.begins.utcoffset() != since[-1].utcoffset() and piece.begins < axis.ends:
            since.append(piece.begins)
    for begins, ends in pairwise((*since, axis.ends)):
        when = _ceiling(begins)
        while when < ends:
            yield when
            when += _HOUR
    if when == axis.ends:
        yield when


def _from_the_first(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Leave out a night away before the day: its offset may be that of the evening."""
    return list(dropwhile(lambda one: one.kind not in PRESENT, pieces)) or pieces


def _floor(when: datetime) -> datetime:
    return when.replace(minute=0, second=0, microsecond=0)


def _ceiling(when: datetime) -> datetime:
    floor = _floor(when)
    return floor if floor == when else floor + _HOUR


def _midnight(day: Day, later: int, zone: tzinfo | None) -> datetime:
    return datetime.combine(day.date + timedelta(days=later), time(), zone)
