import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from Xlib import X, display
from Xlib.protocol import event

from tests.adapters.sensors.conftest import XServer, running_x_server
from tests.waiting import wait_until
from unkink.adapters.surroundings.applications import is_a_show
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


def test_a_game_is_there_to_be_looked_at_and_a_terminal_to_be_worked_in(desktop: XServer) -> None:
    """SDL's windows ask that no compositor slows them down; a terminal's do not."""
    environment = {"DISPLAY": desktop.display, "PATH": os.environ["PATH"]}
    window = Path(__file__).parents[1] / "sensors" / "sdl_window.py"
    for command, show in (
        ([sys.executable, str(window), "full"], True),
        (["xterm", "-fullscreen", "-e", "cat"], False),
    ):
        program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            seen = wait_until(lambda: full_screen(environment), 15, f"{command[0]} in full screen")
            assert seen.show is show
        finally:
            program.kill()
            program.wait(10)
        wait_until(lambda: full_screen(environment) is None, 10, "no full screen")


@pytest.mark.parametrize(
    ("name", "text", "show"),
    [
        ("supertux", "Categories=Game;ArcadeGame;", True),
        ("mpv", "Categories=AudioVideo;Audio;Video;Player;TV;", True),
        ("soffice-impress", "Categories=Office;Presentation;", True),
        ("kdenlive", "Categories=Qt;KDE;AudioVideo;AudioVideoEditing;Video;", False),
        ("emacs", "Categories=Development;TextEditor;", False),
        ("steam_app_12", "", True),
    ],
)
def test_a_desktop_file_says_what_a_program_is_for(
    tmp_path: Path, name: str, text: str, *, show: bool
) -> None:
    folder = tmp_path / "applications"
    folder.mkdir()
    entry = f"[Desktop Entry]\nName=x\nStartupWMClass={name}\n{text}\n[Desktop Action new]\n"
    (folder / "org.example.Thing.desktop").write_text(entry)
    environment = {"XDG_DATA_HOME": str(tmp_path), "XDG_DATA_DIRS": str(tmp_path / "none")}
    assert is_a_show(environment, name) is show
    assert is_a_show(environment, "something else") is False
