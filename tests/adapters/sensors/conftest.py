"""A real X server for each test that asks for one, and a person at its keyboard."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from tests.adapters.sensors.hearing import Ears


@dataclass(frozen=True, slots=True)
class XServer:
    """A running Xvfb."""

    display: str
    process: subprocess.Popen[bytes]

    def press_keys(self, count: int = 1, pause: float = 0.0) -> None:
        """Press this many keys, `pause` seconds apart; returns when they have been pressed."""
        delay = str(round(pause * 1000))
        subprocess.run(
            ["xdotool", "key", "--delay", delay, *["a"] * count],
            env={**os.environ, "DISPLAY": self.display},
            check=True,
            timeout=20,
        )

    def kill(self) -> None:
        """End it as a crash would."""
        self.process.kill()
        self.process.wait(10)


@contextmanager
def running_x_server() -> Iterator[XServer]:
    """Run an Xvfb on a number of its own choice."""
    reader, writer = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "320x240x24"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as answer:
        number = answer.readline().strip()
    assert number, "Xvfb did not start"
    server = XServer(f":{number}", process)
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture
def x_server() -> Iterator[XServer]:
    with running_x_server() as server:
        yield server


@pytest.fixture
async def ears() -> Ears:
    return Ears()
