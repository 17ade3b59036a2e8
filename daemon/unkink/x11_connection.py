"""A connection to an X server, for one who asks and listens and shows nothing.

Stands beside python-xlib, whose tables of every request, event and error are 1.7 MB of memory.
"""

import contextlib
import logging
import select
import socket
import struct
import time

from unkink.core.moment import Duration
from unkink.core.values import dataclass
from unkink.x11_display import DisplayName, connected, key
from unkink.x11_wire import (
    ANSWER,
    ERROR,
    Agreement,
    LostError,
    RefusedError,
    Stream,
    agreement_size,
    greeting,
    read_agreement,
    request,
    text,
)

log = logging.getLogger(__name__)

AT_ONCE = 65536

PATIENCE: Duration = 2.0
"""How long a server may take to let one in, so that one that is silent holds up no start."""
ANSWERED_WITHIN: Duration = 5.0
"""And later to answer: a window manager that drags a window may have the server to itself."""

GET_INPUT_FOCUS, QUERY_EXTENSION = 43, 98
_FOUND = struct.Struct("=8xBBB")
_ERROR = struct.Struct("=xBHIHB")


@dataclass(frozen=True, slots=True)
class Extension:
    """What a server speaks beside the core protocol."""

    opcode: int
    """What its requests begin with."""
    first_event: int


class X11Connection:
    """One connection; not for several threads.

    Raises LostError when there is no such server, and from every method once it is gone. Requests
    go out with the next `flush` or `answer`; only `answer` waits, at most `ANSWERED_WITHIN`.
    """

    def __init__(self, display: str | None = None, patience: Duration = PATIENCE) -> None:
        """Connect to this display, or to that of the session; waits as long as `patience`."""
        name = DisplayName.read(display)
        self._ends = time.monotonic() + patience
        """Until when what is asked now has to be answered."""
        self._socket = connected(name, patience)
        self._arrived = Stream()
        self._unsent = bytearray()
        self._requests = 0
        self._awaited: dict[int, bytes | RefusedError | None] = {}
        """The number of each question → what the server answered, if it has."""
        self._events: list[bytes] = []
        try:
            agreed = self._greet(key(self._socket, name))
            root = agreed.roots[min(name.screen, len(agreed.roots) - 1)]
        except Exception as problem:  # what is no X server may say anything
            self._socket.close()
            raise LostError(f"{problem}") from problem
        self._ids = agreed
        self._last_id = 0
        self._used_ids: set[int] = set()
        self.root = root
        """The window behind all others."""

    def _greet(self, key: bytes) -> Agreement:
        self._socket.sendall(greeting(key))
        head = self._receive_all(8)
        return read_agreement(head, self._receive_all(agreement_size(head)))

    def _receive_all(self, size: int) -> bytes:
        while (taken := self._arrived.take(size)) is None:
            self._receive()
        return taken

    def send(self, opcode: int, body: bytes = b"", detail: int = 0) -> None:
        """Send a request that has no answer; an error goes to the log."""
        self._unsent += request(opcode, body, detail)
        self._requests = self._requests + 1 & 0xFFFF

    def ask(self, opcode: int, body: bytes = b"", detail: int = 0) -> int:
        """Send a request that has an answer; return the number to fetch it by."""
        self.send(opcode, body, detail)
        self._awaited[self._requests] = None
        return self._requests

    def answer(self, number: int) -> bytes:
        """Wait for an answer, from its first byte on; raises RefusedError."""
        self._ends = time.monotonic() + ANSWERED_WITHIN
        self.flush()
        while (told := self._awaited[number]) is None:
            self._receive()
            self._sort()
        del self._awaited[number]
        if isinstance(told, RefusedError):
            raise told
        return told

    def extension(self, name: str) -> Extension | None:
        """Ask for an extension; None: the server has no such thing."""
        found = self.answer(self.ask(QUERY_EXTENSION, text(name)))
        present, opcode, first_event = _FOUND.unpack_from(found)
        return Extension(opcode, first_event) if present else None

    def flush(self) -> None:
        """Send what is to be sent."""
        try:
            self._socket.sendall(self._unsent)
        except OSError as problem:
            raise LostError(f"the X server has gone: {problem}") from problem
        self._unsent.clear()

    def announced(self) -> list[bytes]:
        """Return what was announced since the last call, oldest first; does not wait."""
        self.flush()
        with contextlib.suppress(BlockingIOError):
            self._take(socket.MSG_DONTWAIT)
        self._sort()
        events, self._events = self._events, []
        return events

    @property
    def buffered(self) -> bool:
        """Whether events were read beside an answer, so that the socket will not announce them."""
        return bool(self._events)

    def new_id(self) -> int:
        """Return an id for something that is to be made; an old one comes back late."""
        unit = self._ids.id_mask & -self._ids.id_mask
        while True:
            self._last_id = self._last_id + unit & self._ids.id_mask
            if self._last_id not in self._used_ids:
                break
        self._used_ids.add(self._last_id)
        return self._ids.first_id | self._last_id

    def free_id(self, made: int) -> None:
        """Have an id back of something that was destroyed."""
        self._used_ids.discard(made & self._ids.id_mask)

    def fileno(self) -> int:
        """Return the descriptor that is readable when there may be something `announced`."""
        return self._socket.fileno()

    def close(self) -> None:
        """Hang up; the server then forgets all that was made."""
        self._socket.close()

    def _receive(self) -> None:
        """Wait for more, as long as there is time."""
        arrivals = select.poll()  # not select: that one fails above descriptor 1023
        arrivals.register(self._socket, select.POLLIN)
        left = self._ends - time.monotonic()
        if left <= 0 or not arrivals.poll(left * 1000):
            raise LostError("the X server does not answer")
        self._take()

    def _take(self, flags: int = 0) -> None:
        try:
            arrived = self._socket.recv(AT_ONCE, flags)
        except BlockingIOError:
            raise
        except OSError as problem:
            raise LostError(f"the X server has gone: {problem}") from problem
        if not arrived:
            raise LostError("the X server has gone")
        self._arrived.add(arrived)

    def _sort(self) -> None:
        """Tell answers, errors and events apart."""
        while (message := self._arrived.next_message()) is not None:
            kind, _, number = struct.unpack_from("=BBH", message)
            if kind == ANSWER:
                self._awaited[number] = message
            elif kind == ERROR:
                self._refused(message, number)
            else:
                self._events.append(message)

    def _refused(self, message: bytes, number: int) -> None:
        code, _, value, minor, major = _ERROR.unpack_from(message)
        problem = RefusedError(f"error {code} of request {major}.{minor}, about {value:#x}")
        if number in self._awaited:
            self._awaited[number] = problem
        else:
            log.debug("the X server refused a request: %s", problem)


def greet_server(display: str | None = None, patience: Duration = PATIENCE) -> None:
    """Raise LostError where no X server answers a question in time; blocks as long as that."""
    server = X11Connection(display, patience)
    try:
        server.answer(server.ask(GET_INPUT_FOCUS))
    finally:
        server.close()
