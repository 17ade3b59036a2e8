"""The wire format of the X protocol, version 11: how requests are written and answers are cut.

Layouts: "X Window System Protocol", appendix B, "Protocol Encoding". Numbers lie in this machine's
own order, which the first byte of a connection tells the server.
"""

import struct
import sys
from typing import Self

from unkink.core.plain_text import plain
from unkink.core.values import dataclass

ERROR, ANSWER, GENERIC_EVENT = 0, 1, 35
"""What a message of the server begins with; every other number is an event of one size."""
HEAD = 32
"""Bytes of every message; answers and generic events may be longer."""

LONGEST = 4 << 20
"""Units of four bytes in one message at most; answers to what is asked here have thousands."""

COOKIE = b"MIT-MAGIC-COOKIE-1"
"""The one kind of key that is used between programs of one person."""

_REFUSED, _AGREED = 0, 1
_ORDER = ord("l" if sys.byteorder == "little" else "B")
_GREETING = struct.Struct("=BxHHHHxx")
_AGREEMENT = struct.Struct("=4xII4xHxxBB10x")
"""Behind the first eight bytes: the first id, the mask of ids; how long the vendor's name is, how
many screens and formats follow."""
_SCREEN = struct.Struct("=I35xB")
_DEPTH = struct.Struct("=BxH4x")
_FORMAT_SIZE, _VISUAL_SIZE = 8, 24


class LostError(OSError):
    """The X server is not there, lets nobody in, or has gone."""


class RefusedError(Exception):
    """The X server refuses a request."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a server tells one whom it lets in."""

    first_id: int
    id_mask: int
    roots: tuple[int, ...]
    """The window behind all others, of each screen."""

    @classmethod
    def read(cls, told: bytes) -> Self:
        """Take it from what follows the first eight bytes."""
        first_id, mask, vendor, screens, formats = _AGREEMENT.unpack_from(told)
        start = _AGREEMENT.size + padded_size(vendor) + formats * _FORMAT_SIZE
        roots = []
        for _ in range(screens):
            root, depths = _SCREEN.unpack_from(told, start)
            roots.append(root)
            start += _SCREEN.size
            for _ in range(depths):
                _, visuals = _DEPTH.unpack_from(told, start)
                start += _DEPTH.size + visuals * _VISUAL_SIZE
        return cls(first_id, mask, tuple(roots))


class Stream:
    """Bytes as they arrive, cut into messages."""

    def __init__(self) -> None:
        self._data = b""

    def add(self, data: bytes) -> None:
        """Take what has arrived."""
        self._data += data

    def take(self, size: int) -> bytes | None:
        """Take out so many bytes; None until more arrives."""
        if len(self._data) < size:
            return None
        taken, self._data = self._data[:size], self._data[size:]
        return taken

    def next_message(self) -> bytes | None:
        """Take out one whole error, answer or event; None until more arrives."""
        if len(self._data) < HEAD:
            return None
        longer = self._data[0] & 0x7F in (ANSWER, GENERIC_EVENT)
        more: int = struct.unpack_from("=I", self._data, 4)[0] if longer else 0
        if more > LONGEST:
            raise LostError("the X server says what makes no sense")
        return self.take(HEAD + more * 4)


def greeting(key: bytes) -> bytes:
    """Write what a connection begins with."""
    kind = COOKIE if key else b""
    return _GREETING.pack(_ORDER, 11, 0, len(kind), len(key)) + padded(kind) + padded(key)


def agreement_size(told: bytes) -> int:
    """Return how many bytes follow the first eight of the answer to a greeting."""
    return int(struct.unpack_from("=H", told, 6)[0]) * 4


def read_agreement(head: bytes, told: bytes) -> Agreement:
    """Take the answer to a greeting; raises LostError with the server's words."""
    if head[0] == _AGREED:
        return Agreement.read(told)
    words = told[: head[1]] if head[0] == _REFUSED else told.rstrip(b"\0")
    raise LostError(plain(words.decode("latin-1")) or "the X server lets nobody in")


def request(opcode: int, body: bytes, detail: int = 0) -> bytes:
    """Write a request; `detail` is what its second byte tells."""
    return struct.pack("=BBH", opcode, detail, 1 + len(body) // 4) + body


def padded(data: bytes) -> bytes:
    """Fill up to a multiple of four bytes."""
    return data + bytes(padded_size(len(data)) - len(data))


def padded_size(size: int) -> int:
    """Return the next multiple of four."""
    return size + -size % 4


def text(name: str) -> bytes:
    """Write a name with its length, as an argument of a request."""
    written = name.encode("latin-1")
    return struct.pack("=H2x", len(written)) + padded(written)
