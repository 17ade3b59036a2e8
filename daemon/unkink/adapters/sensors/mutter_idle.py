"""Input sensor for GNOME and Cinnamon: the IdleMonitor of their compositor, on the session bus.

A watch that fires says no more than: look now. So each one is followed by the question how long
input has been silent, whose answer is exact to the millisecond. While somebody types, no message
comes; of a silence that is going on, the compositor tells the end.

The watches wait while a program inhibits idling (a video that plays); the question is answered all
the same. The compositor's count stands still while the machine is suspended.
"""

import asyncio
import logging

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from unkink.adapters.sensors.last_input import LastInput
from unkink.adapters.sensors.mutter_calls import IdleMonitor
from unkink.bus_message import UnansweredError, values_of
from unkink.bus_names import BusNames, OwnerChange
from unkink.core.events import Blinded, Looked
from unkink.core.moment import Duration, Moment
from unkink.ports import AdapterError, Clock, Report

log = logging.getLogger(__name__)

MUTTER = "org.gnome.Mutter"
MUFFIN = "org.cinnamon.Muffin"


class MutterSensor:
    """Knows from GNOME's or Cinnamon's compositor when the keyboard or the pointer was last used.

    Takes a connected session bus, which stays the caller's.
    """

    def __init__(
        self, report: Report, clock: Clock, bus: MessageBus, compositor: str = MUTTER
    ) -> None:
        self.name = compositor.rsplit(".", 1)[-1].lower()
        self._report = report
        self._clock = clock
        self._bus = bus
        self._monitor = IdleMonitor(bus, compositor)
        self._names = BusNames(bus, (self._monitor.name,), self._change_owner)
        self._last_input = LastInput()
        self._moment = Moment(0.0)
        self._fresh = True
        """Whether `_moment` was read just now."""
        self._wanted: frozenset[int] = frozenset()
        self._watches: dict[int, int] = {}
        """Silence in milliseconds → the watch that waits for it."""
        self._return: int | None = None
        """The watch for the next input; while there is one, there was none since `_moment`."""
        self._fired: set[int] = set()
        """Watches that fired before we had their number."""
        self._work: asyncio.Task[None] | None = None
        self._again = False
        self._look = False
        self._gone: str | None = None

    @classmethod
    async def open(
        cls, report: Report, clock: Clock, bus: MessageBus, compositor: str = MUTTER
    ) -> "MutterSensor":
        """Begin to listen; raises AdapterError where this compositor is not on the bus."""
        sensor = cls(report, clock, bus, compositor)
        bus.add_message_handler(sensor._receive)
        try:
            await sensor._names.follow()
            await sensor._monitor.listen()
            await sensor._read()
        except UnansweredError as problem:
            sensor.close()
            raise AdapterError("The desktop's idle monitor does not answer.") from problem
        except BaseException:
            sensor.close()
            raise
        return sensor

    def last_input(self) -> Moment | None:
        """Return the last input in a silence that was reported, else None; does not wait.

        After None the compositor is asked, and `Looked` is reported when it answers.
        """
        if self._gone is not None:
            raise AdapterError(self._gone)
        if self._return is not None or self._fresh:
            self._fresh = False
            return self._moment
        self._look = True
        self._begin()
        return None

    def last_key(self) -> None:
        """Keys and motion look alike here."""

    def listen_for(self, silences: frozenset[Duration]) -> None:
        """Report `Looked` at each of these silences, and when input comes back after one.

        A silence that has been reached already is reported at once.
        """
        self._wanted = frozenset(max(1, round(silence * 1000)) for silence in silences)
        self._begin()

    def close(self) -> None:
        """Report no more; the bus stays connected."""
        self._gone = self._gone or "The sensor was closed."
        if self._work is not None:
            self._work.cancel()
        self._bus.remove_message_handler(self._receive)
        self._names.stop()
        watches = [*self._watches.values(), *([] if self._return is None else [self._return])]
        self._monitor.let_go(watches)

    # ── from the bus ──────────────────────────────────────────────────────────────────────────

    def _receive(self, message: Message) -> None:
        if message.message_type is not MessageType.SIGNAL or self._gone is not None:
            return
        name = self._monitor.name
        fired = message.member == "WatchFired" and message.interface == name
        if fired and self._names.own(message, name) and (told := values_of(message, "u")):
            self._take(told[0])

    def _change_owner(self, _change: OwnerChange) -> None:
        self._lose("The desktop's compositor went away.")

    def _take(self, watch: int) -> None:
        if watch == self._return:
            self._return = None  # it fires once
        elif watch not in self._watches.values():
            self._fired.add(watch)
        self._look = True
        self._begin()

    # ── one thing after the other ─────────────────────────────────────────────────────────────

    def _begin(self) -> None:
        if self._gone is not None:
            return
        self._again = True
        if self._work is None or self._work.done():
            self._work = asyncio.ensure_future(self._settle())

    async def _settle(self) -> None:
        try:
            while self._again:
                self._again = False
                await self._rearm()
                if self._look:
                    self._look = False
                    await self._say()
        except UnansweredError as problem:
            log.debug("the idle monitor did not answer: %s", problem)
            self._lose("The desktop's idle monitor does not answer.")

    async def _rearm(self) -> None:
        for silence in self._watches.keys() - self._wanted:
            await self._monitor.remove(self._watches.pop(silence))
        for silence in self._wanted - self._watches.keys():
            self._watches[silence] = await self._monitor.watch_silence(silence)

    async def _say(self) -> None:
        """Read how long input has been silent, and report it."""
        silence = await self._read()
        if self._return is None and silence * 1000 >= min(self._wanted, default=float("inf")):
            await self._watch_return()
            await self._read()  # there may have been input before the watch
        self._report(Looked(self._moment))

    async def _watch_return(self) -> None:
        watch = await self._monitor.watch_return()
        if watch in self._fired:
            self._again = self._look = True
        else:
            self._return = watch
        self._fired.clear()

    async def _read(self) -> Duration:
        now = self._clock.now()  # first: a slow answer makes the silence longer, never shorter
        silence = await self._monitor.silence()
        self._moment = self._last_input.take(silence, now)
        return silence

    def _lose(self, why: str) -> None:
        if self._gone is None:
            self._gone = why
            self._report(Blinded(why))
