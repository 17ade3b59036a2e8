"""The band of a day: spans of time as pieces that tile it, cut at the midnights of the wall clock.

A piece belongs to the date that the clock on the wall showed. So each second is told of exactly
one day, also by who travels; a date that comes twice is one day, and one with a clock change has
23 or 25 hours.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import groupby

from unkink.core.days.day import Kind, Piece
from unkink.core.entries import Stretch, parts_of
from unkink.core.moment import MINUTE, Duration
from unkink.core.presence import Posture, Presence

BREAK_AT_MOST: Duration = 30 * MINUTE
"""A longer absence is told as time away: lunch, a meeting, the evening."""
SET_RIGHT = timedelta(seconds=2)
"""Two spans that follow each other may be so far apart, or overlap: meanwhile the wall clock was
set right, little by little, as it is all the time."""

_HERE = {
    Posture.SITTING: Kind.SITTING,
    Posture.STANDING: Kind.STANDING,
    Posture.WALKING: Kind.WALKING,
}
_ABSENT = frozenset({Kind.AWAY, Kind.UNRECORDED})


def pieces_of(spent: Iterable[Stretch], now: datetime | None = None) -> list[Piece]:
    """Return the pieces of all days that these spans, oldest first, touch.

    `now` is where the last span ends if it still goes on: an absence that is short so far is then
    a break. Lengths are those of the spans, to the second, also where a clock was set back and the
    wall clock shows a time twice; only then do pieces overlap.
    """
    named = _breaks_named(list(_filled(spent)), now)
    return [part for piece in named for part in _cut_at_midnight(piece)]


def _filled(spent: Iterable[Stretch]) -> Iterator[Piece]:
    """Yield a piece for each span, and for each gap between two."""
    last: Piece | None = None
    for one in (part for whole in spent for part in parts_of(whole)):
        begins, ends = one.begins, one.ends.astimezone(one.begins.tzinfo)
        if last is not None:
            if abs(begins - last.ends) <= SET_RIGHT:
                begins = last.ends.astimezone(begins.tzinfo)
            elif begins > last.ends:
                yield Piece(last.ends, begins.astimezone(last.ends.tzinfo), Kind.UNRECORDED)
        if begins < ends:
            last = Piece(begins, ends, kind_of(one), one.presence is not Presence.UNKNOWN)
            yield last


def kind_of(one: Stretch) -> Kind:
    """Tell what a span was spent with; a break is told from time away by what is around it."""
    return Kind.AWAY if one.presence.absent else _HERE[one.posture]


def _breaks_named(pieces: Sequence[Piece], now: datetime | None) -> Iterator[Piece]:
    """Call short absences between two times of presence breaks."""
    runs = [list(run) for _, run in groupby(pieces, key=lambda one: one.kind in _ABSENT)]
    for number, run in enumerate(runs):
        absent = run[0].kind in _ABSENT
        came_back = number + 1 < len(runs) or run[-1].ends == now
        short = sum(one.length for one in run) <= BREAK_AT_MOST
        if absent and short and came_back and number > 0:
            yield from (_break(one) for one in run)
        else:
            yield from run


def _break(piece: Piece) -> Piece:
    if piece.kind is Kind.UNRECORDED:
        return piece
    return Piece(piece.begins, piece.ends, Kind.BREAK, piece.sure)


def _cut_at_midnight(piece: Piece) -> Iterator[Piece]:
    """Yield the parts of a piece, each within one date."""
    begins = piece.begins
    while begins.date() != piece.ends.date():
        midnight = datetime.combine(begins.date() + timedelta(days=1), time(), begins.tzinfo)
        if midnight >= piece.ends:
            break
        yield Piece(begins, midnight, piece.kind, piece.sure)
        begins = midnight
    if begins < piece.ends:
        yield Piece(begins, piece.ends, piece.kind, piece.sure)
