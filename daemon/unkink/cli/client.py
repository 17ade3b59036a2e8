"""The other end of the control socket: one request, and one reply, or each change."""

import os
import select
import socket
import struct
from collections.abc import Generator, Sequence
from pathlib import Path

from unkink import protocol as ask
from unkink.protocol import Code, Reply, Request
from unkink.wire import decode_reply, encode_request

PATIENCE = 5.0
"""Seconds; a daemon answers within milliseconds unless it is stopped or very busy."""

LONG_PATIENCE = 35.0
"""For requests that open a browser; a little more than the daemon allows itself."""

STOPPED = "unkink is running but does not answer; is it stopped?"

_CREDENTIALS = struct.Struct("iII")
_CHUNK = 1 << 16


class NotRunning(Exception):  # noqa: N818 - an answer, not an accident
    """No daemon of this user is running, or it is ending just now."""


class NoAnswer(Exception):  # noqa: N818 - reads better where it is raised
    """There is a daemon, but no answer; the text says why."""


def call(path: Path, request: Request, owner: int | None = None) -> Reply:
    """Ask the daemon of `owner` (else of this user) behind the socket at `path`; blocks.

    Raises NotRunning or NoAnswer.
    """
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(_patience(request))
        _connect(connection, path, os.getuid() if owner is None else owner)
        try:
            connection.sendall(encode_request(request))
            reply = decode_reply(_line(connection))
        except TimeoutError as error:
            raise NoAnswer(STOPPED) from error
        except (OSError, ValueError) as error:
            raise NoAnswer("unkink hung up in the middle of its answer") from error
    if reply.code is Code.NOT_RUNNING:
        raise NotRunning
    return reply


def follow(path: Path, request: Request, output: int) -> Generator[Reply, None, None]:
    """Yield the reply and those that follow, until nobody reads the file `output` any more.

    Raises NotRunning when the daemon ends first, and NoAnswer when its first reply does not come.
    """
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(PATIENCE)
        _connect(connection, path, os.getuid())
        try:
            connection.sendall(encode_request(request))
            yield from _replies(connection)
            while _readable(connection, output):
                yield from _replies(connection)
        except TimeoutError as error:
            raise NoAnswer(STOPPED) from error
        except (OSError, ValueError) as error:
            raise NotRunning from error


def _replies(connection: socket.socket) -> Sequence[Reply]:
    """Receive at least one. Raises NotRunning, OSError or ValueError."""
    replies = [decode_reply(line) for line in _line(connection).splitlines()]
    if not replies or replies[0].code is Code.NOT_RUNNING:
        raise NotRunning
    return replies


def _readable(connection: socket.socket, output: int) -> bool:
    """Wait for more from the daemon; False when nobody reads the output, as a closed bar."""
    both = select.poll()
    both.register(connection, select.POLLIN)
    both.register(output, 0)  # only what nobody has to ask for: error and hang-up
    return all(handle != output for handle, _ in both.poll())


def _patience(request: Request) -> float:
    opens = isinstance(request, ask.ShowTip | ask.ShowDay | ask.Now)
    return LONG_PATIENCE if opens or request is ask.Bare.SHOW_LIBRARY else PATIENCE


def _connect(connection: socket.socket, path: Path, owner: int) -> None:
    try:
        connection.connect(os.fspath(path))
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError) as error:
        raise NotRunning from error
    except (BlockingIOError, TimeoutError) as error:
        raise NoAnswer("unkink is busy; try again in a moment") from error
    except OSError as error:
        raise NoAnswer(f"{path} cannot be reached: {error.strerror}") from error
    # What the person types may be private, and what comes back is believed.
    packed = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    _pid, user, _group = _CREDENTIALS.unpack(packed)
    if user != owner:
        raise NoAnswer(f"{path} belongs to another user")


def _line(connection: socket.socket) -> bytes:
    received = bytearray()
    while not received.endswith(b"\n"):
        more = connection.recv(_CHUNK)
        if not more:
            break
        received += more
    return bytes(received)
