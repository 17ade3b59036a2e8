"""Times a start of the daemon beside a long history, and what commands then wait for."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from unkink import protocol
from unkink.cli.client import call

ROOT = Path(__file__).parents[2]
RUN = ("run", "--tray", "none", "--notifier", "terminal")
STARTS = 5
ROUNDS = 9


def commands(history: Path, how: str) -> None:
    """Print medians for a daemon that keeps a copy of this file, or none where there is none."""
    with tempfile.TemporaryDirectory(dir=history.parents[1]) as folder:
        home = Path(folder)
        home.chmod(0o700)
        kept = home / ".local/share/unkink/history.db"
        kept.parent.mkdir(parents=True, mode=0o700)
        if history.exists():
            shutil.copy(history, kept)
        settings = home / ".config/unkink/config.toml"
        settings.parent.mkdir(parents=True, mode=0o700)
        settings.write_text("[history]\nkeep_days = 3650\n")
        environment = {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "daemon"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/no-bus",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={home}/no-bus",
        }
        starts = []
        for _ in range(STARTS):
            milliseconds, daemon = _start(environment)
            starts.append(milliseconds)
            _stop(daemon)
        _, daemon = _start(environment)
        try:
            _print(f"start to the first line, {how}", starts)
            for name, request in (("status", protocol.Bare.STATUS), ("why", protocol.Why())):
                socket = home / "unkink" / "control.sock"
                _print(
                    f"daemon answers {name}, {how}",
                    [_asked(socket, request) for _ in range(ROUNDS)],
                )
                whole = [_run(name, environment) for _ in range(ROUNDS)]
                _print(f"unkink {name} as a process, {how}", whole)
            _print("a process of python alone", [_run("", environment) for _ in range(ROUNDS)])
        finally:
            _stop(daemon)


def _start(environment: Mapping[str, str]) -> tuple[float, subprocess.Popen[bytes]]:
    began = time.perf_counter()
    daemon = subprocess.Popen(
        [sys.executable, "-m", "unkink", *RUN],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert daemon.stdout is not None
    daemon.stdout.readline()
    return (time.perf_counter() - began) * 1000, daemon


def _stop(daemon: subprocess.Popen[bytes]) -> None:
    daemon.terminate()
    daemon.communicate()


def _asked(socket: Path, request: protocol.Request) -> float:
    began = time.perf_counter()
    call(socket, request)
    return (time.perf_counter() - began) * 1000


def _run(command: str, environment: Mapping[str, str]) -> float:
    arguments = ["-m", "unkink", command] if command else ["-c", "pass"]
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], env=environment, check=True, stdout=subprocess.DEVNULL
    )
    return (time.perf_counter() - began) * 1000


def _print(name: str, times: list[float]) -> None:
    sys.stdout.write(f"{name:46} {statistics.median(times):9.2f} ms, worst {max(times):.2f}\n")
