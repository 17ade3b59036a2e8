"""The wire format of the Wayland protocol: how events are read and requests written."""

import struct
import sys

from unkink.core.plain_text import plain

HEADER = struct.Struct("=IHH")
"""Object, opcode, size; the size counts itself."""


class WaylandError(OSError):
    """The compositor is not there, has gone, or does not answer."""

    words = "The Wayland compositor went away."
    """What happened to a connection, for the person; the error itself tells it for the log."""


class RefusedError(WaylandError):
    """The compositor refuses what was asked, and hangs up."""

    words = "The Wayland compositor refused a request."


class NonsenseError(WaylandError):
    """What arrives is not the Wayland protocol."""

    words = "The Wayland compositor said something that makes no sense."


class Body:
    """The arguments of one event, read one after the other; raises NonsenseError at the end."""

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
        return plain(self._array().rstrip(b"\0").decode(errors="replace"))

    def _array(self) -> bytes:
        length = self.number()
        return self._take(length + -length % 4)[:length]

    def _take(self, size: int) -> bytes:
        if len(self._data) < size:
            raise NonsenseError("an event of the compositor is shorter than it says")
        taken, self._data = self._data[:size], self._data[size:]
        return taken


class Stream:
    """Bytes as they arrive, cut into events."""

    def __init__(self) -> None:
        self._data = b""

    def add(self, data: bytes) -> None:
        """Take what has arrived."""
        self._data += data

    def next_event(self) -> tuple[int, int, Body] | None:
        """Take out one whole event: object, opcode, arguments; None until more arrives."""
        if len(self._data) < HEADER.size:
            return None
        sender, opcode, size = HEADER.unpack_from(self._data)
        if size < HEADER.size:
            raise NonsenseError("an event of the compositor has no size")
        if len(self._data) < size:
            return None
        arguments, self._data = self._data[HEADER.size : size], self._data[size:]
        return sender, opcode, Body(arguments)


def message(of: int, opcode: int, arguments: bytes) -> bytes:
    """Write a request."""
    return HEADER.pack(of, opcode, HEADER.size + len(arguments)) + arguments


def number(*numbers: int) -> bytes:
    """Write unsigned numbers or ids of objects, as arguments of a request."""
    return struct.pack(f"={len(numbers)}I", *numbers)


def string(text: str) -> bytes:
    """Write a string, as an argument of a request."""
    written = text.encode() + b"\0"
    return number(len(written)) + written + b"\0" * (-len(written) % 4)
