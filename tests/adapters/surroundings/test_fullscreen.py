import subprocess
from collections.abc import Iterator

import pytest
from Xlib import X, display
from Xlib.protocol import event

from tests.adapters.sensors.conftest import XServer, running_x_server
from tests.waiting import wait_until
from unkink.adapters.surroundings.fullscreen import full_screen
from unkink.core.surroundings import Kind, Sign

ADD, REMOVE = 1, 0


class Window:
    """A real window of a program named mpv, under a real window manager."""

    def __init__(self, name: str) -> None:
        self._display = display.Display(name)
        root = self._display.screen().root
        self._window = root.create_window(10, 10, 100, 80, 0, X.CopyFromParent)
        self._window.set_wm_class("mpv", "mpv")
        self._window.map()
        self._root = root
        self._display.sync()

    def fill_screen(self, change: int) -> None:
        """Ask the window manager, as players do (EWMH, _NET_WM_STATE)."""
        full = self._display.intern_atom("_NET_WM_STATE_FULLSCREEN")
        self._ask("_NET_WM_STATE", [change, full, 0, 1, 0])

    def comes_to_front(self) -> bool:
        """Ask for the front, as a taskbar does, and tell whether it is there."""
        self._ask("_NET_ACTIVE_WINDOW", [2, X.CurrentTime, 0, 0, 0])
        active = self._display.intern_atom("_NET_ACTIVE_WINDOW")
        front = self._root.get_full_property(active, X.AnyPropertyType)
        return front is not None and front.value[0] == self._window.id

    def _ask(self, what: str, numbers: list[int]) -> None:
        message = event.ClientMessage(
            window=self._window,
            client_type=self._display.intern_atom(what),
            data=(32, numbers),
        )
        mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
        self._root.send_event(message, event_mask=mask)
        self._display.sync()

    def close(self) -> None:
        self._display.close()


def managed(name: str) -> bool:
    """Whether a window manager looks after this display."""
    asked = display.Display(name)
    try:
        check = asked.intern_atom("_NET_SUPPORTING_WM_CHECK")
        return asked.screen().root.get_full_property(check, X.AnyPropertyType) is not None
    finally:
        asked.close()


@pytest.fixture
def desktop() -> Iterator[XServer]:
    with running_x_server() as server:
        manager = subprocess.Popen(
            ["openbox", "--sm-disable"],
            env={"DISPLAY": server.display, "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until(lambda: managed(server.display), 10, "the window manager")
            yield server
        finally:
            manager.kill()
            manager.wait(10)


def test_a_window_in_front_that_fills_the_screen_is_named(desktop: XServer) -> None:
    environment = {"DISPLAY": desktop.display}
    assert full_screen(environment) is None
    window = Window(desktop.display)
    wait_until(window.comes_to_front, 10, "the window in front")
    assert full_screen(environment) is None

    window.fill_screen(ADD)
    seen = wait_until(lambda: full_screen(environment), 5, "full screen")
    assert seen == Sign(Kind.FULLSCREEN, "mpv in full screen", "mpv", show=False)

    window.fill_screen(REMOVE)
    wait_until(lambda: full_screen(environment) is None, 5, "no full screen")
    window.fill_screen(ADD)
    wait_until(lambda: full_screen(environment), 5, "full screen")
    window.close()
    wait_until(lambda: full_screen(environment) is None, 5, "no full screen")


def test_without_a_window_manager_nothing_is_known() -> None:
    with running_x_server() as server:
        assert full_screen({"DISPLAY": server.display}) is None


def test_a_wayland_session_is_not_asked_through_its_x_server(desktop: XServer) -> None:
    window = Window(desktop.display)
    wait_until(window.comes_to_front, 10, "the window in front")
    window.fill_screen(ADD)
    x11 = {"DISPLAY": desktop.display}
    wait_until(lambda: full_screen(x11), 5, "full screen")
    assert full_screen({**x11, "WAYLAND_DISPLAY": "wayland-0"}) is None
    window.close()


@pytest.mark.filterwarnings("ignore:unclosed <socket")  # python-xlib leaves those to the collector
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_display_is_no_full_screen() -> None:
    assert full_screen({}) is None
    assert full_screen({"DISPLAY": "unix:4999"}) is None
