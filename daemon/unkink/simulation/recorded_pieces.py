"""Recorded spans as pieces of doing one thing, which tile time."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from unkink.core.entries import Stretch
from unkink.core.presence import Posture, Presence
from unkink.core.unseen import UNSEEN_COUNTS
from unkink.simulation.day_file import Doing

BEFORE_A_LOOK = timedelta(seconds=2)
"""A look that sees nothing any more: what was there ended before it, and so shortly before that
the change itself makes nobody look (`core.prompting.FRESH`)."""

_ABSENT = {
    Presence.AWAY: Doing.IDLE,
    Presence.LOCKED: Doing.LOCKED,
    Presence.ASLEEP: Doing.ASLEEP,
    Presence.UNKNOWN: Doing.BLIND,
}
_ON_FEET = {Posture.STANDING: Doing.STANDING, Posture.WALKING: Doing.WALKING}


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of doing one thing."""

    begins: datetime
    ends: datetime
    doing: Doing


def tiled(spent: Iterable[Stretch]) -> Iterator[Piece]:
    """Yield pieces without a gap; time that a clock set back tells twice counts once.

    A gap of some minutes is a restart in the middle of things; in a longer one the machine was off.
    """
    last: Piece | None = None
    for one in spent:
        piece = Piece(one.begins, one.ends, _doing(one))
        if last is not None and piece.begins > last.ends:
            gap = piece.begins - last.ends
            bridge = last.doing if gap.total_seconds() <= UNSEEN_COUNTS else Doing.ASLEEP
            yield Piece(last.ends, piece.begins, bridge)
        elif last is not None:
            piece = replace(piece, begins=max(piece.begins, last.ends))
        if piece.begins < piece.ends:
            yield piece
            last = piece


def noticed_late(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Let what was watched end a moment before the look that did not see it any more."""
    late = timedelta()
    followers = [*(one.doing for one in pieces[1:]), Doing.END]
    for piece, after in zip(pieces, followers, strict=False):
        one = replace(piece, begins=piece.begins - late)
        gone = piece.doing is Doing.WATCHING and after is Doing.IDLE
        late = min(BEFORE_A_LOOK, one.ends - one.begins) if gone else timedelta()
        if one.begins < one.ends - late:
            yield replace(one, ends=one.ends - late)


def laid_over(piece: Piece, over: Piece, onto: AbstractSet[Doing]) -> Iterator[Piece]:
    """Yield the piece with `over` in the place of what it covers, if that is one of `onto`."""
    begins, ends = max(piece.begins, over.begins), min(piece.ends, over.ends)
    if begins >= ends or piece.doing not in onto:
        yield piece
        return
    if piece.begins < begins:
        yield replace(piece, ends=begins)
    yield Piece(begins, ends, over.doing)
    if ends < piece.ends:
        yield replace(piece, begins=ends)


def _doing(one: Stretch) -> Doing:
    if one.presence in _ABSENT:
        return _ABSENT[one.presence]
    seated = Doing.WATCHING if one.presence is Presence.WATCHING else Doing.ACTIVE
    return _ON_FEET.get(one.posture, seated)
