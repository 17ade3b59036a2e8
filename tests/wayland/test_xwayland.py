"""XWayland itself, which looks like any X server and sees the input of its own windows only."""

import os
from collections.abc import Iterator

import pytest

from tests.adapters.sensors.conftest import running_x_server
from tests.adapters.sensors.hearing import Ears
from tests.desktop.processes import Program
from tests.waiting import wait_until
from tests.wayland.compositors import SWAY, Compositor
from unkink.adapters.clock import SystemClock
from unkink.adapters.sensors.choice import Place, choose_input_sensor
from unkink.adapters.sensors.xwayland import is_xwayland
from unkink.core.events import Blinded


@pytest.fixture
def display(compositor: Compositor) -> Iterator[str]:
    """An XWayland in the compositor's session."""
    reader, writer = os.pipe()
    environment = compositor.environment | {"WAYLAND_DISPLAY": compositor.socket.name}
    log = compositor.folder / "xwayland.log"
    program = Program(["Xwayland", "-displayfd", str(writer)], environment, log, keep_open=[writer])
    os.close(writer)
    try:
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        assert number, program.log
        yield f":{number}"
    finally:
        program.stop()


@pytest.mark.parametrize("compositor", [SWAY], indirect=True, ids=["sway"])
async def test_xwayland_is_told_from_an_x_server_and_its_compositor_is_asked_instead(
    compositor: Compositor, display: str
) -> None:
    """Safe Eyes #286, Workrave #679 (peers 13), where no variable says that this is Wayland."""
    wait_until(lambda: is_xwayland(display) is not None, 10, "XWayland to answer")
    assert is_xwayland(display) is True
    with running_x_server() as x_server:
        assert is_xwayland(x_server.display) is False

    environment = {"DISPLAY": display, "XDG_RUNTIME_DIR": str(compositor.folder)}
    chosen = await choose_input_sensor(Place(Ears(), SystemClock(), environment))
    assert not isinstance(chosen, Blinded)
    assert chosen.name in ("ext-idle-notify", "kwin-idle")
    chosen.close()
