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
        self.do("key", "--delay", str(round(pause * 1000)), *["a"] * count)

    def do(self, *arguments: str) -> None:
        """Have xdotool do something; returns when it is done."""
        subprocess.run(["xdotool", *arguments], env=self._environment, check=True, timeout=20)

    @contextmanager
    def shaking(self, pause: float) -> Iterator[None]:
        """Have the mouse go one pixel to and fro, each `pause` seconds."""
        there = ["mousemove_relative", "1", "0", "sleep", str(pause)]
        back = ["mousemove_relative", "--", "-1", "0", "sleep", str(pause)]
        shaker = subprocess.Popen(["xdotool", *(there + back) * 1000], env=self._environment)
        try:
            yield
            assert shaker.poll() is None, "the mouse stopped shaking"
        finally:
            shaker.kill()
            shaker.wait(10)

    @property
    def _environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display}

    def kill(self) -> None:
        """End it as a crash would."""
        self.process.kill()
        self.process.wait(10)


@contextmanager
def running_x_server(*options: str) -> Iterator[XServer]:
    """Run an Xvfb on a number of its own choice, with more options."""
    reader, writer = os.pipe()
    process = subprocess.Popen(
        # Else it begins anew when its last client leaves, and hangs up on whoever comes just then.
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "320x240x24", "-noreset", *options],
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
