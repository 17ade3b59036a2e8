"""Waits, without looking, for a display or a compositor to come up."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from pathlib import Path

from dbus_fast import Message, MessageFlag
from dbus_fast.aio import MessageBus

from unkink.adapters.sensors.session_kind import (
    SOCKET_PREFIX,
    X_SOCKETS,
    Environment,
    socket_folder,
)
from unkink.bus_message import DBUS, DBUS_PATH, method_call
from unkink.bus_names import owner_change, owner_rule
from unkink.inotify import FolderWatch

log = logging.getLogger(__name__)

MONITORS = ("org.gnome.Mutter.IdleMonitor", "org.cinnamon.Muffin.IdleMonitor")


class Arrivals:
    """Calls back when a socket appears where displays have theirs, or an idle monitor on the bus.

    Used while nothing can be watched, so it costs nothing on most days. The session bus stays the
    caller's. A socket is there a little before anybody answers on it.
    """

    def __init__(
        self, arrived: Callable[[], None], environment: Environment, bus: MessageBus | None
    ) -> None:
        self._arrived = arrived
        self._bus = bus
        self._watch: FolderWatch | None = None
        self._folders: dict[Path, str] = {X_SOCKETS: "X"}
        """Where to look → how the name of what matters there begins."""
        if (folder := socket_folder(environment)) is not None:
            self._folders[folder] = SOCKET_PREFIX
        self._begins: dict[int, bytes] = {}
        """The number of a folder → how the name of what matters there begins."""

    def start(self) -> None:
        """Begin to watch; what cannot be watched is left out."""
        try:
            self._watch_folders()
        except (OSError, AttributeError) as problem:  # no such call in this C library
            log.info("new displays are not noticed: %s", problem)
        if self._bus is not None and self._bus.connected:
            self._bus.add_message_handler(self._receive)
            _match(self._bus, "AddMatch")

    def close(self) -> None:
        """Call back no more."""
        if self._watch is not None:
            asyncio.get_running_loop().remove_reader(self._watch.fileno())
            self._watch.close()
            self._watch = None
        if self._bus is not None:
            self._bus.remove_message_handler(self._receive)
            if self._bus.connected:
                _match(self._bus, "RemoveMatch")

    def _watch_folders(self) -> None:
        watch = self._watch = FolderWatch()
        for folder, prefix in self._folders.items():
            with contextlib.suppress(OSError):  # it is not there
                self._begins[watch.add(folder)] = prefix.encode()
        asyncio.get_running_loop().add_reader(watch.fileno(), self._read, watch)

    def _read(self, watch: FolderWatch) -> None:
        happened = watch.happened()
        if any(name.startswith(self._begins.get(folder, b"/")) for folder, name in happened):
            self._arrived()

    def _receive(self, message: Message) -> None:
        change = owner_change(message)
        if change is not None and change.name in MONITORS and change.after:
            self._arrived()


def _match(bus: MessageBus, member: str) -> None:
    for name in MONITORS:
        flags = MessageFlag.NO_REPLY_EXPECTED
        bus.send(method_call(DBUS, DBUS_PATH, DBUS, member, "s", owner_rule(name), flags=flags))
