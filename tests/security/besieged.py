"""One person's home with a daemon in it, seen from outside."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.desktop.processes import Program
from tests.waiting import wait_until

SOURCE_ROOT = Path(__file__).parents[2] / "daemon"
COMMAND = (sys.executable, "-m", "unkink")
RUN = (*COMMAND, "run", "--tray", "none", "--notifier", "terminal", "--verbose")
PATIENCE = 60.0
"""Seconds; the other tests use the processors too."""

OPENER = """#!/bin/sh
tr '\\0' ' ' < /proc/$$/cmdline > "$HOME/opened.part"
mv "$HOME/opened.part" "$HOME/opened"
"""
"""Instead of a browser: it writes down what a list of processes shows of it."""


class Besieged:
    """The folders, the environment, and the daemon once it was started."""

    def __init__(self, folder: Path) -> None:
        self.home, self.runtime, tools = (folder / name for name in ("home", "run", "tools"))
        for one in (self.home, self.runtime, tools):
            one.mkdir()
        self.runtime.chmod(0o700)
        (tools / "xdg-open").write_text(OPENER)
        (tools / "xdg-open").chmod(0o755)
        nowhere = f"unix:path={folder}/no-bus"
        self.environment = {
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "DBUS_SESSION_BUS_ADDRESS": nowhere,
            "DBUS_SYSTEM_BUS_ADDRESS": nowhere,
            "WAYLAND_DISPLAY": "nobody",  # nobody is there; it is what lets pages be opened
            "PATH": f"{tools}:{os.environ['PATH']}",
            "PYTHONPATH": str(SOURCE_ROOT),
            "LANG": "C.UTF-8",
        }
        self.own = self.runtime / "unkink"
        self.socket = self.own / "control.sock"
        self.config = self.home / ".config/unkink"
        self.state = self.home / ".local/state/unkink"
        self.program: Program | None = None

    def start(self, *before: str) -> Program:
        """Start the daemon, these words before its own, and wait until it runs."""
        program = self.program = self.begin(*before)
        wait_until(lambda: "Stop it with" in program.log or not program.running, PATIENCE, "a word")
        assert program.running, program.log
        return program

    def begin(self, *before: str) -> Program:
        """Start it, and leave how that ends to the caller."""
        return Program([*before, *RUN], self.environment, self.home / "daemon.log")

    def says(self, *arguments: str, before: Sequence[str] = ()) -> str:
        """Run a command of unkink that has to work, and return what it prints."""
        done = subprocess.run(
            [*before, *COMMAND, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done
        return done.stdout

    def opens(self, tip: str) -> str:
        """Have a tip opened, and return the address in the command line of the browser."""
        seen = self.home / "opened"
        seen.unlink(missing_ok=True)
        self.says("tip", tip)
        wait_until(seen.exists, PATIENCE, "the browser to be started")
        return seen.read_text().split()[-1]

    def status(self) -> dict[str, object]:
        """Ask it how things stand."""
        told: dict[str, object] = json.loads(self.says("status", "--json"))
        return told

    def end(self) -> None:
        """End it, if it still runs."""
        if self.program is not None and self.program.running:
            self.program.stop()
