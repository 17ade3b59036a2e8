"""A real Wayland compositor without a screen: sway, with programs in it."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.desktop.bus import CONFIG as BUS
from tests.desktop.bus import listens
from tests.desktop.processes import Program
from tests.waiting import wait_until

NOBODY = 65534

CONFIG = """output HEADLESS-1 resolution 640x480
xwayland disable
seat seat0 fallback true
"""


class Sway:
    """A running sway; everything in it runs as the same user as sway itself."""

    def __init__(self, folder: Path, environment: Mapping[str, str], prefix: list[str]) -> None:
        self.folder = folder
        self.environment = dict(environment)
        self._prefix = prefix
        self._programs: list[Program] = []
        self._start_compositor()

    def run(self, *command: str) -> Program:
        """Start a program in it."""
        log = self.folder / f"{Path(command[0]).name}.log"
        program = Program([*self._prefix, *command], self.environment, log)
        self._programs.append(program)
        return program

    def run_bus(self) -> None:
        """Start a session bus for it, on which nothing starts by itself.

        The bus is the tests' own, and lets in whoever sway runs as.
        """
        socket, config = self.folder / "bus", self.folder / "bus.conf"
        (self.folder / "services").mkdir()
        text = BUS.format(socket=socket, services=self.folder / "services")
        config.write_text(text.replace('<allow own="*"/>', '<allow own="*"/><allow user="*"/>'))
        command = ["dbus-daemon", f"--config-file={config}", "--nofork"]
        self._programs.append(Program(command, self.environment, self.folder / "bus.log"))
        wait_until(lambda: listens(socket), 10, "the session bus")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={socket}"

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

    def stop(self) -> None:
        """End it and all in it, the youngest first."""
        while self._programs:
            self._programs.pop().stop()

    def kill(self) -> None:
        """End the compositor as a crash would."""
        self._compositor.kill()

    def _message(self, *words: str) -> Any:
        asked = subprocess.run(
            ["swaymsg", "-r", *words],
            env=self.environment,
            capture_output=True,
            timeout=10,
            check=True,
        )
        return json.loads(asked.stdout)

    def _start_compositor(self) -> None:
        config = self.folder / "sway.conf"
        config.write_text(CONFIG)
        self._compositor = self.run("sway", "-c", str(config))
        socket = wait_until(lambda: next(self.folder.glob("wayland-?"), None), 20, "sway")
        self.environment["WAYLAND_DISPLAY"] = socket.name
        talk = wait_until(lambda: next(self.folder.glob("sway-ipc.*"), None), 10, "sway's socket")
        self.environment["SWAYSOCK"] = str(talk)
        wait_until(lambda: self._message("-t", "get_outputs"), 10, "a screen of sway's")


@contextmanager
def running_sway() -> Iterator[Sway]:
    """Run a sway whose folders are its own.

    It refuses to run as root; as root it, and what is started in it, run as nobody. A folder of
    pytest's would be closed to nobody.
    """
    folder = Path(tempfile.mkdtemp(prefix="sway-"))
    prefix: list[str] = []
    if os.getuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
        # A change of user forgets pdeathsig, so it is asked for once more.
        prefix = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        prefix += ["--pdeathsig", "KILL", "--"]
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "LANG": "C.UTF-8",
        "WLR_BACKENDS": "headless",
        "WLR_LIBINPUT_NO_DEVICES": "1",
        "WLR_RENDERER": "pixman",
        "GSETTINGS_BACKEND": "memory",  # else swaync forgets its switch for want of dconf
        "NO_AT_BRIDGE": "1",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder}/no-bus",
    }
    sway = None
    try:
        sway = Sway(folder, environment, prefix)
        yield sway
    finally:
        if sway is not None:
            sway.stop()
        shutil.rmtree(folder, ignore_errors=True)
