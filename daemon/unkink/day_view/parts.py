"""What of a day is drawn: its bars, and the times in which prompts were kept back."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from unkink.core.days.day import Day, Kind, Piece
from unkink.core.holds import Hold
from unkink.core.moment import Duration

PRESENT = frozenset({Kind.SITTING, Kind.STANDING, Kind.WALKING})
"""What somebody was there for."""
_KEEPS_BACK = frozenset(
    one.value
    for one in (
        *(Hold.CALL, Hold.FULLSCREEN, Hold.DO_NOT_DISTURB),
        *(Hold.PAUSED, Hold.OFF_HOURS, Hold.NO_TIPS, Hold.ENOUGH_TODAY),
    )
)
"""Holds worth drawing; the others last moments, or say that nobody sits there anyway."""


WORTH_DRAWING: Duration = 15.0
"""Seconds; what is shorter is less than a line wide, and stands in the table."""


def visible(day: Day) -> list[Piece]:
    """Return what is long enough to be drawn; of a day that has only just begun, everything."""
    pieces = merged(day.pieces)
    return [one for one in pieces if one.length >= WORTH_DRAWING] or pieces


def merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Join neighbours that look alike: typing and a call are both sitting."""
    joined: list[Piece] = []
    for one in pieces:
        last = joined[-1] if joined else None
        if last is not None and _alike(last, one):
            joined[-1] = Piece(last.begins, one.ends, last.kind, last.sure)
        else:
            joined.append(one)
    return joined


def _alike(last: Piece, one: Piece) -> bool:
    said = (one.kind, one.sure, one.begins.utcoffset(), one.begins)
    return said == (last.kind, last.sure, last.begins.utcoffset(), last.ends)


def kept_back(day: Day) -> Iterator[tuple[datetime, datetime]]:
    """Yield the times in which somebody was there and a prompt was held, however many at once."""
    held = sorted(
        (one.begins, one.ends) for one in day.holds if one.why.partition(":")[0] in _KEEPS_BACK
    )
    for piece in merged(day.pieces):
        if piece.kind not in PRESENT:
            continue
        since = piece.begins
        for begins, ends in held:
            first, last = max(since, begins), min(piece.ends, ends)
            if first < last:
                yield first, last
                since = last
