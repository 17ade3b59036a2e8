"""Whether the window in front fills the screen: a film, a game, a talk.

On X11, by the Extended Window Manager Hints 1.5. An X server inside a Wayland session is not asked:
it knows of X programs only, and asking may be what starts it. See fullscreen_wayland.py.
"""

import logging
from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar

from Xlib.error import ConnectionClosedError, DisplayError, XauthError, XError
from Xlib.protocol import request
from Xlib.protocol.display import Display

log = logging.getLogger(__name__)

NO_ATOM = 0
LONGS = 1024
"""More than any of these properties has."""


T = TypeVar("T")


def full_screen(environment: Mapping[str, str]) -> str | None:
    """Return what fills the screen, such as "mpv in full screen"; blocks for a few round trips."""
    return _asked(environment, lambda screen: screen.full())


def can_tell(environment: Mapping[str, str]) -> bool:
    """Tell whether a window manager runs that says which window is in front."""
    return _asked(environment, lambda screen: screen.managed()) is True


def _asked(environment: Mapping[str, str], question: "Callable[[_Screen], T]") -> T | None:
    display = environment.get("DISPLAY")
    if not display or environment.get("WAYLAND_DISPLAY"):
        return None
    try:
        screen = _Screen(display)
    except (DisplayError, XauthError, ConnectionClosedError, OSError) as problem:
        log.debug("the X server cannot be asked: %s", problem)
        return None
    try:
        return question(screen)
    except (XError, ConnectionClosedError, OSError) as problem:
        log.debug("the window in front cannot be asked: %s", problem)  # it may just have closed
        return None
    finally:
        screen.leave()


class _Screen(Display):  # type: ignore[misc]  # python-xlib has no types
    """A short connection of its own; the low-level display reads no keymap and no extensions."""

    resource_classes: ClassVar[dict[str, type]] = {}

    def full(self) -> str | None:
        """Return what fills the screen."""
        root = self.info.roots[self.default_screen].root
        front = next(iter(self._numbers(root, "_NET_ACTIVE_WINDOW")), 0)
        if not front:
            return None
        if self._atom("_NET_WM_STATE_FULLSCREEN") not in self._numbers(front, "_NET_WM_STATE"):
            return None
        program = self._program(front)
        return f"{program} in full screen" if program else "a window in full screen"

    def managed(self) -> bool:
        """Tell whether a window manager answers for the screen (EWMH 1.5)."""
        root = self.info.roots[self.default_screen].root
        return bool(self._numbers(root, "_NET_SUPPORTING_WM_CHECK"))

    def leave(self) -> None:
        """Close the connection."""
        try:
            self.close()
        except (ConnectionClosedError, OSError):
            self.socket.close()

    def _program(self, window: int) -> str | None:
        """Return the second part of WM_CLASS, the program's class (ICCCM 2.0, 4.1.2.5)."""
        names = self._property(window, "WM_CLASS", 8)
        parts = bytes(names).split(b"\0") if names is not None else []
        return parts[1].decode("latin-1") or None if len(parts) > 1 else None

    def _numbers(self, window: int, name: str) -> list[int]:
        value = self._property(window, name, 32)
        return [] if value is None else [int(number) for number in value]

    def _property(self, window: int, name: str, width: int) -> "bytes | list[int] | None":
        atom = self._atom(name)
        if atom == NO_ATOM:
            return None
        answer = request.GetProperty(
            display=self,
            delete=0,
            window=window,
            property=atom,
            type=0,
            long_offset=0,
            long_length=LONGS,
        )
        if not answer.property_type or answer.value[0] != width:
            return None
        value: bytes | list[int] = answer.value[1]
        return value

    def _atom(self, name: str) -> int:
        return int(request.InternAtom(display=self, name=name, only_if_exists=1).atom)
