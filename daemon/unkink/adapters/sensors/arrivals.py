"""Waits, without looking, for a display or a compositor to come up."""

import asyncio
import contextlib
import ctypes
import logging
import os
import struct
from collections.abc import Callable
from pathlib import Path

from dbus_fast import Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus

from unkink.adapters.sensors.session_kind import (
    SOCKET_PREFIX,
    X_SOCKETS,
    Environment,
    socket_folder,
)

log = logging.getLogger(__name__)

MONITORS = ("org.gnome.Mutter.IdleMonitor", "org.cinnamon.Muffin.IdleMonitor")

_CREATED_OR_MOVED_IN = 0x100 | 0x80
_EVENT = struct.Struct("iIII")
_BUS = "org.freedesktop.DBus"


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
        self._inotify: int | None = None
        self._folders: dict[Path, str] = {X_SOCKETS: "X"}
        """Where to look → how the name of what matters there begins."""
        if (folder := socket_folder(environment)) is not None:
            self._folders[folder] = SOCKET_PREFIX
        self._watched: dict[int, bytes] = {}

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
        if self._inotify is not None:
            asyncio.get_running_loop().remove_reader(self._inotify)
            os.close(self._inotify)
            self._inotify = None
        if self._bus is not None:
            self._bus.remove_message_handler(self._receive)
            if self._bus.connected:
                _match(self._bus, "RemoveMatch")

    def _watch_folders(self) -> None:
        library = ctypes.CDLL(None, use_errno=True)
        inotify = _checked(library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))
        self._inotify = inotify
        for folder, prefix in self._folders.items():
            with contextlib.suppress(OSError):  # it is not there
                path = os.fsencode(folder)
                number = library.inotify_add_watch(inotify, path, _CREATED_OR_MOVED_IN)
                self._watched[_checked(number)] = prefix.encode()
        asyncio.get_running_loop().add_reader(inotify, self._read, inotify)

    def _read(self, inotify: int) -> None:
        found = False
        with contextlib.suppress(BlockingIOError):
            while events := os.read(inotify, 4096):
                found = found or self._matters(events)
        if found:
            self._arrived()

    def _matters(self, events: bytes) -> bool:
        start, found = 0, False
        while start < len(events):
            watch, _, _, length = _EVENT.unpack_from(events, start)
            start += _EVENT.size + length
            name = events[start - length : start]
            found = found or name.startswith(self._watched.get(watch, b"/"))
        return found

    def _receive(self, message: Message) -> None:
        if message.message_type is MessageType.SIGNAL and message.member == "NameOwnerChanged":
            name, _, owner = message.body
            if name in MONITORS and owner:
                self._arrived()


def _match(bus: MessageBus, member: str) -> None:
    for name in MONITORS:
        rule = f"type='signal',sender='{_BUS}',member='NameOwnerChanged',arg0='{name}'"
        bus.send(
            Message(
                destination=_BUS,
                path="/org/freedesktop/DBus",
                interface=_BUS,
                member=member,
                signature="s",
                body=[rule],
                flags=MessageFlag.NO_REPLY_EXPECTED,
            )
        )


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
