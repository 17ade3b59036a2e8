"""The bouts of sitting in recorded time."""

from collections.abc import Iterable

from unkink.core.days.day import Bout, Kind, Piece
from unkink.core.ledger import BOUT_ENDS_AFTER


def bouts_of(pieces: Iterable[Piece]) -> list[Bout]:
    """Return the bouts, oldest first; an absence of `BOUT_ENDS_AFTER` ends one.

    That is the same for all days, whatever a full break was in the settings of then, so that days
    can be put side by side. Standing and walking end a bout as an absence does.
    """
    bouts: list[Bout] = []
    for piece in pieces:
        if piece.kind is not Kind.SITTING:
            continue
        last = bouts[-1] if bouts else None
        if last is None or (piece.begins - last.ended).total_seconds() >= BOUT_ENDS_AFTER:
            bouts.append(Bout(piece.begins, piece.ends, piece.length))
        else:
            bouts[-1] = Bout(last.began, piece.ends, last.sat + piece.length)
    return bouts
