"""Input sensor for X11: alarms on the server's idle counter.

The server compares the counter itself and sends one event when a silence is reached and one when
input comes back. The daemon sleeps while somebody types and while nobody does.

Only the next silence is armed: of several rising alarms on this counter, the server (X.Org 21.1)
forgets the rest when one fires at its exact value.

Never to be used in a Wayland session: XWayland sees only the input of X11 windows.
"""

import asyncio
import logging

from unkink.adapters.sensors.last_input import LastInput
from unkink.adapters.sensors.xsync_protocol import (
    IDLE_TIME,
    LOST,
    SERVER_TIME,
    Connection,
    Fired,
    Transition,
)
from unkink.core.events import Blinded, Looked
from unkink.core.moment import Duration, Moment
from unkink.ports import AdapterError, Clock, Report

log = logging.getLogger(__name__)

GONE = "The connection to the X server was lost."


class XSyncSensor:
    """Knows from the X server when the keyboard or the pointer was last used.

    Must be built on the running loop. Raises AdapterError when the X server cannot be reached or
    has no idle counter. A client that grabs the server (a few window managers do while a window is
    dragged) delays a reading until it lets go.
    """

    name = "x11"

    def __init__(self, report: Report, clock: Clock, display: str | None = None) -> None:
        self._report = report
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._last_input = LastInput()
        self._silences: frozenset[int] = frozenset()
        """What is listened for, in milliseconds."""
        self._gone = False
        self._x = Connection(display)
        self._next_silence = _IdleAlarm(self._x, Transition.RISING)
        self._return = _IdleAlarm(self._x, Transition.FALLING)
        if not {IDLE_TIME, SERVER_TIME} <= self._x.counters.keys():
            self._x.close()
            raise AdapterError("the X server does not count idle time")
        self._socket = self._x.fileno()
        self._loop.add_reader(self._socket, self._take_alarms)

    def last_input(self) -> Moment:
        """Take a fresh reading, by one round trip; raises AdapterError when the server is gone."""
        if self._gone:
            raise AdapterError(GONE)
        try:
            return self._read()[0]
        except LOST as problem:
            # The caller hears of it by the error; everybody else a little later.
            self._loop.call_soon(self._lose, problem)
            raise AdapterError(GONE) from problem

    def listen_for(self, silences: frozenset[Duration]) -> None:
        """Report `Looked` at each of these silences, and when input comes back after one.

        A silence that has been reached already is reported at once, since its alarm will not fire.
        """
        wanted = frozenset(round(silence * 1000) for silence in silences)
        new = wanted - self._silences
        if self._gone or wanted == self._silences:
            return
        self._silences = wanted
        try:
            moment, idle = self._arm()
        except LOST as problem:
            self._loop.call_soon(self._lose, problem)
            return
        if any(silence <= idle for silence in new):
            self._loop.call_soon(self._say, moment)

    def close(self) -> None:
        """Stop reporting and let go of the connection."""
        if self._gone:
            return
        self._let_go()
        try:
            self._x.close()
        except LOST as problem:
            log.debug("the X server was gone already: %s", problem)

    # ── with the server ───────────────────────────────────────────────────────────────────────

    def _read(self) -> tuple[Moment, int]:
        # The clock is read first: a slow answer then makes the silence longer, never shorter than
        # the server has just said.
        now = self._clock.now()
        idle = self._x.read(IDLE_TIME)
        self._heed_buffered()
        return self._last_input.take(idle / 1000, now), idle

    def _arm(self) -> tuple[Moment, int]:
        # Read first: that also refreshes the value from which the server notices a crossing. Armed
        # on a stale one, an alarm misses a crossing or sees one that never was.
        moment, idle = self._read()
        self._next_silence.move(min((s for s in self._silences if s > idle), default=None))
        # One below the shortest: at that value itself, the counter has not yet been above it.
        self._return.move(min(self._silences) - 1 if self._silences else None)
        self._x.flush()
        self._heed_buffered()
        return moment, idle

    def _take_alarms(self) -> None:
        if self._gone:
            return
        try:
            fired = self._x.fired()
            if not fired:
                return
            now = self._clock.now()
            server_time = self._x.read(SERVER_TIME)
            moments = [self._last_input.take(_silence(alarm, server_time), now) for alarm in fired]
            self._arm()
        except LOST as problem:
            self._lose(problem)
            return
        for moment in moments:
            self._say(moment)

    def _heed_buffered(self) -> None:
        """Take alarms that python-xlib read beside a reply: the loop would not hear of them."""
        if self._x.buffered:
            self._loop.call_soon(self._take_alarms)

    # ── to the loop ───────────────────────────────────────────────────────────────────────────

    def _say(self, moment: Moment) -> None:
        if not self._gone:
            self._report(Looked(moment))

    def _lose(self, problem: Exception) -> None:
        if self._gone:
            return
        log.debug("lost the X server: %s", problem)
        self._let_go()
        self._report(Blinded(GONE))

    def _let_go(self) -> None:
        self._gone = True
        self._loop.remove_reader(self._socket)


class _IdleAlarm:
    """An alarm on the idle counter that can be moved from one value to another."""

    def __init__(self, x: Connection, transition: Transition) -> None:
        self._x = x
        self._transition = transition
        self._value: int | None = None
        self._alarm = 0

    def move(self, value: int | None) -> None:
        """Wait for this value from now on; None: for nothing."""
        if value == self._value:
            return
        if self._value is not None:
            self._x.disarm(self._alarm)
        if value is not None:
            self._alarm = self._x.arm(IDLE_TIME, value, self._transition)
        self._value = value


def _silence(fired: Fired, server_time: int) -> Duration:
    """Return how long input had been silent by `server_time`, had none come since the alarm.

    An alarm may be read late, after the daemon was stopped for a while; the server's clock, whose
    lower 32 bits it carries, tells how late.
    """
    age = (server_time - fired.at) & 0xFFFF_FFFF
    return (age + fired.value) / 1000
