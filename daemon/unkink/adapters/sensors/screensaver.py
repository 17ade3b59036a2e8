"""Lock sensor for desktops whose locker tells the session bus, but not logind, of a lock.

A screen saver that is active counts as a lock: nobody reads a screen that shows none of their work.
"""

import asyncio
from contextlib import suppress
from typing import Final

from dbus_fast import Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus

from unkink.adapters.sensors.lock import Lock
from unkink.bus_message import DBUS, DBUS_PATH, method_call
from unkink.core.moment import Duration

PATIENCE: Duration = 1.0
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
        self._active: set[str] = set()
        """The unique bus names of the savers that are active."""

    async def use(self, bus: MessageBus | None) -> None:
        """Listen on this session bus from now on; None: it is gone, and no unlock is heard."""
        self._bus = bus
        self._active.clear()
        self._lock.testify("screensaver", locked=False)
        await self.start()

    async def start(self) -> None:
        """Begin to listen, and ask the savers that run already."""
        if (bus := self._bus) is None:
            return
        bus.add_message_handler(self._receive)
        for name in PATHS:
            for rule in _rules(name):
                await bus.call(_call(DBUS, DBUS_PATH, "AddMatch", rule))
        for name, path in PATHS.items():
            with suppress(TimeoutError):  # one that hangs tells when it has locked, or not at all
                async with asyncio.timeout(PATIENCE):
                    reply = await bus.call(_call(name, path, "GetActive"))
                if reply is not None and reply.signature == "b":
                    self._take(reply.sender or "", active=reply.body[0])

    def close(self) -> None:
        """Stop listening; the bus stays connected."""
        if self._bus is None:
            return
        self._bus.remove_message_handler(self._receive)
        if self._bus.connected:
            for name in PATHS:
                for rule in _rules(name):
                    self._bus.send(_call(DBUS, DBUS_PATH, "RemoveMatch", rule))

    def _receive(self, message: Message) -> None:
        if message.message_type is not MessageType.SIGNAL:
            return
        if message.member == "ActiveChanged" and message.interface in PATHS:
            if message.signature == "b":
                self._take(message.sender or "", active=message.body[0])
        elif message.member == "NameOwnerChanged" and message.body[0] in PATHS:
            self._take(message.body[1], active=False)

    def _take(self, saver: str, *, active: bool) -> None:
        if active:
            self._active.add(saver)
        elif saver in self._active:
            self._active.remove(saver)
        self._lock.testify("screensaver", locked=bool(self._active))


def _rules(name: str) -> tuple[str, str]:
    return (
        f"type='signal',interface='{name}',member='ActiveChanged'",
        f"type='signal',sender='{DBUS}',member='NameOwnerChanged',arg0='{name}'",
    )


def _call(name: str, path: str, member: str, *body: str) -> Message:
    # A saver that does not run is not started to be asked.
    flags = MessageFlag.NO_AUTOSTART
    if member == "RemoveMatch":
        flags |= MessageFlag.NO_REPLY_EXPECTED
    return method_call(name, path, name, member, "s" * len(body), *body, flags=flags)
