"""The part of the X Synchronization Extension that the input sensor speaks.

Request and event layouts: "X Synchronization Extension Protocol", version 3.1, section "Encoding".
Built on python-xlib's low-level display: the high-level one reads the keymap and loads every
extension, for nothing here.
"""

import logging
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar

from Xlib.error import ConnectionClosedError, DisplayError, XauthError, XError
from Xlib.protocol import request, rq
from Xlib.protocol.display import Display

from unkink.ports import AdapterError

log = logging.getLogger(__name__)

IDLE_TIME = "IDLETIME"
"""System counter: milliseconds since the last input of any device."""
SERVER_TIME = "SERVERTIME"
"""System counter: the server's clock in milliseconds, of which events carry the lower 32 bits."""

LOST = (ConnectionClosedError, OSError)
"""What python-xlib raises when the server is gone."""


class Transition(IntEnum):
    """Which way a counter must cross the alarm's value."""

    RISING = 0
    FALLING = 1


@dataclass(frozen=True, slots=True)
class Fired:
    """An alarm went off."""

    alarm: int
    value: int
    """The counter at that time."""
    at: int
    """The server's clock at that time, milliseconds, 32 bits."""


class Connection(Display):  # type: ignore[misc]  # python-xlib has no types
    """A connection to an X server with the counters and alarms of the SYNC extension.

    Raises AdapterError when there is no such server or extension, and one of `LOST` from every
    method once the server is gone. Each method that reads blocks for one round trip.
    """

    # python-xlib keeps these on the class, shared by every connection of the process.
    event_classes: ClassVar[dict[int, type]] = Display.event_classes.copy()
    resource_classes: ClassVar[dict[str, type]] = {}

    def __init__(self, name: str | None = None) -> None:
        try:
            super().__init__(name)
        except (DisplayError, XauthError, *LOST) as problem:
            raise AdapterError(f"the X server cannot be reached: {problem}") from problem
        try:
            self._opcode = self._find_extension()
            self.counters = self._list_counters()
        except (XError, *LOST) as problem:
            self.socket.close()
            raise AdapterError("the X server does not count idle time") from problem
        self.set_error_handler(_log_error)

    def _find_extension(self) -> int:
        found = request.QueryExtension(display=self, name="SYNC")
        if not found.present:
            self.close()
            raise AdapterError("the X server does not count idle time")
        self.event_classes[found.first_event + 1] = _AlarmNotify
        _Initialize(display=self, opcode=found.major_opcode, major=3, minor=1)
        return int(found.major_opcode)

    def _list_counters(self) -> dict[str, int]:
        reply = _ListSystemCounters(display=self, opcode=self._opcode)
        raw, start, counters = bytes(reply.counters), 0, {}
        for _ in range(reply.count):
            counter, _, _, length = struct.unpack_from("=IiIH", raw, start)
            counters[raw[start + 14 : start + 14 + length].decode("latin-1")] = counter
            start += (14 + length + 3) & ~3
        return counters

    def read(self, counter: str) -> int:
        """Return the counter's value now."""
        reply = _QueryCounter(display=self, opcode=self._opcode, counter=self.counters[counter])
        return int(reply.high) << 32 | int(reply.low)

    def arm(self, counter: str, value: int, transition: Transition) -> int:
        """Create an alarm that fires whenever the counter crosses `value`; return its id.

        It stays armed after firing, and is silent about a value that was passed before.
        """
        alarm = int(self.allocate_resource_id())
        _CreateAlarm(
            display=self,
            opcode=self._opcode,
            alarm=alarm,
            counter=self.counters[counter],
            high=value >> 32,
            low=value & 0xFFFF_FFFF,
            transition=transition.value,
        )
        return alarm

    def disarm(self, alarm: int) -> None:
        """Remove an alarm; it may still be among those that fired before."""
        _SilenceAlarm(display=self, opcode=self._opcode, alarm=alarm)
        _DestroyAlarm(display=self, opcode=self._opcode, alarm=alarm)
        self.free_resource_id(alarm)

    def fired(self) -> list[Fired]:
        """Return the alarms that fired since the last call, oldest first; does not block."""
        count = self.pending_events()
        events = [self.next_event() for _ in range(count)]
        return [
            Fired(event.alarm, event.high << 32 | event.low, event.at)
            for event in events
            if isinstance(event, _AlarmNotify)
        ]

    @property
    def buffered(self) -> bool:
        """Whether events were read beside a reply, so that the socket will not announce them."""
        return bool(self.event_queue)


def _log_error(error: object, _request: object) -> None:
    log.debug("the X server refused a request: %s", error)


_REPLY = (
    rq.ReplyCode(),
    rq.Pad(1),
    rq.Card16("sequence_number"),
    rq.ReplyLength(),
)


class _Initialize(rq.ReplyRequest):  # type: ignore[misc]  # python-xlib has no types
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(0),
        rq.RequestLength(),
        rq.Card8("major"),
        rq.Card8("minor"),
        rq.Pad(2),
    )
    _reply = rq.Struct(*_REPLY, rq.Card8("major"), rq.Card8("minor"), rq.Pad(22))


class _ListSystemCounters(rq.ReplyRequest):  # type: ignore[misc]  # python-xlib has no types
    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(1), rq.RequestLength())
    _reply = rq.Struct(*_REPLY, rq.Card32("count"), rq.Pad(20), rq.Binary("counters"))


class _QueryCounter(rq.ReplyRequest):  # type: ignore[misc]  # python-xlib has no types
    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(5), rq.RequestLength(), rq.Card32("counter"))
    _reply = rq.Struct(*_REPLY, rq.Int32("high"), rq.Card32("low"), rq.Pad(16))


class _CreateAlarm(rq.Request):  # type: ignore[misc]  # python-xlib has no types
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(8),
        rq.RequestLength(),
        rq.Card32("alarm"),
        rq.Card32("given", 0x3F),  # all six attributes follow
        rq.Card32("counter"),
        rq.Card32("value_type", 0),  # absolute
        rq.Int32("high"),
        rq.Card32("low"),
        rq.Card32("transition"),
        rq.Int32("delta_high", 0),  # a transition alarm without delta stays armed as it is
        rq.Card32("delta_low", 0),
        rq.Card32("events", 1),
    )


class _SilenceAlarm(rq.Request):  # type: ignore[misc]  # python-xlib has no types
    """Change an alarm to send no events, not even the one that it was destroyed."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(9),
        rq.RequestLength(),
        rq.Card32("alarm"),
        rq.Card32("given", 0x20),
        rq.Card32("events", 0),
    )


class _DestroyAlarm(rq.Request):  # type: ignore[misc]  # python-xlib has no types
    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(11), rq.RequestLength(), rq.Card32("alarm"))


class _AlarmNotify(rq.Event):  # type: ignore[misc]  # python-xlib has no types
    _code = None
    _fields = rq.Struct(
        rq.Card8("type"),
        rq.Card8("kind"),
        rq.Card16("sequence_number"),
        rq.Card32("alarm"),
        rq.Int32("high"),
        rq.Card32("low"),
        rq.Int32("alarm_high"),
        rq.Card32("alarm_low"),
        rq.Card32("at"),
        rq.Card8("state"),
        rq.Pad(3),
    )
