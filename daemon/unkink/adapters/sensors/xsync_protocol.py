"""The part of the X Synchronization Extension that the input sensor speaks.

Built on python-xlib's low-level display: the high-level one reads the keymap and loads every
extension, for nothing here.
"""

import logging
import struct
from enum import IntEnum
from typing import ClassVar

from Xlib.error import ConnectionClosedError, DisplayError, XauthError, XError
from Xlib.protocol import request
from Xlib.protocol.display import Display

from unkink.adapters.sensors.xinput_protocol import RawEvent, Stirred
from unkink.adapters.sensors.xsync_requests import (
    AlarmNotify,
    CreateAlarm,
    DestroyAlarm,
    Initialize,
    ListSystemCounters,
    QueryCounter,
    SilenceAlarm,
)
from unkink.core.values import dataclass
from unkink.ports import AdapterError

log = logging.getLogger(__name__)

IDLE_TIME = "IDLETIME"
"""System counter: milliseconds since the last input of any device."""
KEYBOARD_IDLE_TIME = "DEVICEIDLETIME 3"
"""System counter: the same of the keyboards alone. The server numbers its devices from 2, the first
pointer; 3 is the first keyboard, through which all go unless somebody splits them up."""
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


@dataclass(frozen=True, slots=True)
class Sight:
    """What the server answered in one round trip; times in milliseconds."""

    server_time: int
    idle: int
    keyboard_idle: int | None
    """None where the server does not count it."""
    pointer: tuple[int, int]


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
        self.event_classes[found.first_event + 1] = AlarmNotify
        Initialize(display=self, opcode=found.major_opcode, major=3, minor=1)
        return int(found.major_opcode)

    def _list_counters(self) -> dict[str, int]:
        reply = ListSystemCounters(display=self, opcode=self._opcode)
        raw, start, counters = bytes(reply.counters), 0, {}
        for _ in range(reply.count):
            counter, _, _, length = struct.unpack_from("=IiIH", raw, start)
            counters[raw[start + 14 : start + 14 + length].decode("latin-1")] = counter
            start += (14 + length + 3) & ~3
        return counters

    @property
    def root(self) -> int:
        """The window behind all others."""
        return int(self.info.roots[self.get_default_screen()].root)

    def look(self) -> Sight:
        """Ask for everything in one breath: one message out, one back."""
        names = (SERVER_TIME, IDLE_TIME, KEYBOARD_IDLE_TIME)
        asked = {name: self._ask(name) for name in names if name in self.counters}
        pointer = request.QueryPointer(display=self, defer=True, window=self.root)
        pointer.reply()  # answers come in order: the others are here by then
        keyboard = asked.get(KEYBOARD_IDLE_TIME)
        return Sight(
            _value(asked[SERVER_TIME]),
            _value(asked[IDLE_TIME]),
            None if keyboard is None else _value(keyboard),
            (int(pointer.root_x), int(pointer.root_y)),
        )

    def _ask(self, counter: str) -> QueryCounter:
        counted = self.counters[counter]
        return QueryCounter(display=self, defer=True, opcode=self._opcode, counter=counted)

    def arm(self, counter: str, value: int, transition: Transition) -> int:
        """Create an alarm that fires whenever the counter crosses `value`; return its id.

        It stays armed after firing, and is silent about a value that was passed before.
        """
        alarm = int(self.allocate_resource_id())
        CreateAlarm(
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
        SilenceAlarm(display=self, opcode=self._opcode, alarm=alarm)
        DestroyAlarm(display=self, opcode=self._opcode, alarm=alarm)
        self.free_resource_id(alarm)

    def events(self) -> list[Fired | Stirred]:
        """Return what was announced since the last call, oldest first; does not block."""
        announced: list[Fired | Stirred] = []
        for _ in range(self.pending_events()):
            event = self.next_event()
            if isinstance(event, AlarmNotify):
                announced.append(Fired(event.alarm, event.high << 32 | event.low, event.at))
            elif isinstance(event, RawEvent):
                announced.append(event.stirred)
        return announced

    @property
    def buffered(self) -> bool:
        """Whether events were read beside a reply, so that the socket will not announce them."""
        return bool(self.event_queue)


def _value(answer: QueryCounter) -> int:
    answer.reply()
    return int(answer.high) << 32 | int(answer.low)


def _log_error(error: object, _request: object) -> None:
    log.debug("the X server refused a request: %s", error)
