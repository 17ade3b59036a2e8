"""Input sensor for X11: alarms on the server's idle counter.

The server compares the counter itself and sends one event when a silence is reached and one when
input comes back. The daemon sleeps while somebody types and while nobody does.

Never to be used in a Wayland session: XWayland sees only the input of X11 windows.
"""

import asyncio
import logging
import math

from unkink.adapters.sensors.doubt import Doubt, NoDoubt
from unkink.adapters.sensors.jitter import PATIENCE, Sieve
from unkink.adapters.sensors.last_input import LastInput
from unkink.adapters.sensors.reading import Reading
from unkink.adapters.sensors.resets import Resets
from unkink.adapters.sensors.silence_alarms import TICK, SilenceAlarms
from unkink.adapters.sensors.xinput_protocol import Stirred
from unkink.adapters.sensors.xsync_protocol import (
    IDLE_TIME,
    SERVER_TIME,
    Connection,
    Fired,
)
from unkink.core.events import Blinded, Looked, SensorChanged
from unkink.core.moment import Duration, Moment
from unkink.ports import AdapterError, Clock, Report
from unkink.x11_wire import LostError

log = logging.getLogger(__name__)

GONE = "The connection to the X server was lost."
LOOKING = "x11, by looking"
TELLS_LATE = "This X server tells of a silence only when it is over, so unkink looks by itself."
"""nxagent 3.5.99 (x2go) does: it compares its counter when something wakes it, and not before."""
LOOK_EVERY: Duration = 5.0
"""How often such a server is looked at while nobody is there, to see whether somebody is back: the
one case in which something is polled, at 12 wake-ups a minute of 0.1 ms."""
GRACE: Duration = 1.0
"""How late an alarm may be; servers that were tried are late by a few milliseconds."""


