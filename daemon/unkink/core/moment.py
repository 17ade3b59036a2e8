"""Time as the rules see it: an argument, never something they look up."""

from datetime import UTC, datetime, timedelta
from typing import NewType

from unkink.core import local_time
from unkink.core.values import dataclass

Moment = NewType("Moment", float)
"""Seconds on a clock that runs on through suspend and that nobody can set (CLOCK_BOOTTIME)."""

Duration = float
"""A length of time in seconds. The whole core counts in seconds."""

MINUTE: Duration = 60.0
HOUR: Duration = 3600.0


@dataclass(frozen=True, slots=True)
class Instant:
    """One reading of all clocks, taken together."""

    moment: Moment
    wall: datetime
    """Local time with its zone; for calendar rules only, as it may jump either way."""
    slept: Duration = 0.0
    """How long the machine has been suspended since it was started; its growth is a sleep."""


def when(wall: datetime, now: Instant) -> Moment:
    """Return the moment at which the wall clock will show `wall`, if nobody sets it meanwhile.

    The difference is taken in universal time: two local times are subtracted by Python as if no
    clock change lay between them.
    """
    return Moment(now.moment + (wall.astimezone(UTC) - now.wall.astimezone(UTC)).total_seconds())


def midnight(now: Instant) -> Moment:
    """Return the moment at which the present local day began.

    That is when its date was first shown: at 01:00 where summer time begins at midnight.
    """
    return when(local_time.begins(now.wall.date(), now.wall.tzinfo), now)


def next_midnight(now: Instant) -> Moment:
    """Return the moment at which the next local day begins, 23 to 25 hours after the last one."""
    later = (now.wall.date() + timedelta(days=ahead) for ahead in (1, 2))
    begins = (when(local_time.begins(day, now.wall.tzinfo), now) for day in later)
    # Tomorrow may have begun before: set back from 00:01 to 23:01, a clock shows today again.
    return next(moment for moment in begins if moment > now.moment)


def wall_at(moment: Moment, now: Instant) -> datetime:
    """Return what the wall clock showed at `moment`, had nobody set it between then and `now`.

    In the zone of `now`, with the offset that was in force at that moment.
    """
    then = now.wall.astimezone(UTC) + timedelta(seconds=moment - now.moment)
    return then.astimezone(now.wall.tzinfo)
