"""Speaks the Wayland wire protocol: requests out, events in, on the loop and without libwayland.

Enough for protocols that carry numbers and strings only: a file descriptor that an event brings
along is dropped by the kernel. See the "Wire Format" chapter of the Wayland protocol.
"""

import asyncio
import logging
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass

from unkink.core.moment import Duration
from unkink.ports import AdapterError

log = logging.getLogger(__name__)

PATIENCE: Duration = 2.0
"""How long a compositor may take to answer; one that is stopped must not hold up the start."""
UNREACHABLE = "The Wayland compositor cannot be reached."
GONE = "The Wayland compositor went away."

OnEvent = Callable[[int, bytes], None]
"""Takes an event's number and its arguments, unparsed."""

_HEADER = struct.Struct("=IHH")
_DISPLAY, _SYNC, _GET_REGISTRY, _BIND = 1, 0, 1, 0
_ERROR, _DELETED = 0, 1
_ANNOUNCED, _WITHDRAWN = 0, 1


@dataclass(frozen=True, slots=True)
class Global:
    """Something the compositor offers to everybody."""

    name: int
    version: int


def ignore(_event: int, _arguments: bytes) -> None:
    """Take an event and do nothing."""


class WaylandConnection:
    """A connection to a compositor; calls `lost` once, with words for the person, when it ends.

    Requests are sent at once and never block.
    """

    def __init__(self, client: socket.socket) -> None:
        self.lost: Callable[[str], None] = _nobody
        self.globals: dict[str, Global] = {}
        """What is offered, by interface; of several of one kind, the first."""
        self._loop = asyncio.get_running_loop()
        self._socket = client
        self._open = True
        self._received = b""
        self._next = _DISPLAY + 1
        self._free: list[int] = []
        self._handlers: dict[int, OnEvent] = {_DISPLAY: self._take_display}
        self._bound: set[int] = set()
        self._answers: set[asyncio.Future[None]] = set()
        self._loop.add_reader(client, self._receive)

    @classmethod
    async def open(cls, path: str) -> "WaylandConnection":
        """Connect to the socket at `path` and learn what is offered there.

        Raises AdapterError when nobody answers, within `PATIENCE`.
        """
        client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.get_running_loop().sock_connect(client, path)
        except OSError as problem:  # a TimeoutError is one, too
            client.close()
            raise AdapterError(UNREACHABLE) from problem
        except BaseException:
            client.close()
            raise
        connection = cls(client)
        try:
            connection._list()
            await connection.round_trip()
        except BaseException:
            connection.close()
            raise
        return connection

    # ── out ───────────────────────────────────────────────────────────────────────────────────

    def bind(self, interface: str, version: int, on_event: OnEvent = ignore) -> int:
        """Return a new object for a global; `version` is the newest we know.

        Raises KeyError when it is not offered. The connection is lost when it is withdrawn.
        """
        offered = self.globals[interface]
        self._bound.add(offered.name)
        made = self.create(on_event)
        text = interface.encode() + b"\0"
        text = struct.pack("=I", len(text)) + text + bytes(-len(text) % 4)
        tail = struct.pack("=II", min(version, offered.version), made)
        self._send(self._registry, _BIND, struct.pack("=I", offered.name) + text + tail)
        return made

    def create(self, on_event: OnEvent) -> int:
        """Return the number of a new object, to be given to the request that makes it."""
        if self._free:
            made = self._free.pop()
        else:
            made, self._next = self._next, self._next + 1
        self._handlers[made] = on_event
        return made

    def request(self, target: int, number: int, *arguments: int) -> None:
        """Send a request whose arguments are all unsigned numbers or objects."""
        self._send(target, number, struct.pack(f"={len(arguments)}I", *arguments))

    def forget(self, target: int) -> None:
        """Hear no more of an object that was destroyed; events may still be on their way."""
        self._handlers[target] = ignore

    async def round_trip(self) -> None:
        """Wait until everything requested so far was done.

        Raises AdapterError when the compositor refuses, goes away, or takes too long.
        """
        answer = self._loop.create_future()
        self._answers.add(answer)

        def done(_event: int, _arguments: bytes) -> None:
            if not answer.done():
                answer.set_result(None)

        self.request(_DISPLAY, _SYNC, self.create(done))
        try:
            async with asyncio.timeout(PATIENCE):
                await answer
        except TimeoutError as problem:
            raise AdapterError("The Wayland compositor does not answer.") from problem
        finally:
            self._answers.discard(answer)

    def close(self) -> None:
        """Let go of the connection; `lost` is not called."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._socket)
            self._socket.close()

    def _list(self) -> None:
        self._registry = self.create(self._take_registry)
        self.request(_DISPLAY, _GET_REGISTRY, self._registry)

    def _send(self, target: int, number: int, arguments: bytes) -> None:
        if not self._open:
            return
        message = _HEADER.pack(target, number, _HEADER.size + len(arguments)) + arguments
        try:
            sent = self._socket.send(message, socket.MSG_NOSIGNAL)
        except OSError as problem:
            self._end(GONE, problem)  # a full buffer, too: it has not read for a long time
        else:
            if sent < len(message):
                self._end(GONE, "it does not read")

    # ── in ────────────────────────────────────────────────────────────────────────────────────

    def _receive(self) -> None:
        try:
            received = self._socket.recv(65536)
        except BlockingIOError:
            return
        except OSError as problem:
            self._end(GONE, problem)
            return
        if not received:
            self._end(GONE, "end of file")
            return
        self._received += received
        try:
            self._take_events()
        except (struct.error, ValueError) as problem:
            self._end("The Wayland compositor said something that makes no sense.", problem)

    def _take_events(self) -> None:
        while self._open and len(self._received) >= _HEADER.size:
            sender, event, size = _HEADER.unpack_from(self._received)
            if size < _HEADER.size:
                raise ValueError("a message shorter than its head")
            if len(self._received) < size:
                return
            arguments, self._received = self._received[8:size], self._received[size:]
            self._handlers.get(sender, ignore)(event, arguments)

    def _take_display(self, event: int, arguments: bytes) -> None:
        if event == _DELETED:
            (deleted,) = struct.unpack("=I", arguments)
            if self._handlers.pop(deleted, None) is not None:
                self._free.append(deleted)
        elif event == _ERROR:
            self._end("The Wayland compositor refused a request.", _text(arguments[8:]))

    def _take_registry(self, event: int, arguments: bytes) -> None:
        (name,) = struct.unpack_from("=I", arguments)
        if event == _ANNOUNCED:
            interface = _text(arguments[4:])
            (version,) = struct.unpack_from("=I", arguments[-4:])
            self.globals.setdefault(interface, Global(name, version))
        elif event == _WITHDRAWN and name in self._bound:
            self._end("The Wayland compositor tells no more about input.", "a global was withdrawn")

    def _end(self, why: str, detail: object) -> None:
        if not self._open:
            return
        log.debug("%s (%s)", why, detail)
        self.close()
        for answer in self._answers:
            if not answer.done():
                answer.set_exception(AdapterError(why))
        # Later: whoever has just sent a request is not called back from within it.
        self._loop.call_soon(self.lost, why)


def _text(arguments: bytes) -> str:
    (length,) = struct.unpack_from("=I", arguments)
    return arguments[4 : 4 + max(0, length - 1)].decode()


def _nobody(_why: str) -> None:
    """Tell nobody: the connection was not handed out yet."""
