"""A sway with programs in it, which can be told what to do with their windows."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.desktop.processes import Program
from tests.waiting import wait_until
from tests.wayland.compositors import SWAY, Compositor, running


class Sway:
    """A running sway; everything in it runs as the same user as sway itself."""

    def __init__(self, compositor: Compositor) -> None:
        """Wait until it answers and has a screen."""
        self.folder = compositor.folder
        self.environment = dict(compositor.environment)
        self.kill = compositor.kill
        self._prefix = compositor.prefix
        self._programs: list[Program] = []
        self.environment["WAYLAND_DISPLAY"] = compositor.socket.name
        talk = wait_until(lambda: next(self.folder.glob("sway-ipc.*"), None), 10, "sway's socket")
        self.environment["SWAYSOCK"] = str(talk)
        wait_until(lambda: self._message("-t", "get_outputs"), 10, "a screen of sway's")

    def run(self, *command: str) -> Program:
        """Start a program in it."""
        log = self.folder / f"{Path(command[0]).name}.log"
        program = Program([*self._prefix, *command], self.environment, log)
        self._programs.append(program)
        return program

    def tell(self, *command: str) -> None:
        """Give sway a command."""
        self._message(*command)

    def windows(self) -> list[str]:
        """Name the programs that have a window."""
        found, tree = [], [self._message("-t", "get_tree")]
        while tree:
            node = tree.pop()
            tree.extend(node.get("nodes", []) + node.get("floating_nodes", []))
            if node.get("app_id"):
                found.append(node["app_id"])
        return found

    def open_terminal(self, name: str) -> Program:
        """Open a window of a program with this name and wait until it is there."""
        program = self.run("foot", f"--app-id={name}", "sleep", "1000")
        wait_until(lambda: name in self.windows(), 15, f"a window of {name}")
        return program

    def stop_programs(self) -> None:
        """End all in it, the youngest first."""
        while self._programs:
            self._programs.pop().stop()

    def _message(self, *words: str) -> Any:
        asked = subprocess.run(
            ["swaymsg", "-r", *words],
            env=self.environment,
            capture_output=True,
            timeout=10,
            check=True,
        )
        return json.loads(asked.stdout)


@contextmanager
def running_sway() -> Iterator[Sway]:
    """Run a sway whose folders and bus are its own."""
    with running(SWAY) as compositor:
        sway = Sway(compositor)
        try:
            yield sway
        finally:
            sway.stop_programs()
