"""The input sensor in use, and who follows when it dies."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from dbus_fast.aio import MessageBus

from unkink.adapters.sensors.arrivals import Arrivals
from unkink.adapters.sensors.choice import ON_THE_BUS, Place, choose_input_sensor
from unkink.core.events import Blinded, Event, Looked, SensorChanged
from unkink.core.moment import Duration, Moment
from unkink.ports import AdapterError, InputSensor

log = logging.getLogger(__name__)

Choose = Callable[[Place, str | None], Awaitable[InputSensor | Blinded]]

PAUSES: tuple[Duration, ...] = (0.2, 0.5, 1.0, 2.0, 4.0)
"""Before each attempt at another sensor: a compositor that crashed is back within seconds, and a
socket is there before anybody answers on it."""
PATIENCE: Duration = 9.0
"""How long a search may take in all."""
STEADY: Duration = 30.0
"""A successor that dies sooner is taken to be of no use here: another kind goes first, and the
pauses go on growing, so that nothing dies and is reborn for ever."""

FOUND = "A display or a compositor came up."


class Succession:
    """An `InputSensor` that outlives displays and compositors.

    When the sensor in use dies, another is tried for `PATIENCE` seconds: `SensorChanged` and a
    fresh `Looked` are reported, or `Blinded`, once. Then it waits until a display comes up.
    """

    def __init__(
        self,
        place: Place,
        choose: Choose = choose_input_sensor,
        pauses: tuple[Duration, ...] = PAUSES,
    ) -> None:
        self._report = place.report
        self._place = replace(place, report=self._hear)
        self._choose = choose
        self._pauses = pauses
        self._sensor: InputSensor | None = None
        self._since = 0.0
        self._shunned: str | None = None
        self._tried = 0
        self._silences: frozenset[Duration] = frozenset()
        self._search: asyncio.Task[None] | None = None
        self._arrived = asyncio.Event()
        self._arrivals: Arrivals | None = None

    @property
    def name(self) -> str:
        """Which sensor is in use; "none" while there is none."""
        return "none" if self._sensor is None else self._sensor.name

    async def start(self) -> None:
        """Choose the first sensor; where none works, report `Blinded` and wait for one."""
        self._watch_arrivals()
        chosen = await self._first()
        if isinstance(chosen, Blinded):
            self._report(chosen)
            self._search = asyncio.ensure_future(self._wait())
        else:
            self._take(chosen)

    async def _first(self) -> InputSensor | Blinded:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._choose(self._place, None)
        except TimeoutError:
            return Blinded("Nothing here told in time when something was typed.")
        except Exception:  # the barrier: whatever the display says, the program starts
            log.exception("no sensor for input could be chosen")
            return Blinded("Nothing here tells when something was typed.")

    def last_input(self) -> Moment | None:
        """Ask the sensor in use; None while there is none."""
        if self._sensor is None:
            return None
        try:
            return self._sensor.last_input()
        except AdapterError as problem:
            self._lose(str(problem))
            return None

    def last_key(self) -> Moment | None:
        """Ask the sensor in use; None while there is none."""
        return None if self._sensor is None else self._sensor.last_key()

    def listen_for(self, silences: frozenset[Duration]) -> None:
        """Have the sensor in use, and those that follow it, report these silences."""
        self._silences = silences
        if self._sensor is not None:
            self._sensor.listen_for(silences)

    def close(self) -> None:
        """Let go of everything."""
        if self._search is not None:
            self._search.cancel()
        self._watch_no_more()
        sensor, self._sensor = self._sensor, None
        if sensor is not None:
            sensor.close()

    async def use(self, bus: MessageBus | None) -> None:
        """Look for sensors on this session bus as well from now on; None: it is gone."""
        self._place = replace(self._place, bus=bus)
        if bus is None and self.name in ON_THE_BUS:
            self._lose("The session bus is gone.")
        elif self._arrivals is not None:
            worth_trying = bus is not None or self._arrived.is_set()
            self._watch_no_more()
            self._watch_arrivals()
            if worth_trying:  # an idle monitor may be there already
                self._arrived.set()

    # ── when it dies ──────────────────────────────────────────────────────────────────────────

    def _hear(self, event: Event) -> None:
        if isinstance(event, Blinded):
            self._lose(event.why)
        else:
            self._report(event)

    def _lose(self, why: str) -> None:
        sensor, self._sensor = self._sensor, None
        if sensor is None:
            return
        sensor.close()
        if self._now() - self._since >= STEADY:
            self._tried = 0
        self._shunned = sensor.name if self._tried else None
        self._search = asyncio.ensure_future(self._succeed(why))

    async def _succeed(self, why: str) -> None:
        self._watch_arrivals()  # before the first attempt, or one in between would be missed
        found = await self._try()
        if isinstance(found, Blinded):
            log.warning("nothing tells about input any more: %s", found.why)
            self._report(found)
            await self._wait()
        else:
            self._install(found, why)

    async def _try(self) -> InputSensor | Blinded:
        """Try a few times, with growing pauses; return the sensor, or why there is none."""
        found: InputSensor | Blinded = Blinded("Nothing here tells when something was typed.")
        try:
            async with asyncio.timeout(PATIENCE):
                while isinstance(found, Blinded) and self._tried < len(self._pauses):
                    await asyncio.sleep(self._pauses[self._tried])
                    self._tried += 1
                    found = await self._choose(self._place, self._shunned)
        except TimeoutError:
            pass
        return found

    # ── when there is none ────────────────────────────────────────────────────────────────────

    async def _wait(self) -> None:
        """Be blind until a display comes up that a sensor can watch."""
        found: InputSensor | Blinded = Blinded("")
        while isinstance(found, Blinded):
            await self._arrived.wait()
            self._arrived.clear()
            self._tried = 0
            found = await self._try()
        self._install(found, FOUND)

    def _watch_arrivals(self) -> None:
        self._arrived.clear()
        self._arrivals = Arrivals(self._arrived.set, self._place.environment, self._place.bus)
        self._arrivals.start()

    def _watch_no_more(self) -> None:
        if self._arrivals is not None:
            self._arrivals.close()
            self._arrivals = None

    # ── when there is one ─────────────────────────────────────────────────────────────────────

    def _install(self, sensor: InputSensor, why: str) -> None:
        log.warning("%s tells about input from now on: %s", sensor.name, why)
        self._take(sensor)
        sensor.listen_for(self._silences)
        self._report(SensorChanged(sensor.name, why))
        moment = self.last_input()
        if moment is not None:
            self._report(Looked(moment, self.last_key()))

    def _take(self, sensor: InputSensor) -> None:
        self._watch_no_more()
        self._sensor = sensor
        self._since = self._now()

    def _now(self) -> Moment:
        return self._place.clock.now().moment