class XSyncSensor:
    """Knows from the X server when a person last used the keyboard or the pointer.

    Must be built on the running loop. Raises AdapterError when the X server cannot be reached or
    has no idle counter. Where the server can tell motion from the rest, a mouse that shakes by
    itself counts for `patience` at most. A client that grabs the server (a few window managers do
    while a window is dragged) delays a reading until it lets go.
    """

    def __init__(
        self,
        report: Report,
        clock: Clock,
        display: str | None = None,
        patience: Duration = PATIENCE,
    ) -> None:
        self.name = "x11"
        self._report = report
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._last_input = LastInput()
        self._moment = Moment(0.0)
        """The last input, as last judged."""
        self._said: Moment | None = None
        """The last input, as last reported."""
        self._gone = False
        self._x = Connection(display)
        self._alarms = SilenceAlarms(self._x)
        if not {IDLE_TIME, SERVER_TIME} <= self._x.counters.keys():
            self._x.close()
            raise AdapterError("the X server does not count idle time")
        self._doubt = self._find_doubt(Sieve(patience))
        self._resets = Resets(self._x, self._last_input)
        self._own_timer: asyncio.TimerHandle | None = None
        """Tells a silence that the server does not, or not yet."""
        self._in_time: bool | None = None
        """Whether the server's alarms come when they should; None until one was due."""
        self._socket = self._x.fileno()
        self._loop.add_reader(self._socket, self._take_events)

    def _find_doubt(self, sieve: Sieve) -> Doubt | NoDoubt:
        try:
            return Doubt(self._x, self._look_again, sieve)
        except AdapterError as problem:
            log.debug("a mouse that shakes will pass for a person: %s", problem)
            return NoDoubt()
        except LostError as problem:
            self._x.close()
            raise AdapterError(GONE) from problem

    def last_input(self) -> Moment:
        """Take a fresh reading, by one round trip; raises AdapterError when the server is gone.

        Earlier than before when it turns out that only the mouse had moved since.
        """
        if self._gone:
            raise AdapterError(GONE)
        try:
            return self._believe(self._read())
        except LostError as problem:
            # The caller hears of it by the error; everybody else a little later.
            self._loop.call_soon(self._lose, problem)
            raise AdapterError(GONE) from problem

    def last_key(self) -> Moment | None:
        """Return when a key was last pressed, as far as the last reading tells."""
        return self._doubt.last_key

    def listen_for(self, silences: frozenset[Duration]) -> None:
        """Report `Looked` at each of these silences, and when input comes back after one.

        A silence that has been reached already is reported at once, since its alarm will not fire.
        """
        if self._gone:
            return
        new = self._alarms.want(silences)
        try:
            reading = self._read()
            self._arm(reading)
            moment = self._believe(reading)
        except LostError as problem:
            self._loop.call_soon(self._lose, problem)
            return
        silent = reading.sight.idle
        if self._doubt.absent:  # the server's own count may be short of it, if the mouse shakes
            silent = max(silent, round((reading.now.moment - moment) * 1000) + TICK)
        if self._resets.going_on:
            silent = max(silent, round((reading.now.moment - moment) * 1000))
        if any(silence <= silent for silence in new):
            self._loop.call_soon(self._say, moment)

    def close(self) -> None:
        """Stop reporting and let go of the connection."""
        if not self._gone:
            self._let_go()

    # ── with the server ───────────────────────────────────────────────────────────────────────

    def _read(self) -> Reading:
        # The clock is read first: a slow answer then makes the silence longer, never shorter than
        # the server has just said.
        now = self._clock.now()
        sight = self._x.look()
        self._heed_buffered()
        return Reading(sight, now)

    def _arm(self, reading: Reading) -> None:
        self._alarms.arm(reading)
        self._heed_buffered()

    def _take_events(self) -> None:
        if self._gone:
            return
        try:
            events = self._x.events()
            if events:
                self._weigh(events)
        except LostError as problem:
            self._lose(problem)

    def _weigh(self, events: list[Fired | Stirred]) -> None:
        """Report each silence and each return, also from a silence that the mouse shook through."""
        reading, was_absent = self._read(), self._doubt.absent
        known = {self._said, self._moment if was_absent else None}
        moments: list[Moment] = []
        heard = self._doubt.hear(events, reading)
        unheard, reset = self._resets.going_on, [one for one in heard if self._resets.fired(one)]
        before = self._moment
        for alarm in heard:
            if alarm in reset:
                self._resets.hear(alarm, reading)
                continue
            if self._in_time is None and self._alarms.in_time(alarm):
                self._in_time = True
            moment = self._judge(reading.silence_since(alarm), reading)
            # A return is no news after a bump, nor when a press was announced just before it.
            if moment not in known or not self._alarms.is_return(alarm):
                moments.append(moment)
        self._arm(reading)
        moment = self._believe(reading)
        if was_absent and not self._doubt.absent and moment not in moments:
            moments.append(moment)
        returned = unheard and moment - before >= self._alarms.shortest
        if returned and moment not in moments:
            moments.append(moment)  # the server's own alarm cannot tell of this one
        for moment in moments:
            self._say(moment)

    def _look_again(self) -> None:
        """Look whether the mouse has gone anywhere while nobody listened for motion."""
        was_absent = self._doubt.absent
        try:
            moment = self._believe(self._read())
        except LostError as problem:
            self._lose(problem)
            return
        if was_absent and not self._doubt.absent:
            self._say(moment)

    def _believe(self, reading: Reading) -> Moment:
        """Return the last input that was a person's, as far as anybody can tell."""
        moment = self._judge(reading.sight.idle / 1000, reading)
        self._doubt.settle(self._alarms.away_after)
        self._resets.settle(reading, self._alarms.shortest)
        self._x.flush()
        self._time_silence(reading, moment)
        self._heed_buffered()
        return moment

    def _judge(self, silence: Duration, reading: Reading) -> Moment:
        newest = self._resets.take(silence, reading)
        self._moment = self._doubt.take(newest, reading, self._alarms.away_after)
        return self._moment

    def _time_silence(self, reading: Reading, moment: Moment) -> None:
        """Be woken at the next silence that is wanted, where the server's count falls short."""
        if self._own_timer is not None:
            self._own_timer.cancel()
            self._own_timer = None
        if self._in_time and not self._resets.going_on:
            return
        silence = self._silence(reading, moment)
        wanted, soon = self._alarms.next_after(silence), self._resets.look_at(reading)
        # The server goes first, until it has failed once.
        grace = GRACE if self._in_time is None and not self._resets.going_on else TICK / 1000
        left = math.inf if wanted is None else wanted - silence + grace
        if soon is not None and soon < left:
            self._own_timer = self._loop.call_later(soon, self._look_after_reset)
        elif self._in_time is False and silence >= self._alarms.shortest:
            pause = min(left, LOOK_EVERY)  # it tells of a return as late
            self._own_timer = self._loop.call_later(pause, self._tell_silence, wanted or math.inf)
        elif wanted is not None:
            self._own_timer = self._loop.call_later(left, self._tell_silence, wanted)

    def _look_after_reset(self) -> None:
        before = self._moment
        try:
            reading = self._read()
            self._arm(reading)
            moment = self._believe(reading)
        except LostError as problem:
            self._lose(problem)
            return
        if moment - before >= self._alarms.shortest:
            self._say(moment)

    def _tell_silence(self, wanted: Duration) -> None:
        before = self._moment
        try:
            reading = self._read()
            moment = self._believe(reading)
        except LostError as problem:
            self._lose(problem)
            return
        if self._in_time is False and moment - before >= self._alarms.shortest:
            self._say(moment)
        if self._silence(reading, moment) < wanted:
            return
        if self._in_time is None and not self._resets.going_on:
            self._look_by_itself()
        self._say(moment)

    def _silence(self, reading: Reading, moment: Moment) -> Duration:
        """Return how long the server should know input to be silent, had nobody reset it."""
        reset = self._resets.going_on
        return reading.now.moment - moment if reset else reading.sight.idle / 1000

    def _look_by_itself(self) -> None:
        """Trust this server's readings and not its alarms; a timer for each silence costs a wake-up
        a minute while somebody types.
        """
        log.warning("%s", TELLS_LATE)
        self._in_time = False
        self.name = LOOKING
        self._report(SensorChanged(self.name, TELLS_LATE))

    def _heed_buffered(self) -> None:
        """Take events that were read beside an answer: the loop would not hear of them."""
        if self._x.buffered:
            self._loop.call_soon(self._take_events)

    # ── to the loop ───────────────────────────────────────────────────────────────────────────

    def _say(self, moment: Moment) -> None:
        if not self._gone:
            self._said = moment
            self._report(Looked(moment, self.last_key()))

    def _lose(self, problem: Exception) -> None:
        if self._gone:
            return
        log.debug("lost the X server: %s", problem)
        self._let_go()
        self._report(Blinded(GONE))

    def _let_go(self) -> None:
        self._gone = True
        self._doubt.close()
        if self._own_timer is not None:
            self._own_timer.cancel()
        self._loop.remove_reader(self._socket)
        self._x.close()
