"""Whether the window in front fills the screen: a film, a game, a talk.

On X11, by the Extended Window Manager Hints 1.5. An X server inside a Wayland session is not asked:
it knows of X programs only, and asking may be what starts it. See fullscreen_wayland.py.
"""

import logging
import struct
from collections.abc import Callable, Mapping
from typing import TypeVar

from unkink.adapters.surroundings.applications import is_a_show
from unkink.adapters.surroundings.names import plain_name
from unkink.core.surroundings import Kind, Sign
from unkink.x11_connection import X11Connection
from unkink.x11_wire import LostError, text

log = logging.getLogger(__name__)

INTERN_ATOM, GET_PROPERTY = 16, 20
NO_ATOM = 0
BYPASSES = 1
"""What SDL, GLFW and mpv set, so that no compositor slows down their pictures (EWMH 1.5)."""
ONLY_IF_EXISTS = 1
LONGS = 1024
"""More than any of these properties has."""
_PROPERTY = struct.Struct("=xB6xI4xI12x")
_ATOM = struct.Struct("=8xI")

T = TypeVar("T")


def full_screen(environment: Mapping[str, str]) -> Sign | None:
    """Return what fills the screen, such as "mpv in full screen"; blocks for a few round trips."""
    return _asked(environment, lambda screen: screen.full(environment))


def sign_of(names: tuple[str, ...], *, show: bool) -> Sign:
    """Return the sign of a window that fills the screen; the last of its names is for people."""
    program = names[-1] if names else ""
    words = f"{program} in full screen" if program else "a window in full screen"
    return Sign(Kind.FULLSCREEN, words, program or None, show=show)


def can_tell(environment: Mapping[str, str]) -> bool:
    """Tell whether a window manager runs that says which window is in front."""
    return _asked(environment, lambda screen: screen.managed()) is True


def _asked(environment: Mapping[str, str], question: "Callable[[_Screen], T]") -> T | None:
    display = environment.get("DISPLAY")
    if not display or environment.get("WAYLAND_DISPLAY"):
        return None
    try:
        screen = _Screen(display)
    except LostError as problem:
        log.debug("the X server cannot be asked: %s", problem)
        return None
    try:
        return question(screen)
    except Exception as problem:  # noqa: BLE001 - what is no X server may say anything
        log.debug("the window in front cannot be asked: %s", problem)  # it may just have closed
        return None
    finally:
        screen.close()


class _Screen(X11Connection):
    """A short connection of its own."""

    def full(self, environment: Mapping[str, str]) -> Sign | None:
        """Return what fills the screen."""
        front = next(iter(self._numbers(self.root, "_NET_ACTIVE_WINDOW")), 0)
        if not front:
            return None
        if self._atom("_NET_WM_STATE_FULLSCREEN") not in self._numbers(front, "_NET_WM_STATE"):
            return None
        names = self._names(front)
        bypasses = self._numbers(front, "_NET_WM_BYPASS_COMPOSITOR") == [BYPASSES]
        return sign_of(names, show=bypasses or is_a_show(environment, *names))

    def managed(self) -> bool:
        """Tell whether a window manager answers for the screen (EWMH 1.5)."""
        return bool(self._numbers(self.root, "_NET_SUPPORTING_WM_CHECK"))

    def _names(self, window: int) -> tuple[str, ...]:
        """Return the parts of WM_CLASS, instance and class (ICCCM 2.0, 4.1.2.5)."""
        parts = self._property(window, "WM_CLASS", 8).split(b"\0")[:2]
        return tuple(plain_name(part.decode("latin-1")) for part in parts if part)

    def _numbers(self, window: int, name: str) -> list[int]:
        value = self._property(window, name, 32)
        return [number for (number,) in struct.iter_unpack("=I", value)]

    def _property(self, window: int, name: str, width: int) -> bytes:
        """Return a property of elements so many bits wide; empty where there is none such."""
        atom = self._atom(name)
        if atom == NO_ATOM:
            return b""
        wanted = struct.pack("=5I", window, atom, 0, 0, LONGS)  # of any type, from its start
        told = self.answer(self.ask(GET_PROPERTY, wanted))
        wide, _, elements = _PROPERTY.unpack_from(told)
        if wide != width:
            return b""
        return told[_PROPERTY.size : _PROPERTY.size + elements * width // 8]

    def _atom(self, name: str) -> int:
        told = self.answer(self.ask(INTERN_ATOM, text(name), ONLY_IF_EXISTS))
        return int(_ATOM.unpack_from(told)[0])
