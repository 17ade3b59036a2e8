"""Days that were really lived, as rows to play: from the spans and decisions of the journal.

What a span keeps is who was there, not each pause for thought: a prompt that was shown while
somebody typed found a pause of `lull`, so one is put there; elsewhere in such a span a due tip
waits its whole `max_defer`. Calls, films and do-not-disturb are known only while they held a tip.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.holds import Hold
from unkink.core.presence import Posture, Presence
from unkink.core.restoring import UNSEEN_COUNTS
from unkink.core.settings import PromptSettings
from unkink.core.state import SEEN_LASTS
from unkink.simulation.day_file import Doing, Row

PAUSE = timedelta(seconds=PromptSettings().lull)
"""What a prompt waited for, as far as one can know: the settings of then are not recorded."""
BEFORE = timedelta(seconds=SEEN_LASTS)
"""What held a tip was there before anybody looked; else a look just before would see nothing."""

_HELD_BY = {
    Hold.CALL.value: Doing.CALL,
    Hold.FULLSCREEN.value: Doing.FULLSCREEN,
    Hold.DO_NOT_DISTURB.value: Doing.DO_NOT_DISTURB,
}
_ABSENT = {
    Presence.AWAY: Doing.IDLE,
    Presence.LOCKED: Doing.LOCKED,
    Presence.ASLEEP: Doing.ASLEEP,
    Presence.UNKNOWN: Doing.BLIND,
}
_ON_FEET = {Posture.STANDING: Doing.STANDING, Posture.WALKING: Doing.WALKING}
_AT_DESK = frozenset({Doing.ACTIVE, Doing.WATCHING})


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of doing one thing."""

    begins: datetime
    ends: datetime
    doing: Doing


def recorded_rows(spent: Iterable[Stretch], decided: Sequence[Entry]) -> tuple[Row, ...]:
    """Return the rows of everything recorded; none where there is nothing.

    Both are oldest first. A gap of some minutes is a restart in the middle of things; in a longer
    one the machine was off.
    """
    pieces = list(_tiled(spent))
    for hold in _holds(decided):
        pieces = list(_laid_over(pieces, hold, _AT_DESK))
    for pause in _pauses(decided):
        pieces = list(_laid_over(pieces, pause, frozenset({Doing.ACTIVE})))
    if not pieces:
        return ()
    rows = [Row(piece.begins, piece.doing) for piece in pieces]
    changes = [after for before, after in pairwise(rows) if before.doing is not after.doing]
    return (rows[0], *changes, Row(pieces[-1].ends, Doing.END))


def _tiled(spent: Iterable[Stretch]) -> Iterator[Piece]:
    """Yield pieces without a gap; time that a clock set back tells twice counts once."""
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


def _doing(one: Stretch) -> Doing:
    if one.presence in _ABSENT:
        return _ABSENT[one.presence]
    seated = Doing.WATCHING if one.presence is Presence.WATCHING else Doing.ACTIVE
    return _ON_FEET.get(one.posture, seated)


def _holds(decided: Iterable[Entry]) -> Iterator[Piece]:
    """Yield each time in which a call, a film or do-not-disturb held a reminder."""
    since: dict[str | None, tuple[datetime, Doing]] = {}
    for entry in decided:
        if entry.reminder in since and entry.decision is not Decision.QUIET:
            begins, doing = since.pop(entry.reminder)
            yield Piece(begins - BEFORE, entry.time, doing)
        doing_now = _HELD_BY.get(entry.why.partition(":")[0])
        if entry.decision is Decision.HELD and doing_now is not None:
            since[entry.reminder] = (entry.time, doing_now)


def _pauses(decided: Iterable[Entry]) -> Iterator[Piece]:
    """Yield the pause that each prompt found."""
    for entry in decided:
        if entry.decision is Decision.SHOWN:
            yield Piece(entry.time - PAUSE, entry.time + timedelta(seconds=1), Doing.IDLE)


def _laid_over(pieces: Iterable[Piece], over: Piece, onto: frozenset[Doing]) -> Iterator[Piece]:
    """Yield the pieces with `over` in the place of what it covers, as far as that is `onto`."""
    for piece in pieces:
        begins, ends = max(piece.begins, over.begins), min(piece.ends, over.ends)
        if begins >= ends or piece.doing not in onto:
            yield piece
            continue
        if piece.doing is Doing.WATCHING:  # then what held the tip is what was watched
            yield replace(piece, doing=over.doing)
            continue
        if piece.begins < begins:
            yield replace(piece, ends=begins)
        yield Piece(begins, ends, over.doing)
        if ends < piece.ends:
            yield replace(piece, begins=ends)
