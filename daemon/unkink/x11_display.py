"""Where an X server listens, and what lets one in."""

import logging
import os
import socket
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Self

from unkink.core.moment import Duration
from unkink.core.values import dataclass
from unkink.x11_wire import COOKIE, LostError

log = logging.getLogger(__name__)

SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108  # where every X server listens
FIRST_PORT = 6000

LOCAL, WILD = 256, 65535
"""Families in a file of cookies: goes by this machine's name; good for any address."""
_FAMILIES = {socket.AF_INET: 0, socket.AF_INET6: 6}


@dataclass(frozen=True, slots=True)
class DisplayName:
    """Where an X server listens, as DISPLAY tells it."""

    host: str
    """Empty: this machine, by its socket."""
    number: int
    screen: int

    @classmethod
    def read(cls, name: str | None) -> Self:
        """Take a name such as `:0`, `unix:0.1` or `localhost:10` apart; None: that of the session.

        Raises LostError.
        """
        name = os.environ.get("DISPLAY", "") if name is None else name
        place, colon, rest = name.rpartition(":")
        number, dot, screen = rest.partition(".")
        if not (colon and number.isdecimal() and (screen.isdecimal() or not dot)):
            raise LostError(f"{name!r} names no display")
        protocol, _, host = place.rpartition("/")
        if protocol == "unix" or host == "unix":
            host = ""
        return cls(host, int(number), int(screen or 0))


def connected(name: DisplayName, patience: Duration) -> socket.socket:
    """Reach the server that listens there; raises LostError, at the latest after `patience`.

    What is sent over it later waits no longer either.
    """
    try:
        if name.host:
            address = (name.host, FIRST_PORT + name.number)
            reached = socket.create_connection(address, patience)
            reached.settimeout(None)
            _limit(reached, patience)
            return reached
        return _by_socket(SOCKETS / f"X{name.number}", patience)
    except OSError as problem:
        raise LostError(f"nobody answers at display {name.number}: {problem}") from problem


def _limit(opened: socket.socket, patience: Duration) -> None:
    """Have the system end what sends, or connects, for longer than that (socket(7))."""
    seconds = int(patience)
    limit = struct.pack("@ll", seconds, int((patience - seconds) * 1e6))
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)


def _by_socket(path: Path, patience: Duration) -> socket.socket:
    opened = socket.socket(socket.AF_UNIX)
    try:
        _limit(opened, patience)
        # Without a file there may still be its abstract name, in a sandbox for instance.
        opened.connect(str(path) if path.exists() else f"\0{path}")
    except OSError:
        opened.close()
        raise
    return opened


def key(reached: socket.socket, name: DisplayName) -> bytes:
    """Return what lets us in, as Xau(3) finds it; empty: nothing, and perhaps nothing is needed."""
    home = os.environ.get("HOME", "")
    file = Path(os.environ.get("XAUTHORITY") or f"{home}/.Xauthority")
    try:
        cookies = file.read_bytes()
    except OSError as problem:
        log.debug("there is no cookie for the X server: %s", problem)
        return b""
    return cookie(cookies, name.number, _addresses(reached))


def _addresses(reached: socket.socket) -> frozenset[tuple[int, bytes]]:
    """Return what the server is called in a file of cookies.

    One that is reached through this machine goes by its name, as ssh's does at localhost:10.
    """
    local = LOCAL, socket.gethostname().encode()
    family = _FAMILIES.get(reached.family)
    if family is None:
        return frozenset({local})
    peer = reached.getpeername()[0]
    address = family, socket.inet_pton(reached.family, peer.partition("%")[0])
    return frozenset({address, local} if peer in ("127.0.0.1", "::1") else {address})


def cookie(file: bytes, number: int, addresses: frozenset[tuple[int, bytes]]) -> bytes:
    """Find what lets one in to this display in a file of cookies (Xau(3)); empty: nothing.

    `addresses` are those of the server: family, and address of that family.
    """
    for family, address, display, kind, key in _entries(file):
        here = family == WILD or (family, address) in addresses
        if here and kind == COOKIE and display in (b"", str(number).encode()):
            return key
    return b""


def _entries(file: bytes) -> Iterator[tuple[int, bytes, bytes, bytes, bytes]]:
    """Take the file apart; one that ends too early has no more entries."""
    source = BytesIO(file)
    while head := source.read(2):
        parts = []
        for _ in range(4):
            size = int.from_bytes(source.read(2), "big")
            parts.append(source.read(size))
            if len(parts[-1]) < size:
                return
        address, display, kind, key = parts
        yield int.from_bytes(head, "big"), address, display, kind, key
