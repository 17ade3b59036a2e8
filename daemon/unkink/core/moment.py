"""Time as the rules see it: an argument, never something they look up."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NewType

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
    """Return the moment at which the present local day began."""
    return when(now.wall.replace(hour=0, minute=0, second=0, microsecond=0), now)


def wall_at(moment: Moment, now: Instant) -> datetime:
    """Return what the wall clock showed at `moment`, had nobody set it between then and `now`.

    In the zone of `now`, with the offset that was in force at that moment.
    """
    then = now.wall.astimezone(UTC) + timedelta(seconds=moment - now.moment)
    return then.astimezone(now.wall.tzinfo)
