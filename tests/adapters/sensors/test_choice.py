"""Which sensor is chosen in which session; real displays and buses, played compositors."""

import gc
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from dbus_fast.aio import MessageBus

from tests.adapters.sensors import scripted_compositor
from tests.adapters.sensors.buses import connect, leave, running_bus
from tests.adapters.sensors.conftest import XServer
from tests.adapters.sensors.played_monitor import PlayedMonitor
from unkink.adapters.clock import SystemClock
from unkink.adapters.sensors.choice import Place, choose_input_sensor
from unkink.adapters.sensors.xwayland import is_xwayland
from unkink.core.events import Blinded, Event
from unkink.ports import InputSensor

NO_WAYLAND = "This Wayland compositor tells no other program about input."
GONE = "The Wayland compositor cannot be reached."
EXT, KWIN = "ext_idle_notifier_v1", "org_kde_kwin_idle"


def deaf(_event: Event) -> None:
    """Take a report and do nothing."""


async def choose(environment: dict[str, str], bus: MessageBus | None = None) -> str:
    """Return the name of what is chosen, or why nothing is."""
    chosen: InputSensor | Blinded = await choose_input_sensor(
        Place(deaf, SystemClock(), environment, bus)
    )
    if isinstance(chosen, Blinded):
        return chosen.why
    assert chosen.last_input() is not None
    chosen.close()
    return chosen.name


@pytest.fixture
async def buses(tmp_path: Path) -> AsyncIterator[tuple[MessageBus, MessageBus]]:
    """Two connections to one bus: the desktop's and ours."""
    folder = tmp_path / "bus"
    folder.mkdir()
    with running_bus(folder) as (address, _):
        desktop, ours = await connect(address), await connect(address)
        yield desktop, ours
        await leave(desktop)
        await leave(ours)


@pytest.mark.parametrize(
    ("kind", "wayland", "offered", "mutter", "expected"),
    [
        ("x11", None, None, False, "x11"),
        ("x11", None, None, True, "x11"),  # GNOME on X11
        ("x11", "", None, False, "x11"),
        (None, None, None, False, "x11"),
        ("wayland", "wayland-0", {"wl_seat": 9, EXT: 2, KWIN: 1}, False, "ext-idle-notify"),
        ("wayland", "wayland-0", {"wl_seat": 7, EXT: 1}, False, "ext-idle-notify"),
        ("wayland", "wayland-0", {"wl_seat": 7, KWIN: 1}, False, "kwin-idle"),
        ("wayland", "wayland-0", {"wl_seat": 7}, True, "mutter"),
        ("wayland", "wayland-0", {"wl_seat": 7}, False, NO_WAYLAND),
        ("wayland", "wayland-0", {EXT: 1}, False, NO_WAYLAND),
        ("wayland", "wayland-0", None, True, "mutter"),
        ("wayland", "wayland-0", None, False, GONE),
        ("wayland", None, None, False, "x11"),  # a real X server; say, VNC's
        ("wayland", None, None, True, "x11"),  # the same beside GNOME's bus
        ("x11", "wayland-0", {"wl_seat": 7, EXT: 1}, False, "ext-idle-notify"),  # nested, remote
        ("tty", "wayland-0", {"wl_seat": 7}, False, NO_WAYLAND),  # started from a text console
    ],
)
async def test_an_x_server_is_never_believed_in_a_wayland_session(
    x_server: XServer,
    buses: tuple[MessageBus, MessageBus],
    tmp_path: Path,
    kind: str | None,
    wayland: str | None,
    offered: dict[str, int] | None,
    mutter: bool,  # noqa: FBT001  # a column
    expected: str,
) -> None:
    """Safe Eyes #286, Workrave #679 (peers 13): a Wayland session read through XWayland."""
    environment = {"DISPLAY": x_server.display, "XDG_RUNTIME_DIR": str(tmp_path)}
    if kind is not None:
        environment["XDG_SESSION_TYPE"] = kind
    if wayland is not None:
        environment["WAYLAND_DISPLAY"] = wayland
    if mutter:
        await PlayedMonitor(buses[0], "org.gnome.Mutter").come()
    if offered is None:
        assert await choose(environment, buses[1]) == expected
        return
    async with scripted_compositor.running(tmp_path / "wayland-0", **offered):
        assert await choose(environment, buses[1]) == expected


@pytest.mark.parametrize(
    ("environment", "service", "expected"),
    [
        ({"XDG_SESSION_TYPE": "wayland"}, "org.gnome.Mutter", "mutter"),  # before any display
        ({"XDG_SESSION_TYPE": "wayland", "DISPLAY": "unix:4999"}, "org.gnome.Mutter", "mutter"),
        ({"XDG_SESSION_TYPE": "wayland"}, "org.cinnamon.Muffin", "muffin"),
        # An X server that cannot be watched: the compositor on it still can.
        ({"XDG_SESSION_TYPE": "x11", "DISPLAY": "unix:4999"}, "org.gnome.Mutter", "mutter"),
        ({"XDG_SESSION_TYPE": "x11", "DISPLAY": "unix:4999"}, "org.cinnamon.Muffin", "muffin"),
    ],
)
@pytest.mark.filterwarnings("ignore:unclosed <socket")  # python-xlib leaves those to the collector
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_an_idle_monitor_is_asked_where_no_x_server_can_be(
    buses: tuple[MessageBus, MessageBus],
    environment: dict[str, str],
    service: str,
    expected: str,
) -> None:
    await PlayedMonitor(buses[0], service).come()
    assert await choose(environment, buses[1]) == expected
    gc.collect()


async def test_a_compositor_that_took_another_name_is_found(tmp_path: Path) -> None:
    environment = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    async with scripted_compositor.running(tmp_path / "wayland-1", wl_seat=7, **{EXT: 1}):
        assert await choose(environment) == "ext-idle-notify"


async def test_a_compositor_nobody_named_is_found_where_there_is_no_other_display(
    tmp_path: Path, x_server: XServer
) -> None:
    environment = {"XDG_RUNTIME_DIR": str(tmp_path)}
    async with scripted_compositor.running(tmp_path / "wayland-0", wl_seat=7, **{EXT: 1}):
        assert await choose(environment) == "ext-idle-notify"
        # A compositor in a window of an X11 session sees the input of that window only.
        assert await choose({**environment, "DISPLAY": x_server.display}) == "x11"


async def test_the_kind_that_died_young_comes_last(tmp_path: Path) -> None:
    environment = {"WAYLAND_DISPLAY": str(tmp_path / "here")}
    async with scripted_compositor.running(tmp_path / "here", wl_seat=7, **{EXT: 1, KWIN: 1}):
        place = Place(deaf, SystemClock(), environment)
        chosen = await choose_input_sensor(place, "ext-idle-notify")
        assert not isinstance(chosen, Blinded)
        assert chosen.name == "kwin-idle"
        chosen.close()


async def test_without_a_display_there_is_nothing_to_watch() -> None:
    assert await choose({}) == "There is no display to watch."


@pytest.mark.filterwarnings("ignore:unclosed <socket")  # python-xlib leaves those to the collector
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_an_x_server_that_does_not_answer_is_a_reason_in_words() -> None:
    why = await choose({"DISPLAY": "unix:4999"})
    assert why.startswith("the X server cannot be reached: ")
    assert is_xwayland("unix:4999") is None
    gc.collect()
