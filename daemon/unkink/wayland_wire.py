"""Speaks to a Wayland compositor: the wire format of the Wayland protocol, and nothing above it.

Enough for one who asks or listens and shows nothing: no libwayland, no window, no file descriptors
passed. Numbers of requests and events ("opcodes") are counted in a protocol's XML file from 0 up.
"""

import select
import socket
import struct
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from unkink.core.moment import Duration

DISPLAY = 1
"""The one object that is there from the start."""

SYNC, GET_REGISTRY = 0, 1
ERROR, DELETE_ID = 0, 1
GLOBAL, GLOBAL_REMOVE = 0, 1
BIND = 0
HEADER = struct.Struct("=IHH")
AT_ONCE = 65536
"""Bytes read at a time; the compositor's own buffer holds less."""


class WaylandError(OSError):
    """The compositor is not there, has gone, does not answer, or refuses what was asked."""


class Body:
    """The arguments of one event, read one after the other; raises WaylandError at the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def number(self) -> int:
        """Read an unsigned number, or the id of an object."""
        return int.from_bytes(self._take(4), sys.byteorder)

    def numbers(self) -> list[int]:
        """Read an array of unsigned numbers."""
        array = self._array()
        return [number for (number,) in struct.iter_unpack("=I", array[: len(array) // 4 * 4])]

    def text(self) -> str:
        """Read a string; no string at all reads as an empty one."""
        return self._array().rstrip(b"\0").decode(errors="replace")

    def _array(self) -> bytes:
        length = self.number()
        return self._take(length + -length % 4)[:length]

    def _take(self, size: int) -> bytes:
        if len(self._data) < size:
            raise WaylandError("an event of the compositor is shorter than it says")
        taken, self._data = self._data[:size], self._data[size:]
        return taken


Handler = Callable[[int, Body], None]
"""Gets the number of an event, and what it says."""


@dataclass(frozen=True, slots=True)
class Global:
    """Something the compositor offers."""

    name: int
    interface: str
    version: int


class WaylandConnection:
    """One connection; `connect` first. Not for several threads. Blocks only in `roundtrip`.

    For asyncio: `loop.add_reader(connection, …)` with `feed`, which raises when all is over.
    """

    def __init__(self, connected: socket.socket) -> None:
        self.globals: list[Global] = []
        """What is offered now, in the order it was announced."""
        self._socket = connected
        self._received = b""
        self._handlers: dict[int, Handler] = {DISPLAY: self._from_display}
        self._last_object = DISPLAY
        self._registry = self.new_object(self._from_registry)

    @classmethod
    def connect(cls, environment: Mapping[str, str], patience: Duration) -> "WaylandConnection":
        """Connect to the compositor of this session and learn what it offers.

        Raises WaylandError where there is none, or when it takes longer than `patience`.
        """
        connection = cls(_open(_socket_path(environment)))
        try:
            connection.request(DISPLAY, GET_REGISTRY, number(connection._registry))
            connection.roundtrip(patience)
        except BaseException:
            connection.close()
            raise
        return connection

    def offered(self, interface: str) -> Global | None:
        """Return the first global of this kind."""
        return next((one for one in self.globals if one.interface == interface), None)

    def bind(self, offered: Global, version: int, handler: Handler | None = None) -> int:
        """Return an object for what is offered, in this version or the compositor's older one."""
        bound = self.new_object(handler)
        named = string(offered.interface) + number(min(version, offered.version), bound)
        self.request(self._registry, BIND, number(offered.name) + named)
        return bound

    def new_object(self, handler: Handler | None = None) -> int:
        """Return an id for a request that makes an object; its events go to `handler`."""
        self._last_object += 1
        self.handle(self._last_object, handler)
        return self._last_object

    def handle(self, made: int, handler: Handler | None) -> None:
        """Send the events of an object there; for objects that the compositor makes."""
        if handler is None:
            self._handlers.pop(made, None)
        else:
            self._handlers[made] = handler

    def request(self, of: int, opcode: int, arguments: bytes = b"") -> None:
        """Send a request; raises WaylandError when the compositor has gone or reads nothing."""
        message = HEADER.pack(of, opcode, HEADER.size + len(arguments)) + arguments
        try:
            sent = self._socket.send(message, socket.MSG_NOSIGNAL)
        except OSError as problem:
            self.feed()  # raises its last words, if it has said why it hung up
            raise WaylandError(f"the compositor takes no requests: {problem}") from problem
        if sent < len(message):  # its buffer is full: it has stopped reading long ago
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
        self._received += arrived
        while (message := self._next_message()) is not None:
            handler = self._handlers.get(message[0])
            if handler is not None:
                handler(message[1], Body(message[2]))

    def roundtrip(self, patience: Duration) -> None:
        """Block until the compositor has answered all that was asked so far."""
        answers: list[int] = []
        callback = self.new_object(lambda opcode, body: answers.append(body.number()))
        self.request(DISPLAY, SYNC, number(callback))
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
        """Hang up; the compositor then forgets all objects."""
        self._socket.close()

    def _next_message(self) -> tuple[int, int, bytes] | None:
        """Take one whole message: object, opcode, arguments."""
        if len(self._received) < HEADER.size:
            return None
        sender, opcode, size = HEADER.unpack_from(self._received)
        if size < HEADER.size:
            raise WaylandError("an event of the compositor has no size")
        if len(self._received) < size:
            return None
        body, self._received = self._received[HEADER.size : size], self._received[size:]
        return sender, opcode, body

    def _from_display(self, opcode: int, body: Body) -> None:
        if opcode == ERROR:
            blamed, code, told = body.number(), body.number(), body.text()
            raise WaylandError(f"the compositor refuses object {blamed}, error {code}: {told}")
        if opcode == DELETE_ID:
            self._handlers.pop(body.number(), None)

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


def number(*numbers: int) -> bytes:
    """Write unsigned numbers or ids of objects, as arguments of a request."""
    return struct.pack(f"={len(numbers)}I", *numbers)


def string(text: str) -> bytes:
    """Write a string, as an argument of a request."""
    written = text.encode() + b"\0"
    return number(len(written)) + written + b"\0" * (-len(written) % 4)
