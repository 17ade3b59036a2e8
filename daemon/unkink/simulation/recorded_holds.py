"""Where calls, films and do-not-disturb are put in recorded time: the journal tells only when a look
saw them hold a tip back, and when one saw nothing any more.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
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
_GONE = frozenset({Doing.IDLE, Doing.LOCKED, Doing.ASLEEP})


def holds_of(decided: Iterable[Entry], ends: datetime) -> Iterator[Piece]:
    """Yield each time in which one of these was seen; one that has not ended goes on to `ends`."""
    since: dict[str | None, tuple[datetime, Doing]] = {}
    for entry in decided:
        if entry.reminder in since and entry.decision is not Decision.QUIET:
            begins, doing = since.pop(entry.reminder)
            yield _seen(begins, entry.time, doing)
        doing_now = _HELD_BY.get(entry.why.partition(":")[0])
        if entry.decision is Decision.HELD and doing_now is not None:
            since[entry.reminder] = (entry.time, doing_now)
    for begins, doing in since.values():
        yield Piece(begins, ends, doing)


def _seen(begins: datetime, ends: datetime, doing: Doing) -> Piece:
    if ends - begins < _SURELY_TWO:  # it was believed to go on since the look before
        begins = ends - LOOKS
    return Piece(begins, ends - BEFORE_A_LOOK, doing)


def laid_into(pieces: Sequence[Piece], hold: Piece, shown: Sequence[datetime]) -> Iterator[Piece]:
    """Yield the pieces with what held a tip where it can have been; `shown` is when tips were.

    It was there a while before it was seen, but for a change in presence, which is then how it
    began. In the same way it ended with such a change, if there was one since the look before, and
    whenever the person went away.
    """
    ended = max(hold.begins, hold.ends + BEFORE_A_LOOK - LOOKS)
    before, goes_on = Doing.END, True
    for piece in pieces:
        begins_here = piece.begins == hold.begins and before not in _AT_DESK
        if piece.begins >= hold.begins and piece.doing in _GONE:
            goes_on = False
        if begins_here or piece.begins < hold.begins <= piece.ends:
            yield from _begun_in(piece, hold, shown)
        elif goes_on and piece.begins < ended:
            yield from laid_over(piece, hold, _AT_DESK)
        else:
            yield piece
        before = piece.doing


def _begun_in(piece: Piece, hold: Piece, shown: Sequence[datetime]) -> Iterator[Piece]:
    """Lay it over the piece in which it was first seen."""
    if hold.doing is Doing.DO_NOT_DISTURB:
        begins, onto = max(piece.begins, hold.begins - BEFORE), _AT_DESK
    elif piece.doing is Doing.ACTIVE or any(piece.begins <= one < hold.begins for one in shown):
        begins, onto = max(piece.begins, hold.begins - BEFORE), _AT_DESK
    else:  # no input from the beginning: it is what was watched, or what was left before a break
        begins, onto = piece.begins, _AT_DESK | {Doing.IDLE}
    yield from laid_over(piece, replace(hold, begins=begins), onto)
