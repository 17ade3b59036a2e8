"""The part of the X Synchronization Extension that the input sensor speaks.

Layouts: "X Synchronization Extension Protocol", version 3.1, section "Encoding".
"""

import struct
from collections.abc import Mapping
from enum import IntEnum

from unkink.adapters.sensors.xinput_protocol import Stirred, stirred
from unkink.core.values import dataclass
from unkink.ports import AdapterError
from unkink.x11_connection import X11Connection
from unkink.x11_wire import GENERIC_EVENT, LostError, RefusedError, padded_size

IDLE_TIME = "IDLETIME"
"""System counter: milliseconds since the last input of any device."""
DEVICE = "DEVICEIDLETIME "
"""How the system counters of single devices begin: their number follows."""
KEYBOARD_IDLE_TIME = "DEVICEIDLETIME 3"
"""System counter: the same of the keyboards alone. The server numbers its devices from 2, the first
pointer; 3 is the first keyboard, through which all go unless somebody splits them up."""
SERVER_TIME = "SERVERTIME"
"""System counter: the server's clock in milliseconds, of which events carry the lower 32 bits."""

QUERY_POINTER = 38
INITIALIZE, LIST_COUNTERS, QUERY_COUNTER = 0, 1, 5
CREATE_ALARM, CHANGE_ALARM, DESTROY_ALARM = 8, 9, 11
_ALL_ATTRIBUTES, _EVENTS = 0x3F, 0x20
_SILENT, _TELLING = 0, 1
_ABSOLUTE, _NO_DELTA = 0, 0
"""An alarm on a transition without delta stays armed as it is."""
_ALARM = struct.Struct("=4IiIIqI")
_ALARM_NOTIFY = struct.Struct("=4xIiI8xI")
_COUNTER = struct.Struct("=IiIH")
_COUNTERS = struct.Struct("=8xI20x")
_COUNTED = struct.Struct("=8xiI")
_POINTER = struct.Struct("=16xhh")


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


@dataclass(frozen=True, slots=True)
class Sight:
    """What the server answered in one round trip; times in milliseconds."""

    server_time: int
    idle: int
    keyboard_idle: int | None
    """None where the server does not count it."""
    pointer: tuple[int, int]
    devices: Mapping[str, int]
    """The counter of each device by its name."""


class Connection(X11Connection):
    """A connection to an X server with the counters and alarms of the SYNC extension.

    Raises AdapterError when there is no such server or extension, and LostError from every method
    once the server is gone. Each method that reads blocks for one round trip.
    """

    def __init__(self, name: str | None = None) -> None:
        try:
            super().__init__(name)
        except LostError as problem:
            raise AdapterError(f"the X server cannot be reached: {problem}") from problem
        try:
            self._find_extension()
            self.counters = self._list_counters()
            self.devices = tuple(sorted(one for one in self.counters if one.startswith(DEVICE)))
        except Exception as problem:  # what is no X server may say anything
            self.close()
            raise AdapterError("the X server does not count idle time") from problem

    def _find_extension(self) -> None:
        found = self.extension("SYNC")
        if found is None:
            raise RefusedError("the X server has no such extension")
        self._opcode = found.opcode
        self._alarm_notify = found.first_event + 1
        self.answer(self._ask(INITIALIZE, struct.pack("=BBxx", 3, 1)))

    def _list_counters(self) -> dict[str, int]:
        told = self.answer(self._ask(LIST_COUNTERS))
        start, counters = _COUNTERS.size, {}
        for _ in range(_COUNTERS.unpack_from(told)[0]):
            counter, _, _, length = _COUNTER.unpack_from(told, start)
            start += _COUNTER.size
            counters[told[start : start + length].decode("latin-1")] = counter
            start += padded_size(_COUNTER.size + length) - _COUNTER.size
        return counters

    def look(self) -> Sight:
        """Ask for everything in one breath: one message out, one back."""
        names = (SERVER_TIME, IDLE_TIME, KEYBOARD_IDLE_TIME)
        asked = {name: self._ask_counter(name) for name in names if name in self.counters}
        each = {name: self._ask_counter(name) for name in self.devices}
        pointer = self.ask(QUERY_POINTER, struct.pack("=I", self.root))
        counted = {name: self._counted(number) for name, number in asked.items()}
        return Sight(
            counted[SERVER_TIME],
            counted[IDLE_TIME],
            counted.get(KEYBOARD_IDLE_TIME),
            _POINTER.unpack_from(self.answer(pointer)),
            {name: self._counted(number) for name, number in each.items()},
        )

    def arm(self, counter: str, value: int, transition: Transition) -> int:
        """Create an alarm that fires whenever the counter crosses `value`; return its id.

        It stays armed after firing, and is silent about a value that was passed before.
        """
        alarm = self.new_id()
        high, low = value >> 32, value & 0xFFFF_FFFF
        given = (alarm, _ALL_ATTRIBUTES, self.counters[counter], _ABSOLUTE, high, low)
        told = (transition.value, _NO_DELTA, _TELLING)
        self._send(CREATE_ALARM, _ALARM.pack(*given, *told))
        return alarm

    def disarm(self, alarm: int) -> None:
        """Remove an alarm; it may still be among those that fired before."""
        # First to tell nothing more, not even that it was destroyed.
        self._send(CHANGE_ALARM, struct.pack("=III", alarm, _EVENTS, _SILENT))
        self._send(DESTROY_ALARM, struct.pack("=I", alarm))
        self.free_id(alarm)

    def events(self) -> list[Fired | Stirred]:
        """Return what was announced since the last call, oldest first; does not block."""
        heard: list[Fired | Stirred] = []
        for event in self.announced():
            kind = event[0] & 0x7F
            if kind == self._alarm_notify:
                alarm, high, low, at = _ALARM_NOTIFY.unpack_from(event)
                heard.append(Fired(alarm, high << 32 | low, at))
            elif kind == GENERIC_EVENT:
                heard.append(stirred(event))
        return heard

    def _ask_counter(self, counter: str) -> int:
        return self._ask(QUERY_COUNTER, struct.pack("=I", self.counters[counter]))

    def _counted(self, number: int) -> int:
        high, low = _COUNTED.unpack_from(self.answer(number))
        return int(high << 32 | low)

    def _ask(self, minor: int, body: bytes = b"") -> int:
        return self.ask(self._opcode, body, minor)

    def _send(self, minor: int, body: bytes) -> None:
        self.send(self._opcode, body, minor)
