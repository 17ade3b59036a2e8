"""A real PulseAudio with a silent microphone and silent loudspeakers, in a folder of its own."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.desktop.home import new_home
from tests.desktop.processes import Program
from tests.waiting import wait_until, wait_until_true

MODULES = (
    "module-native-protocol-unix",
    "module-null-sink sink_name=out",
    "module-null-source source_name=mic",
    "module-role-cork trigger_roles=event cork_roles=music",
)


class SoundServer:
    """A running server, and programs that record from it and play to it."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment = environment
        self._folder = folder
        self._programs: list[Program] = []
        loaded = [word for module in MODULES for word in ("-L", module)]
        self._start("pulseaudio", "--daemonize=no", "-n", "--exit-idle-time=-1", *loaded)
        socket = Path(environment["XDG_RUNTIME_DIR"]) / "pulse" / "native"
        wait_until(socket.exists, 15, "the sound server")

    def record(self, source: str, name: str) -> Program:
        """Record, as a program of this name."""
        return self._start("parec", "-d", source, f"--client-name={name}", "/dev/null")

    def play(self, name: str, *options: str) -> Program:
        """Play silence, as a program of this name."""
        return self._start(
            "pacat", "-p", "-d", "out", f"--client-name={name}", *options, "/dev/zero"
        )

    def loop_back(self, source: str, sink: str) -> None:
        """Let the server itself carry sound from one to the other."""
        self._pactl("load-module", "module-loopback", f"source={source}", f"sink={sink}")

    async def wait_for(self, what: str, count: int) -> None:
        """Wait until the server lists so many of these."""

        async def listed() -> bool:
            return len(json.loads(self._pactl("-f", "json", "list", what))) == count

        await wait_until_true(listed, 10, f"{count} {what}")

    def stop(self) -> None:
        """End it and all programs, the youngest first."""
        while self._programs:
            self._programs.pop().kill()

    def _start(self, *command: str) -> Program:
        log = self._folder / f"{command[0]}.log"
        self._programs.append(Program(command, self.environment, log))
        return self._programs[-1]

    def _pactl(self, *words: str) -> Any:
        asked = subprocess.run(
            ["pactl", *words], env=self.environment, capture_output=True, timeout=10, check=True
        )
        return asked.stdout


@contextmanager
def running_sound_server(folder: Path) -> Iterator[SoundServer]:
    """Run one while it is needed."""
    home = folder / "home"
    home.mkdir()
    server = SoundServer(new_home(home), folder)
    try:
        yield server
    finally:
        server.stop()
