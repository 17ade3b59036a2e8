"""Lock, sleep and lid sensor: what systemd-logind or elogind tells on the system bus.

Lock: only the session's LockedHint counts, which the locker itself sets when it has locked and when
it has let somebody in. The signals Lock and Unlock are requests to a locker. Where one answers them
without setting the hint (swaylock under swayidle), no Unlock follows when somebody types the
password, so believing Lock would leave the person locked out of reminders for good. Ignoring it
costs little: the silence of an absence is noticed by the input sensor, back to its beginning.

Lid: systemd signals it from 256 on. Older ones keep the property and tell nobody of it; they are
not asked again and again: the silence under the lid tells, as any other does.

Heard is whoever owns logind's name now, and nobody else: every user of the machine may send signals
over the system bus. What an owner said ends with it, and its successor is asked anew.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from unkink.adapters.sensors.lock import Lock
from unkink.adapters.sensors.logind_calls import MANAGER, NAME, PATH, SESSION, Logind, delay_sleep
from unkink.bus_message import PROPERTIES, UnansweredError, values_of
from unkink.bus_names import BusNames, OwnerChange
from unkink.core.events import FellAsleep, LidClosed, Woke
from unkink.core.moment import Duration
from unkink.one_at_a_time import OneAtATime
from unkink.ports import Report

log = logging.getLogger(__name__)

PATIENCE: Duration = 5.0
"""How long all its answers at a start may take."""
MUTE = "logind does not answer as it should; locking and sleep are not noticed."
WITNESS = "logind"
CLOSING = "closing"
"""The state of a session whose people have left."""
RULES = (
    f"interface='{MANAGER}'",
    f"interface='{PROPERTIES}',path='{PATH}'",
    f"interface='{PROPERTIES}',path_namespace='{PATH}/session'",
)


class LogindSensor:
    """Reports `FellAsleep`, `Woke` and `LidClosed`, and tells `lock` whether it is locked.

    Takes a connected system bus, which stays the caller's; None where there is none now.
    """

    def __init__(
        self,
        bus: MessageBus | None,
        report: Report,
        lock: Lock,
        environment: Mapping[str, str],
        degraded: Callable[[str | None], None] = lambda _: None,
        logged_out: Callable[[], None] = lambda: None,
    ) -> None:
        """Take, beside the rest, who is told a line for the person while logind makes no sense,
        and who is told that the session has ended that this program watches.
        """
        self._bus = bus
        self._degraded = degraded
        self._logged_out = logged_out
        self._report = report
        self._lock = lock
        self._environment = environment
        self._names: BusNames | None = None
        self._logind: Logind | None = None
        self._session: str | None = None
        self._home: str | None = None
        """The session that this program began in, and ends with."""
        self._home_sought = False
        """Whether logind has told of it; a session that begins later is none of its own."""
        self._hints = 0
        """How often the lock was told of; an answer that was on its way meanwhile is older."""
        self._asleep = False
        self._delay: int | None = None
        self._search = OneAtATime(self._find_session, "logind")
        self._delaying = OneAtATime(self._delay_sleep, "logind")
        self._lid = OneAtATime(self._take_closed_lid, "logind")
        self._closing = OneAtATime(self._look_whether_closing, "logind")

    async def start(self) -> None:
        """Listen, and ask how things stand; a logind that comes later is heard as well."""
        if (bus := self._bus) is None:
            return
        self._logind = Logind(bus)
        names = self._names = BusNames(bus, (NAME,), self._change_owner)
        bus.add_message_handler(self._receive)
        try:
            async with asyncio.timeout(PATIENCE):
                await names.follow()
                for rule in RULES:
                    await self._logind.listen(rule)
                if names.owner(NAME):
                    self._delaying.again()
                    await self._find_session()
        except (UnansweredError, TimeoutError) as problem:
            log.warning("logind cannot be asked: %s", str(problem) or "it does not answer")
            self._degraded(MUTE)

    async def use(self, bus: MessageBus | None) -> None:
        """Listen on this system bus from now on; None: it is gone, and no unlock is heard."""
        self._stop()
        self._end_claims()
        self._bus = bus
        await self.start()

    async def close(self) -> None:
        """Report no more; the bus stays connected."""
        self._stop()
        self._bus = None
        self._allow_sleep()

    def _stop(self) -> None:
        for work in (self._search, self._delaying, self._lid, self._closing):
            work.stop()
        if self._bus is not None:
            self._bus.remove_message_handler(self._receive)
        if self._names is not None:
            self._names.stop()
        self._names = self._logind = None

    # ── what is asked ─────────────────────────────────────────────────────────────────────────

    async def _find_session(self) -> None:
        logind, owner = self._logind, self._owner()
        if logind is None or not owner:
            return
        session = await logind.own_session(self._environment)
        self._session, told = session, self._hints
        await self._look_for_home(logind)
        locked = False
        if session is None:
            log.info("logind knows no graphical session of this person")
        else:
            locked = await logind.read(session, SESSION, "LockedHint")
        if owner == self._owner():
            self._degraded(None)
            if told == self._hints:
                self._lock.testify(WITNESS, locked=locked)

    async def _look_for_home(self, logind: Logind) -> None:
        """Find the session that this program began in; later, whether it is still there.

        Nobody told of its end while the bus or logind was away.
        """
        if not self._home_sought:
            self._home_sought = True
            with suppress(UnansweredError):  # then it goes on after a logout, as it always did
                self._home = await logind.home(self._environment)
        elif self._home is not None and not await logind.exists(self._home):
            self._leave_home()

    def _leave_home(self) -> None:
        """Tell once that the session has ended."""
        if self._home is not None:
            self._home = None
            self._logged_out()

    def look_whether_closing(self) -> None:
        """Find out soon whether the session has ended: something else that it had is gone."""
        self._closing.again()

    async def _look_whether_closing(self) -> None:
        """A session whose people have left is closing while any of its programs runs, as this one.

        logind tells nobody of that; it says that the session is in front no more, or the display
        goes, and then it is asked.
        """
        if self._logind is None or self._home is None:
            return
        if await self._logind.read(self._home, SESSION, "State", "s") == CLOSING:
            self._leave_home()

    async def _delay_sleep(self) -> None:
        """Ask for a moment before each sleep, so that it is noticed before, not after it."""
        if self._logind is None or self._delay is not None:
            return
        try:
            self._delay = await delay_sleep("unkink", "Notes when the break begins")
        except UnansweredError as problem:
            log.info("sleep is noticed on waking only: %s", problem)

    def _allow_sleep(self) -> None:
        if self._delay is not None:
            os.close(self._delay)
            self._delay = None

    async def _take_closed_lid(self) -> None:
        # Docked is true as well without a dock, while an external display is in use.
        if self._logind is not None and not await self._logind.read(PATH, MANAGER, "Docked"):
            self._report(LidClosed())

    # ── what is heard ─────────────────────────────────────────────────────────────────────────

    def _receive(self, message: Message) -> None:
        if message.message_type is not MessageType.SIGNAL or self._names is None:
            return
        if not self._names.own(message, NAME):
            return
        match (message.interface, message.member):
            case (interface, "PrepareForSleep") if interface == MANAGER:
                if told := values_of(message, "b"):
                    self._prepare(asleep=told[0])
            case (interface, "SessionRemoved") if interface == MANAGER:
                told = values_of(message, "so")
                if told and told[1] == self._home:
                    self._leave_home()
                self._search.again()
            case (interface, "SessionNew") if interface == MANAGER:
                self._search.again()
            case (interface, "PropertiesChanged") if interface == PROPERTIES:
                if told := values_of(message, "sa{sv}as"):
                    self._take_changes(message.path, told[1])

    def _take_changes(self, path: str | None, changed: Mapping[str, Variant]) -> None:
        locked, closed = _truth(changed.get("LockedHint")), _truth(changed.get("LidClosed"))
        if path == self._session and locked is not None:
            self._hints += 1
            self._lock.testify(WITNESS, locked=locked)
        if path == PATH and closed:
            self._lid.again()
        if path == self._home and _truth(changed.get("Active")) is False:
            self._closing.again()

    def _prepare(self, *, asleep: bool) -> None:
        self._asleep = asleep
        if asleep:
            self._report(FellAsleep())
            self._allow_sleep()
        else:
            self._report(Woke())
            self._delaying.again()

    def _change_owner(self, change: OwnerChange) -> None:
        """Take back what the former owner said: it will never say that this is over."""
        self._end_claims()
        if change.after:
            self._search.again()
            self._delaying.again()

    def _end_claims(self) -> None:
        self._hints += 1
        self._session = None
        self._allow_sleep()
        self._lock.testify(WITNESS, locked=False)
        if self._asleep:
            self._asleep = False
            self._report(Woke())

    def _owner(self) -> str:
        return "" if self._names is None else self._names.owner(NAME)


def _truth(told: Variant | None) -> bool | None:
    """Return a property that is true or false; None where it is neither."""
    return told.value if told is not None and told.signature == "b" else None
