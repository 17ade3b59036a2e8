import gc

import pytest

from tests.adapters.sensors.conftest import XServer
from unkink.adapters.clock import SystemClock
from unkink.adapters.sensors.choice import choose_input_sensor
from unkink.core.events import Blinded, Event
from unkink.ports import InputSensor


def deaf(_event: Event) -> None:
    """Take a report and do nothing."""


def choose(environment: dict[str, str]) -> InputSensor | Blinded:
    return choose_input_sensor(deaf, SystemClock(), environment)


async def test_an_x11_session_is_watched_through_the_x_server(x_server: XServer) -> None:
    sensor = choose({"DISPLAY": x_server.display, "WAYLAND_DISPLAY": ""})
    assert not isinstance(sensor, Blinded)
    assert sensor.name == "x11"
    assert sensor.last_input() > 0
    sensor.close()


async def test_the_x_server_of_a_wayland_session_is_left_alone(x_server: XServer) -> None:
    environment = {"DISPLAY": x_server.display, "WAYLAND_DISPLAY": "wayland-0"}
    assert choose(environment) == Blinded(
        "This Wayland session tells no other program about input yet."
    )


async def test_without_a_display_there_is_nothing_to_watch() -> None:
    assert choose({}) == Blinded("There is no display to watch.")


@pytest.mark.filterwarnings("ignore:unclosed <socket")  # python-xlib leaves those to the collector
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_an_x_server_that_does_not_answer_is_a_reason_in_words() -> None:
    chosen = choose({"DISPLAY": "unix:4999"})
    assert isinstance(chosen, Blinded)
    assert chosen.why.startswith("the X server cannot be reached: ")
    gc.collect()
