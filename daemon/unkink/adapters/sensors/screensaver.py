"""Lock sensor for desktops whose locker tells the session bus, but not logind, of a lock.

A screen saver that is active counts as a lock: nobody reads a screen that shows none of their work.
Only the owner of a saver's name is heard, and its word ends when it lets go of the name or is gone.
"""

import asyncio
import logging
from contextlib import suppress
from functools import partial
from typing import Final

from dbus_fast import Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus

from unkink.adapters.sensors.lock import Lock
from unkink.bus_message import DBUS, DBUS_PATH, UnansweredError, answer_to, method_call, values_of
from unkink.bus_names import BusNames, OwnerChange
from unkink.core.moment import Duration
from unkink.one_at_a_time import OneAtATime

log = logging.getLogger(__name__)

PATIENCE: Duration = 1.0
WITNESS = "screensaver"
PATHS: Final = {
    "org.freedesktop.ScreenSaver": "/org/freedesktop/ScreenSaver",
    "org.gnome.ScreenSaver": "/org/gnome/ScreenSaver",
    "org.cinnamon.ScreenSaver": "/org/cinnamon/ScreenSaver",
    "org.mate.ScreenSaver": "/",
    "org.xfce.ScreenSaver": "/",
}
"""Bus name, which is also the name of the interface → where it answers GetActive."""


class ScreensaverSensor:
    """Tells `lock` when a screen saver starts, ends, or vanishes.

    Takes a connected session bus, which stays the caller's; None where there is none now.
    """

    def __init__(self, bus: MessageBus | None, lock: Lock) -> None:
        self._bus = bus
        self._lock = lock
        self._names: BusNames | None = None
        self._active: set[str] = set()
        """The bus names of the savers that are active."""
        self._told: dict[str, int] = {}
        """How often each was heard of; an answer that was on its way meanwhile is older."""
        self._questions = {
            name: OneAtATime(partial(self._ask, name), name.rsplit(".", 1)[0]) for name in PATHS
        }

    async def use(self, bus: MessageBus | None) -> None:
        """Listen on this session bus from now on; None: it is gone, and no unlock is heard."""
        self._stop()
        self._bus = bus
        self._active.clear()
        self._lock.testify(WITNESS, locked=False)
        await self.start()

    async def start(self) -> None:
        """Begin to listen, and ask the savers that run already."""
        if (bus := self._bus) is None:
            return
        names = self._names = BusNames(bus, PATHS, self._change_owner)
        bus.add_message_handler(self._receive)
        try:
            await names.follow()
            for name in PATHS:
                await answer_to(bus, _to_bus("AddMatch", name), "")
        except UnansweredError as problem:
            log.warning("screen savers are not heard: %s", problem)
            return
        await asyncio.gather(*(self._ask(name) for name in PATHS if names.owner(name)))

    def close(self) -> None:
        """Stop listening; the bus stays connected."""
        self._stop()
        self._bus = None

    def _stop(self) -> None:
        for question in self._questions.values():
            question.stop()
        if self._bus is None or self._names is None:
            return
        self._names.stop()
        self._names = None
        self._bus.remove_message_handler(self._receive)
        if self._bus.connected:
            for name in PATHS:
                self._bus.send(_to_bus("RemoveMatch", name, MessageFlag.NO_REPLY_EXPECTED))

    async def _ask(self, name: str) -> None:
        """Ask whether it is active; one that hangs tells when it has locked, or not at all."""
        if (bus := self._bus) is None:
            return
        # A saver that does not run is not started to be asked.
        flags = MessageFlag.NO_AUTOSTART
        call = method_call(name, PATHS[name], name, "GetActive", flags=flags)
        told = self._told.get(name, 0)
        with suppress(UnansweredError):
            (active,) = await answer_to(bus, call, "b", PATIENCE)
            if told == self._told.get(name, 0):
                self._take(name, active=active)

    def _receive(self, message: Message) -> None:
        name = message.interface
        if message.message_type is not MessageType.SIGNAL or message.member != "ActiveChanged":
            return
        if self._names is None or name is None or name not in PATHS:
            return
        if self._names.own(message, name) and (told := values_of(message, "b")):
            self._take(name, active=told[0])

    def _change_owner(self, change: OwnerChange) -> None:
        self._take(change.name, active=False)
        if change.after:
            self._questions[change.name].again()

    def _take(self, name: str, *, active: bool) -> None:
        self._told[name] = self._told.get(name, 0) + 1
        if active:
            self._active.add(name)
        else:
            self._active.discard(name)
        self._lock.testify(WITNESS, locked=bool(self._active))


def _to_bus(member: str, name: str, flags: MessageFlag = MessageFlag.NONE) -> Message:
    rule = f"type='signal',sender='{name}',interface='{name}',member='ActiveChanged'"
    return method_call(DBUS, DBUS_PATH, DBUS, member, "s", rule, flags=flags)
