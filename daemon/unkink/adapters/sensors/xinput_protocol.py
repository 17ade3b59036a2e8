"""The part of the X Input Extension 2 that the input sensor speaks: raw events, on demand.

Layouts: "The X Input Extension 2.3", sections "XIQueryVersion", "XISelectEvents" and "RawEvent".

Keys are not among the events, on purpose: nobody shall have to wonder what is done with them. That
a key was pressed, without which, the counters of the SYNC extension tell.
"""

import struct
from enum import IntFlag

from unkink.core.values import dataclass
from unkink.ports import AdapterError
from unkink.x11_connection import X11Connection
from unkink.x11_wire import RefusedError

SELECT_EVENTS, QUERY_VERSION = 46, 47
_RAW_MOTION = 17
_ALL_MASTER_DEVICES = 1
_VERSION = struct.Struct("=HH")
_RAW_EVENT = struct.Struct("=8xHxxI")
"""The beginning; what follows, how far it moved, is nobody's business here."""


class Watch(IntFlag):
    """What is to be announced; the bits are the protocol's event numbers."""

    NOTHING = 0
    PRESSES = 1 << 15 | 1 << 22
    """Buttons, the wheel (which is buttons 4 to 7) and touches."""
    MOTION = 1 << _RAW_MOTION


@dataclass(frozen=True, slots=True)
class Stirred:
    """A pointing device did something."""

    pressed: bool
    """Whether it was more than motion."""
    at: int
    """The server's clock at that time, milliseconds, 32 bits."""


class RawInput:
    """Announces what pointing devices do, whatever window or grab it goes to.

    Raises AdapterError when the server cannot.
    """

    def __init__(self, x: X11Connection) -> None:
        self._x = x
        found = x.extension("XInputExtension")
        if found is None:
            raise AdapterError("the X server has no X Input Extension")
        self._opcode = found.opcode
        self._agree_on_version()

    def _agree_on_version(self) -> None:
        try:
            told = self._x.answer(self._x.ask(self._opcode, _VERSION.pack(2, 2), QUERY_VERSION))
        except RefusedError as problem:
            raise AdapterError("the X server has no X Input Extension 2") from problem
        # Before 2.1 raw events went only to whoever had grabbed the device, a menu for instance.
        if _VERSION.unpack_from(told, 8) < (2, 2):
            raise AdapterError("the X server's X Input Extension is older than 2.2")

    def watch(self, what: Watch) -> None:
        """Announce this from now on, and nothing else; sent with the next flush or reading."""
        one_mask = struct.pack("=IHxxHHI", self._x.root, 1, _ALL_MASTER_DEVICES, 1, what.value)
        self._x.send(self._opcode, one_mask, SELECT_EVENTS)


def stirred(event: bytes) -> Stirred:
    """Return what a raw event says."""
    kind, at = _RAW_EVENT.unpack_from(event)
    return Stirred(kind != _RAW_MOTION, at)
