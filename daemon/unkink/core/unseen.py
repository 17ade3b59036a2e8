"""The time between what was kept and the start: what is counted of it, and what the journal lacks.

Spans reach the journal when they are over, so the one that was going on at a stop or a kill is told
of by the next run, out of what was kept.
"""

from datetime import datetime

from unkink.core.effects import Spent
from unkink.core.memory import Memory
from unkink.core.moment import MINUTE, Duration, Instant, Moment
from unkink.core.presence import Posture, Presence
from unkink.core.state import State
from unkink.core.timeline import Span

UNSEEN_COUNTS: Duration = 10 * MINUTE
"""A gap this short on the same boot is a crash or an upgrade in the middle of things: what was
going on is taken to have gone on. The daemon writes its memory at least every five minutes while
somebody sits, so this also covers what a kill -9 loses. Longer, nobody saw, and it is not claimed.
"""


def unseen(kept: Memory, boot: str, now: Instant) -> Duration:
    """Return how long nobody looked: by the boot clock, or across boots by the wall clock."""
    if kept.boot == boot and now.moment >= kept.moment:
        return now.moment - kept.moment
    # Another boot, or one in which the machine stood still, which the clocks of this run forgot.
    return max(0.0, (now.wall - datetime.fromisoformat(kept.wall)).total_seconds())


def sat_since(midnight: Moment, kept: Memory, kept_at: Moment) -> Duration:
    """Return the sitting after `midnight` in the span that went on when this was kept."""
    began = max(midnight, kept_at - kept.lasted)
    return max(0.0, kept_at - began) if kept.sitting else 0.0


def book_unseen(state: State, kept: Memory, gap: Duration) -> None:
    """Book the time nobody saw as one span that ends now.

    The journal is told of it where it is taken to have gone on, and of the span that went on when
    this was kept, which the counts have already.
    """
    now = state.now
    kept_at = Moment(now.moment - gap)
    went_on = kept.boot == state.boot and gap <= UNSEEN_COUNTS
    if kept.presence is None:  # an older version kept this
        then = Presence.ACTIVE if kept.sitting else Presence.AWAY
    else:
        then = Presence(kept.presence)
        _tell(state, _open_then(kept, then, kept_at), Instant(kept_at, _wall(kept, now)))
    presence = then if went_on else Presence.AWAY
    span = Span(presence, state.timeline.posture, kept_at, now.moment)
    if span.length > 0:
        state.ledger.book(span, state.midnight)
        if went_on:
            _tell(state, span, now)


def _open_then(kept: Memory, presence: Presence, kept_at: Moment) -> Span:
    return Span(presence, Posture(kept.posture), Moment(kept_at - kept.lasted), kept_at)


def _tell(state: State, span: Span, at: Instant) -> None:
    if span.length > 0:
        state.effects.append(Spent(span, at, recalled=True))


def _wall(kept: Memory, now: Instant) -> datetime:
    """Return what the wall clock showed when this was kept, with the rules of its zone if known."""
    then = datetime.fromisoformat(kept.wall)
    here = then.astimezone(now.wall.tzinfo)
    return here if here.utcoffset() == then.utcoffset() else then
