"""The X server's alarms for silences and their ends."""

import math

from unkink.adapters.sensors.idle_alarm import IdleAlarm
from unkink.adapters.sensors.reading import Reading
from unkink.adapters.sensors.xsync_protocol import IDLE_TIME, Connection, Fired, Transition
from unkink.core.moment import Duration

TICK = 2
"""Milliseconds by which alarms are late on purpose. The server's clock drops fractions, once for
the input and once for now: one alarm in ten came up to 0.2 ms before the silence it was set for,
and whoever then compared found nobody silent yet."""


LATE = 1000
"""Milliseconds beyond the value it was set for, with which an alarm came too late."""


class SilenceAlarms:
    """Knows which silences somebody waits for, and arms the next one and the return from one.

    Only the next silence is armed: of several rising alarms on this counter, the server (X.Org
    21.1) forgets the rest when one fires at its exact value.
    """

    def __init__(self, x: Connection) -> None:
        self._x = x
        self._next = IdleAlarm(x, IDLE_TIME, Transition.RISING)
        self._return = IdleAlarm(x, IDLE_TIME, Transition.FALLING)
        self._silences: frozenset[int] = frozenset()
        """In milliseconds of the server's count."""

    @property
    def away_after(self) -> Duration:
        """The longest silence that anybody wants to hear of: nobody is away for less."""
        return (max(self._silences, default=math.inf) - TICK) / 1000

    @property
    def shortest(self) -> Duration:
        """The shortest silence that anybody wants to hear of."""
        return (min(self._silences, default=math.inf) - TICK) / 1000

    def next_after(self, silence: Duration) -> Duration | None:
        """Return the next silence that is wanted after one of this length; None: no more."""
        longer = (one for one in self._silences if one > silence * 1000)
        return min((one / 1000 for one in longer), default=None)

    def want(self, silences: frozenset[Duration]) -> frozenset[int]:
        """Wait for these from the next `arm` on; return those that are new, for `reached`."""
        wanted = frozenset(round(silence * 1000) + TICK for silence in silences)
        new, self._silences = wanted - self._silences, wanted
        return new

    def arm(self, reading: Reading) -> None:
        """Have the server tell what comes next.

        The reading must be fresh: it is also the value from which the server notices a crossing.
        Armed on a stale one, an alarm misses a crossing or sees one that never was.
        """
        idle = reading.sight.idle
        self._next.move(min((one for one in self._silences if one > idle), default=None))
        # One below the shortest: at that value itself, the counter has not yet been above it.
        self._return.move(min(self._silences) - 1 if self._silences else None)
        self._x.flush()

    def in_time(self, alarm: Fired) -> bool:
        """Whether this alarm tells of a silence just as long as was asked for, and no longer."""
        return self._next.fired(alarm) and any(
            one <= alarm.value <= one + LATE for one in self._silences
        )

    def is_return(self, alarm: Fired) -> bool:
        """Whether this alarm tells that input came back."""
        return self._return.fired(alarm)
