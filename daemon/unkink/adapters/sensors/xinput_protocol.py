"""The part of the X Input Extension 2 that the input sensor speaks: raw events, on demand.

Layouts: "The X Input Extension 2.3", sections "XIQueryVersion", "XISelectEvents" and "RawEvent".

Keys are not among the events, on purpose: nobody shall have to wonder what is done with them. That
a key was pressed, without which, the counters of the SYNC extension tell.
"""

from enum import IntFlag

from Xlib.error import XError
from Xlib.protocol import request, rq
from Xlib.protocol.display import Display

from unkink.core.values import dataclass
from unkink.ports import AdapterError

GENERIC_EVENT = 35
_RAW_MOTION = 17
_ALL_MASTER_DEVICES = 1


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

    def __init__(self, x: Display, root: int) -> None:
        self._x = x
        self._root = root
        found = request.QueryExtension(display=x, name="XInputExtension")
        if not found.present:
            raise AdapterError("the X server has no X Input Extension")
        self._opcode = int(found.major_opcode)
        self._agree_on_version()
        x.event_classes[GENERIC_EVENT] = RawEvent

    def _agree_on_version(self) -> None:
        try:
            version = _QueryVersion(display=self._x, opcode=self._opcode, major=2, minor=2)
        except XError as problem:
            raise AdapterError("the X server has no X Input Extension 2") from problem
        # Before 2.1 raw events went only to whoever had grabbed the device, a menu for instance.
        if (version.major, version.minor) < (2, 2):
            raise AdapterError("the X server's X Input Extension is older than 2.2")

    def watch(self, what: Watch) -> None:
        """Announce this from now on, and nothing else; sent with the next flush or reading."""
        _SelectEvents(
            display=self._x,
            opcode=self._opcode,
            window=self._root,
            mask=what.value,
        )


class RawEvent(rq.Event):  # type: ignore[misc]  # python-xlib has no types
    """The beginning of a raw event; what follows, how far it moved, is nobody's business here."""

    _code = GENERIC_EVENT
    _fields = rq.Struct(
        rq.Card8("type"),
        rq.Card8("extension"),
        rq.Card16("sequence_number"),
        rq.Card32("length"),
        rq.Card16("event_type"),
        rq.Card16("device"),
        rq.Card32("at"),
    )

    @property
    def stirred(self) -> Stirred:
        """What it says."""
        return Stirred(self.event_type != _RAW_MOTION, self.at)


class _QueryVersion(rq.ReplyRequest):  # type: ignore[misc]  # python-xlib has no types
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(47),
        rq.RequestLength(),
        rq.Card16("major"),
        rq.Card16("minor"),
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Pad(1),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card16("major"),
        rq.Card16("minor"),
        rq.Pad(20),
    )


class _SelectEvents(rq.Request):  # type: ignore[misc]  # python-xlib has no types
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(46),
        rq.RequestLength(),
        rq.Window("window"),
        rq.Card16("masks", 1),
        rq.Pad(2),
        rq.Card16("device", _ALL_MASTER_DEVICES),
        rq.Card16("length", 1),
        rq.Card32("mask"),
    )
