"""Where calls, films and do-not-disturb are put in recorded time.

The journal tells only when a look saw them hold a tip back, and when one saw nothing any more.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from unkink.core.effects import Decision
from unkink.core.entries import Entry
from unkink.core.holds import Hold
from unkink.core.state import LOOK_AGAIN, SEEN_LASTS
from unkink.simulation.day_file import Doing
from unkink.simulation.recorded_pieces import BEFORE_A_LOOK, Piece, laid_over

BEFORE = timedelta(seconds=SEEN_LASTS)
"""What held a tip was there before anybody looked; else a look just before would see nothing."""
LOOKS = timedelta(seconds=LOOK_AGAIN)
"""Between two looks at what holds a tip."""
_SURELY_TWO = LOOKS - BEFORE_A_LOOK
"""A hold that is shorter has one look in it: the one that saw nothing any more."""

_HELD_BY = {
    Hold.CALL.value: Doing.CALL,
    Hold.FULLSCREEN.value: Doing.FULLSCREEN,
    Hold.DO_NOT_DISTURB.value: Doing.DO_NOT_DISTURB,
}
_AT_DESK = frozenset({Doing.ACTIVE, Doing.WATCHING})
_ON_FEET = frozenset({Doing.STANDING, Doing.WALKING})
_GONE = frozenset({Doing.IDLE, Doing.LOCKED, Doing.ASLEEP})


@dataclass(frozen=True, slots=True)
class Held:
    """What held a tip, from when it was seen until it was seen no more."""

    begins: datetime
    ends: datetime
    doing: Doing
    ended_by: AbstractSet[Doing]
    """What ends it sooner."""


def holds_of(decided: Iterable[Entry], ends: datetime) -> Iterator[Held]:
    """Yield each time in which one of these was seen; one that has not ended goes on to `ends`."""
    since: dict[str | None, Entry] = {}
    for entry in decided:
        if entry.reminder in since and entry.decision is not Decision.QUIET:
            yield _held(since.pop(entry.reminder), entry)
        if entry.decision is Decision.HELD and _why(entry) in _HELD_BY:
            since[entry.reminder] = entry
    for entry in since.values():
        yield Held(entry.time, ends, _HELD_BY[_why(entry)], _GONE)


def _held(seen: Entry, after: Entry) -> Held:
    """Return a hold that had come to an end by the next decision about the reminder."""
    begins = seen.time
    if after.time - begins < _SURELY_TWO:  # it was believed to go on since the look before
        begins = after.time - LOOKS
    let_go = after.decision is Decision.HELD or _why(after) == _why(seen)
    ended_by = _GONE if let_go else _GONE | _ON_FEET  # else the reminder had become pointless
    return Held(begins, after.time - BEFORE_A_LOOK, _HELD_BY[_why(seen)], ended_by)


def _why(entry: Entry) -> str:
    return entry.why.partition(":")[0]


def laid_into(pieces: Sequence[Piece], hold: Held, shown: Sequence[datetime]) -> Iterator[Piece]:
    """Yield the pieces with what held a tip where it can have been; `shown` is when tips were.

    It was there a while before it was seen, but for a change in presence, which is then how it
    began. In the same way it ended with such a change, if there was one since the look before, and
    whenever the person went away.
    """
    ended = max(hold.begins, hold.ends + BEFORE_A_LOOK - LOOKS)
    before, goes_on = Doing.END, True
    for piece in pieces:
        begins_here = piece.begins == hold.begins and before not in _AT_DESK
        if piece.begins >= hold.begins and piece.doing in hold.ended_by:
            goes_on = False
        if begins_here or piece.begins < hold.begins <= piece.ends:
            yield from _begun_in(piece, hold, shown)
        elif goes_on and piece.begins < ended:
            yield from laid_over(piece, Piece(hold.begins, hold.ends, hold.doing), _AT_DESK)
        else:
            yield piece
        before = piece.doing


def _begun_in(piece: Piece, hold: Held, shown: Sequence[datetime]) -> Iterator[Piece]:
    """Lay it over the piece in which it was first seen."""
    begins, onto = max(piece.begins, hold.begins - BEFORE), _AT_DESK
    typing = piece.doing is Doing.ACTIVE or hold.doing is Doing.DO_NOT_DISTURB
    if not typing and not any(piece.begins <= one < hold.begins for one in shown):
        # No input from the beginning: it is what was watched, or what was left before a break.
        begins, onto = piece.begins, _AT_DESK | {Doing.IDLE}
    yield from laid_over(piece, Piece(begins, hold.ends, hold.doing), onto)
