"""Lock, sleep and lid sensor: what systemd-logind or elogind tells on the system bus.

Lock: only the session's LockedHint counts, which the locker itself sets when it has locked and when
it has let somebody in. The signals Lock and Unlock are requests to a locker. Where one answers them
without setting the hint (swaylock under swayidle), no Unlock follows when somebody types the
password, so believing Lock would leave the person locked out of reminders for good. Ignoring it
costs little: the silence of an absence is noticed by the input sensor, back to its beginning.

Lid: systemd signals it from 256 on. Older ones keep the property and tell nobody of it; they are
not asked again and again: the silence under the lid tells, as any other does.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable, Coroutine, Mapping
from functools import partial

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusFastError

from unkink.adapters.sensors.lock import Lock
from unkink.adapters.sensors.logind_calls import (
    MANAGER,
    PATH,
    SESSION,
    Logind,
    RefusedError,
)
from unkink.bus_message import PROPERTIES
from unkink.core.events import FellAsleep, LidClosed, Woke
from unkink.core.moment import Duration
from unkink.ports import Report

log = logging.getLogger(__name__)

PATIENCE: Duration = 5.0
TROUBLE = (OSError, DBusFastError, EOFError, ValueError, TimeoutError)
WITNESS = "logind"


class LogindSensor:
    """Reports `FellAsleep`, `Woke` and `LidClosed`, and tells `lock` whether it is locked."""

    def __init__(
        self,
        report: Report,
        lock: Lock,
        environment: Mapping[str, str],
        degraded: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Take, beside the rest, who is told a line for the person when logind is lost."""
        self._report = report
        self._degraded = degraded
        self._lock = lock
        self._environment = environment
        self._bus: MessageBus | None = None
        self._logind: Logind | None = None
        self._session: str | None = None
        self._delay: int | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._mourning: asyncio.Task[None] | None = None

    async def start(self) -> bool:
        """Connect and listen; False where there is no system bus or no logind on it."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._connect()
        except TROUBLE as problem:
            log.info("logind is not to be had: %s", problem)
            await self.close()
            return False
        return True

    async def close(self) -> None:
        """Report no more, and let go of the connection."""
        for task in self._tasks:
            task.cancel()
        bus, self._bus, self._logind = self._bus, None, None
        if bus is not None:
            bus.remove_message_handler(self._receive)
            bus.disconnect()
        if self._mourning is not None:
            await self._mourning  # cancelling it would cancel what dbus-fast itself waits for
        self._allow_sleep()

    # ── at the start ──────────────────────────────────────────────────────────────────────────

    async def _connect(self) -> None:
        self._bus = MessageBus(bus_type=BusType.SYSTEM, negotiate_unix_fd=True)
        await self._bus.connect()
        self._logind = Logind(self._bus)
        await self._logind.read(PATH, MANAGER, "PreparingForSleep")
        self._bus.add_message_handler(self._receive)
        await self._logind.listen(f"interface='{MANAGER}'")
        await self._logind.listen(f"interface='{PROPERTIES}',path='{PATH}'")
        await self._find_session()
        await self._delay_sleep()
        self._begin(partial(self._mourn, self._bus))

    async def _find_session(self) -> None:
        if self._logind is None:
            return
        session = await self._logind.own_session(self._environment)
        if session is None:
            log.info("logind knows no graphical session of this person")
            locked = False
        else:
            if session != self._session:
                await self._logind.listen(f"interface='{PROPERTIES}',path='{session}'")
            locked = bool(await self._logind.read(session, SESSION, "LockedHint"))
        self._session = session
        self._lock.testify(WITNESS, locked=locked)

    async def _delay_sleep(self) -> None:
        """Ask for a moment before each sleep, so that it is noticed before, not after it."""
        if self._logind is None or self._delay is not None:
            return
        try:
            self._delay = await self._logind.delay_sleep("unkink", "Notes when the break begins")
        except RefusedError as problem:
            log.info("sleep is noticed on waking only: %s", problem)

    def _allow_sleep(self) -> None:
        if self._delay is not None:
            os.close(self._delay)
            self._delay = None

    # ── from then on ──────────────────────────────────────────────────────────────────────────

    def _receive(self, message: Message) -> None:
        if message.message_type is not MessageType.SIGNAL:
            return
        match (message.interface, message.member):
            case (interface, "PrepareForSleep") if interface == MANAGER:
                self._prepare(asleep=bool(message.body[0]))
            case (interface, "SessionNew" | "SessionRemoved") if interface == MANAGER:
                self._begin(self._find_session)
            case (interface, "PropertiesChanged") if interface == PROPERTIES:
                self._take_changes(message.path, message.body[1])

    def _take_changes(self, path: str | None, changed: Mapping[str, Variant]) -> None:
        hint, lid = changed.get("LockedHint"), changed.get("LidClosed")
        if path == self._session and hint is not None:
            self._lock.testify(WITNESS, locked=bool(hint.value))
        if path == PATH and lid is not None and lid.value:
            self._begin(self._take_closed_lid)

    async def _take_closed_lid(self) -> None:
        # Docked is true as well without a dock, while an external display is in use.
        if self._logind is not None and not await self._logind.read(PATH, MANAGER, "Docked"):
            self._report(LidClosed())

    def _prepare(self, *, asleep: bool) -> None:
        if asleep:
            self._report(FellAsleep())
            self._allow_sleep()
        else:
            self._report(Woke())
            self._begin(self._delay_sleep)

    async def _mourn(self, bus: MessageBus) -> None:
        """Take back the word about the lock when the bus is gone: no unlock would be heard."""
        with contextlib.suppress(*TROUBLE):
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
        if self._bus is None:
            return  # it was closed
        log.warning("the system bus is gone; locking and sleep are no longer noticed")
        self._degraded("The system bus is gone; locking and sleep are not noticed.")
        self._lock.testify(WITNESS, locked=False)

    def _begin(self, work: Callable[[], Coroutine[object, None, None]]) -> None:
        task = asyncio.ensure_future(_behind_barrier(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _behind_barrier(work: Callable[[], Coroutine[object, None, None]]) -> None:
    try:
        await work()
    except TROUBLE as problem:
        log.warning("logind did not answer: %s", problem)
