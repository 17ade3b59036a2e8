"""When a program's icon came into the tray."""

import select
import time
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import BadWindow

from tests.desktop.processes import Program
from tests.desktop.session import Session
from tests.waiting import wait_until

REGISTERED = "RegisterStatusNotifierItem"


def registration_watch(desk: Session) -> Program:
    """Watch the session bus for the call that registers a tray icon."""
    watch = desk.start(["dbus-monitor", "--profile", f"member='{REGISTERED}'"])
    wait_until(lambda: "NameAcquired" in watch.log, 10, "the bus monitor")
    return watch


def registrations(log: str) -> list[float]:
    """Return the wall-clock times in the monitor's lines "mc TIME SERIAL … MEMBER"."""
    calls = [line.split("\t") for line in log.splitlines() if line.startswith("mc\t")]
    return [float(call[1]) for call in calls if call[-1] == REGISTERED]


class Docks:
    """Notices when the panel takes in an icon of the old kind (XEmbed)."""

    def __init__(self, display: str) -> None:
        """Ask the display to tell of windows that get another parent."""
        self._display = Display(display)
        self._root = self._display.screen().root
        self._root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self._embedded = self._display.intern_atom("_XEMBED_INFO")
        self._display.sync()

    def close(self) -> None:
        """Let go of the display."""
        self._display.close()

    def forget(self) -> None:
        """Leave out what has happened so far."""
        while self.docked(0) is not None:
            pass

    def docked(self, lasting: float) -> float | None:
        """Look for so many seconds; return the wall-clock time of the first icon taken in."""
        ends = time.monotonic() + lasting
        while True:
            while self._display.pending_events():
                if self._is_docking(self._display.next_event()):
                    return time.time()
            left = ends - time.monotonic()
            if left <= 0 or not select.select([self._display], [], [], left)[0]:
                return None

    def _is_docking(self, event: Any) -> bool:
        """Whether a window made to be embedded was taken in; a window manager takes the others."""
        if event.type != X.ReparentNotify or event.parent == self._root:
            return False
        try:
            return event.window.get_full_property(self._embedded, X.AnyPropertyType) is not None
        except BadWindow:
            return False


def icon_in_tray(docks: Docks, watch: Program, known: int, deadline: float = 30) -> float | None:
    """Wait for an icon of either kind and return the wall-clock time at which it came.

    `known` is how many calls to register one the monitor had seen before; None: no icon came.
    """
    ends = time.monotonic() + deadline
    while time.monotonic() < ends:
        seen = docks.docked(0.05) or next(iter(registrations(watch.log)[known:]), None)
        if seen is not None:
            return seen
    return None
