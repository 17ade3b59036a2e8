import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.waiting import wait_until
from tests.wayland.sway import Sway, running_sway
from unkink.adapters.surroundings.fullscreen_wayland import can_tell, full_screen


@pytest.fixture
def sway() -> Iterator[Sway]:
    with running_sway() as sway:
        yield sway


def test_the_window_in_front_that_fills_the_screen_is_named(sway: Sway) -> None:
    assert can_tell(sway.environment)
    assert full_screen(sway.environment) is None
    player = sway.open_terminal("mpv")
    assert full_screen(sway.environment) is None
    sway.tell("fullscreen", "enable")
    seen = wait_until(lambda: full_screen(sway.environment), 5, "full screen")
    assert (seen.words, seen.program) == ("mpv in full screen", "mpv")
    sway.tell("fullscreen", "disable")
    wait_until(lambda: full_screen(sway.environment) is None, 5, "no full screen")
    sway.tell("fullscreen", "enable")
    wait_until(lambda: full_screen(sway.environment), 5, "full screen")
    player.stop()
    wait_until(lambda: full_screen(sway.environment) is None, 5, "no full screen")


def test_one_that_fills_another_workspace_is_not_in_front(sway: Sway) -> None:
    sway.open_terminal("org.videolan.VLC")
    sway.tell("fullscreen", "enable")
    seen = wait_until(lambda: full_screen(sway.environment), 5, "full screen")
    assert (seen.words, seen.program) == ("VLC in full screen", "VLC")
    sway.tell("workspace", "2")
    sway.open_terminal("editor")
    wait_until(lambda: full_screen(sway.environment) is None, 5, "no full screen")


def test_a_look_leaves_no_connection_behind(sway: Sway) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        full_screen(sway.environment)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_no_compositor_is_no_full_screen() -> None:
    assert full_screen({}) is None
    assert full_screen({"WAYLAND_DISPLAY": "/nowhere"}) is None


def test_a_compositor_that_hangs_is_not_waited_for(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "wayland-0"))
        silent.listen()
        began = time.monotonic()
        environment = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-0"}
        assert full_screen(environment) is None
        assert time.monotonic() - began < 1
