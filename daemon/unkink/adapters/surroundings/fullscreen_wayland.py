"""Whether the window in front fills the screen, asked of a Wayland compositor.

Sway, Hyprland, labwc, Wayfire, river, niri and Mir offer wlr-foreign-toplevel-management to
everybody. GNOME offers nothing like it, and KDE keeps its own protocol for its own panels; their X
servers know of X programs only and may not even run yet. Who wants quiet there has do-not-disturb.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from unkink.adapters.surroundings.applications import is_a_show
from unkink.adapters.surroundings.fullscreen import sign_of
from unkink.adapters.surroundings.names import plain_name
from unkink.core.moment import Duration
from unkink.core.surroundings import Sign
from unkink.wayland_connection import WaylandConnection
from unkink.wayland_wire import Body, WaylandError

log = logging.getLogger(__name__)

PATIENCE: Duration = 0.3
"""Seconds for each of two round trips; sway answers both within one or two milliseconds."""

# wlr-foreign-toplevel-management-unstable-v1.xml
MANAGER = "zwlr_foreign_toplevel_manager_v1"
SINCE_FULLSCREEN = 2
TOPLEVEL = 0
APP_ID, STATE, CLOSED = 1, 4, 6
ACTIVATED, FULLSCREEN = 2, 3


def full_screen(environment: Mapping[str, str]) -> Sign | None:
    """Return what fills the screen, such as "mpv in full screen"; blocks for two round trips."""
    try:
        connection = WaylandConnection.connect(environment, PATIENCE)
    except WaylandError as problem:
        log.debug("the compositor cannot be asked: %s", problem)
        return None
    try:
        name = _window_in_front(connection)
    except WaylandError as problem:
        log.debug("the windows cannot be asked: %s", problem)
        return None
    finally:
        connection.close()
    if name is None:
        return None
    return sign_of((name,) if name else (), show=is_a_show(environment, name))


def can_tell(environment: Mapping[str, str]) -> bool:
    """Tell whether the compositor offers to anybody which window is in front."""
    try:
        connection = WaylandConnection.connect(environment, PATIENCE)
    except WaylandError:
        return False
    try:
        manager = connection.offered(MANAGER)
        return manager is not None and manager.version >= SINCE_FULLSCREEN
    finally:
        connection.close()


def _window_in_front(connection: WaylandConnection) -> str | None:
    """Name the program whose window in front fills the screen; empty: it has no name."""
    manager = connection.offered(MANAGER)
    if manager is None or manager.version < SINCE_FULLSCREEN:
        return None
    windows: list[_Window] = []

    def announced(opcode: int, body: Body) -> None:
        if opcode == TOPLEVEL:
            window = _Window()
            windows.append(window)
            connection.handle(body.number(), window.told)

    connection.bind(manager, SINCE_FULLSCREEN, announced)
    connection.roundtrip(PATIENCE)
    for window in windows:
        if window.state >= {ACTIVATED, FULLSCREEN}:
            return window.program
    return None


@dataclass(slots=True)
class _Window:
    """What the compositor has told of one window."""

    program: str = ""
    state: set[int] = field(default_factory=set)

    def told(self, opcode: int, body: Body) -> None:
        """Take one event."""
        if opcode == APP_ID:
            self.program = plain_name(body.text())
        elif opcode == STATE:
            self.state = set(body.numbers())
        elif opcode == CLOSED:
            self.state = set()
