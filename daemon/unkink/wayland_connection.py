"""A connection to a Wayland compositor, for one who asks or listens and shows nothing.

No libwayland, no window, no file descriptors passed. Numbers of requests and events ("opcodes") are
counted in a protocol's XML file from 0 up.
"""

import select
import socket
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from unkink.core.moment import Duration
from unkink.core.values import dataclass
from unkink.wayland_wire import Body, RefusedError, Stream, WaylandError, message, number, string

DISPLAY = 1
"""The one object that is there from the start."""

SYNC, GET_REGISTRY = 0, 1
ERROR, DELETE_ID = 0, 1
GLOBAL, GLOBAL_REMOVE = 0, 1
BIND = 0
AT_ONCE = 65536
"""Bytes read at a time; the compositor's own buffer holds less."""

Handler = Callable[[int, Body], None]
"""Gets the number of an event, and what it says."""


def ignore(_opcode: int, _body: Body) -> None:
    """Take an event and do nothing."""


@dataclass(frozen=True, slots=True)
class Global:
    """Something the compositor offers."""

    name: int
    interface: str
    version: int


class WaylandConnection:
    """One connection; `open` or `connect` first. Not for several threads.

    Requests are sent at once and never block; only `roundtrip` does. `fileno` is readable when
    there is something to `feed`, which raises when all is over.
    """

    def __init__(self, connected: socket.socket) -> None:
        self.globals: list[Global] = []
        """What is offered now, in the order it was announced."""
        self._socket = connected
        self._arrived = Stream()
        self._handlers: dict[int, Handler] = {DISPLAY: self._from_display}
        self._last_object = DISPLAY
        self._free: list[int] = []
        """Ids that the compositor has let go of, to be used again: its table of objects grows with
        the highest id."""
        self._registry = self.new_object(self._from_registry)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Connect to the socket at `path` and ask what is offered; waits for nothing.

        Raises WaylandError where nobody listens, or has stopped accepting.
        """
        connection = cls(_open(path))
        try:
            connection.request(DISPLAY, GET_REGISTRY, number(connection._registry))
        except BaseException:
            connection.close()
            raise
        return connection

    @classmethod
    def connect(cls, environment: Mapping[str, str], patience: Duration) -> Self:
        """Connect to the compositor of this session and learn what it offers.

        Raises WaylandError where there is none, or when it takes longer than `patience`.
        """
        connection = cls.open(_socket_path(environment))
        try:
            connection.roundtrip(patience)
        except BaseException:
            connection.close()
            raise
        return connection

    def offered(self, interface: str) -> Global | None:
        """Return the first global of this kind."""
        return next((one for one in self.globals if one.interface == interface), None)

    def bind(self, offered: Global, version: int, handler: Handler = ignore) -> int:
        """Return an object for what is offered, in this version or the compositor's older one."""
        bound = self.new_object(handler)
        named = string(offered.interface) + number(min(version, offered.version), bound)
        self.request(self._registry, BIND, number(offered.name) + named)
        return bound

    def new_object(self, handler: Handler = ignore) -> int:
        """Return an id for a request that makes an object; its events go to `handler`."""
        if self._free:
            made = self._free.pop()
        else:
            self._last_object = made = self._last_object + 1
        self._handlers[made] = handler
        return made

    def handle(self, made: int, handler: Handler) -> None:
        """Send the events of an object there from now on; also of one the compositor has made.

        One that is destroyed is handed to `ignore`: its events may still be on their way.
        """
        self._handlers[made] = handler

    def request(self, of: int, opcode: int, arguments: bytes = b"") -> None:
        """Send a request; raises WaylandError when the compositor has gone or reads nothing."""
        written = message(of, opcode, arguments)
        try:
            sent = self._socket.send(written, socket.MSG_NOSIGNAL)
        except OSError as problem:
            self.feed()  # raises its last words, if it has said why it hung up
            raise WaylandError(f"the compositor takes no requests: {problem}") from problem
        if sent < len(written):  # its buffer is full: it has stopped reading long ago
            raise WaylandError("the compositor takes no requests")

    def feed(self) -> None:
        """Take what has arrived and hand it out; returns at once when nothing has."""
        try:
            arrived = self._socket.recv(AT_ONCE)
        except BlockingIOError:
            return
        except OSError as problem:
            raise WaylandError(f"the compositor has gone: {problem}") from problem
        if not arrived:
            raise WaylandError("the compositor has gone")
        self._arrived.add(arrived)
        while (event := self._arrived.next_event()) is not None:
            sender, opcode, body = event
            self._handlers.get(sender, ignore)(opcode, body)

    def sync(self, done: Handler) -> None:
        """Have `done` called when the compositor has done all that was asked so far."""
        self.request(DISPLAY, SYNC, number(self.new_object(done)))

    def roundtrip(self, patience: Duration) -> None:
        """Block until the compositor has answered all that was asked so far."""
        answers: list[int] = []
        self.sync(lambda opcode, body: answers.append(opcode))
        ends = time.monotonic() + patience
        # poll, not select: that one fails above descriptor 1023.
        arrivals = select.poll()
        arrivals.register(self._socket, select.POLLIN)
        while not answers:
            left = ends - time.monotonic()
            if left <= 0 or not arrivals.poll(left * 1000):
                raise WaylandError("the compositor does not answer")
            self.feed()

    def fileno(self) -> int:
        """Return the descriptor that is readable when there is something to `feed`."""
        return self._socket.fileno()

    def close(self) -> None:
        """Hang up; the compositor then forgets all objects, and nothing more is handed out."""
        self._handlers.clear()
        self._socket.close()

    def _from_display(self, opcode: int, body: Body) -> None:
        if opcode == ERROR:
            blamed, code, told = body.number(), body.number(), body.text()
            raise RefusedError(f"the compositor refuses object {blamed}, error {code}: {told}")
        if opcode == DELETE_ID:
            deleted = body.number()
            if self._handlers.pop(deleted, None) is not None:
                self._free.append(deleted)

    def _from_registry(self, opcode: int, body: Body) -> None:
        name = body.number()
        if opcode == GLOBAL:
            self.globals.append(Global(name, body.text(), body.number()))
        if opcode == GLOBAL_REMOVE:
            self.globals = [one for one in self.globals if one.name != name]


def _open(path: Path) -> socket.socket:
    opened = socket.socket(socket.AF_UNIX)
    try:
        # Without blocking from here on: one that has stopped accepting must not hold us up.
        opened.settimeout(0.0)
        opened.connect(str(path))
    except OSError as problem:
        opened.close()
        raise WaylandError(f"no Wayland compositor at {path}: {problem}") from problem
    return opened


def _socket_path(environment: Mapping[str, str]) -> Path:
    """Return where the compositor listens, as wl_display_connect(3) finds it."""
    display = environment.get("WAYLAND_DISPLAY")
    if not display:
        raise WaylandError("this is no Wayland session")
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    if not (runtime or display.startswith("/")):
        raise WaylandError("WAYLAND_DISPLAY is set, and XDG_RUNTIME_DIR is not")
    return Path(runtime) / display
