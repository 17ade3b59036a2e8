"""A real PipeWire with its PulseAudio face, a virtual microphone, and a mixer's level meter."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.sensors.buses import running_bus
from tests.desktop.home import new_home
from tests.desktop.processes import Program
from tests.waiting import wait_until_true
from unkink.adapters.surroundings.call import calls_in_progress
from unkink.adapters.surroundings.programs import output
from unkink.core.surroundings import Kind, Sign

METER = Path(__file__).with_name("played_meter.py")
MICROPHONE = (
    *("pactl", "load-module", "module-null-sink", "media.class=Audio/Source/Virtual"),
    *("sink_name=mic", "channel_map=front-left,front-right"),
)


class PipeWire:
    """The servers of a desktop, in a folder of their own."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self._folder = Path(environment["HOME"])
        self._programs: list[Program] = []
        for name in ("pipewire", "wireplumber", "pipewire-pulse"):
            self.start(name)

    def start(self, *command: str) -> Program:
        log = self._folder / f"{len(self._programs)}.log"
        self._programs.append(Program(command, self.environment, log))
        return self._programs[-1]

    def stop(self) -> None:
        while self._programs:
            self._programs.pop().kill()

    async def has_microphone(self) -> bool:
        return await output(self.environment, *MICROPHONE) is not None


@pytest.fixture
def pipewire(tmp_path: Path) -> Iterator[PipeWire]:
    folder = tmp_path / "bus"
    folder.mkdir()
    with running_bus(folder) as (address, _):
        environment = new_home(tmp_path)
        environment |= {"DBUS_SESSION_BUS_ADDRESS": address, "PATH": os.environ["PATH"]}
        server = PipeWire(environment)
        try:
            yield server
        finally:
            server.stop()


async def test_the_meter_of_a_mixer_is_no_call_and_a_recording_beside_it_is_one(
    pipewire: PipeWire,
) -> None:
    """pwvucontrol #29, i3status-rust #2070: level bars show up as recording."""
    await wait_until_true(pipewire.has_microphone, 20, "the virtual microphone")
    meter = pipewire.start(sys.executable, str(METER), "mic", "pwvucontrol")

    async def measures() -> bool:
        return "recording" in meter.log

    await wait_until_true(measures, 15, f"the meter\n{meter.log}")
    assert await calls_in_progress(pipewire.environment) == []
    pipewire.start("parec", "-d", "mic", "--client-name=Firefox", "/dev/null")
    call = Sign(Kind.CALL, "microphone in use by Firefox", "Firefox")

    async def seen() -> bool:
        return await calls_in_progress(pipewire.environment) == [call]

    await wait_until_true(seen, 15, "the call")
