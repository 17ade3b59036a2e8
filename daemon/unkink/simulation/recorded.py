"""Turns recorded time back into a day file's rows, so that settings can be tried on one's own days.

Spans tell who was there and in which posture; they have no pauses for thought, as a shorter silence
counts as presence. Where a prompt was shown there was such a pause, so one is put there. Calls,
films and do-not-disturb are put where they held a tip. Under the same settings the same prompts
come then, but for what people asked for: a tip at once, a snooze, a pause.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.settings import PromptSettings
from unkink.simulation.day_file import Doing, Row
from unkink.simulation.recorded_holds import BEFORE, holds_of, laid_into
from unkink.simulation.recorded_pieces import Piece, laid_over, noticed_late, tiled

LULL = timedelta(seconds=PromptSettings().lull)
"""What a prompt waits for by default; the settings of then are not recorded."""

_SECOND = timedelta(seconds=1)
_TYPING = frozenset({Doing.ACTIVE})


def recorded_rows(
    spent: Iterable[Stretch], decided: Sequence[Entry], lull: timedelta = LULL
) -> tuple[Row, ...]:
    """Return the rows of everything recorded; none where there is nothing.

    Both are oldest first. `lull` is the pause that each prompt waited for.
    """
    pieces = list(noticed_late(list(tiled(spent))))
    if not pieces:
        return ()
    shown = [entry.time for entry in decided if entry.decision is Decision.SHOWN]
    for hold in holds_of(decided, pieces[-1].ends):
        near = _near(pieces, hold.begins - BEFORE, hold.ends)
        pieces[near] = list(laid_into(pieces[near], hold, shown))
    for time in shown:
        pause = Piece(time - lull, time + _SECOND, Doing.IDLE)
        near = _near(pieces, pause.begins, pause.ends)
        pieces[near] = [part for one in pieces[near] for part in _paused(one, pause, time)]
    rows = [Row(piece.begins, piece.doing) for piece in pieces]
    changes = [after for before, after in pairwise(rows) if before.doing is not after.doing]
    return (rows[0], *changes, Row(pieces[-1].ends, Doing.END))


def _paused(piece: Piece, pause: Piece, shown: datetime) -> Iterable[Piece]:
    """Give the piece with the pause; a prompt at its very end came with what changed then."""
    return [piece] if piece.ends == shown else laid_over(piece, pause, _TYPING)


def _near(pieces: Sequence[Piece], begins: datetime, ends: datetime) -> slice:
    """Return which pieces share time with this, and the one before: there may be a year of them."""
    first = bisect_left(pieces, begins, key=lambda one: one.begins)
    return slice(max(0, first - 1), bisect_right(pieces, ends, key=lambda one: one.begins))
