"""A real daemon that is told all sorts of things, and to end, in any order: it ends, in order."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desktop.home import new_home
from tests.fuzz.budget import FEW, fuzzed
from tests.waiting import wait_until
from unkink.adapters.single_instance import holder
from unkink.cli.client import NoAnswer, NotRunning, call
from unkink.protocol import Bare, Now, Pause

HOOK = """
[[hook]]
on = ["paused", "shown"]
run = ["sh", "-c", "{command}"]
limit = "1s"
"""
HOOKS = (
    "exit 0",
    "sleep 0.2",
    "sleep 1000",
    "sleep 1000 & exit 0",
    "head -c 300000 /dev/zero >&2; exit 1",
)
REQUESTS = (Bare.STAND, Bare.SIT, Bare.SKIP, Bare.DONE, Bare.RESUME, Now(None), Pause(None))
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
REMOVED = ("run/unkink/control.sock", "run/unkink/daemon.lock", "state/unkink/daemon.lock")
ENDS_WITHIN = 30
"""Seconds: five, and what a busy machine may add."""

REALLY_FEW = settings(fuzzed, max_examples=max(6, fuzzed.max_examples // FEW))
"""Each example starts a program."""

happenings = st.lists(st.sampled_from([*REQUESTS, *REMOVED, Bare.QUIT]), max_size=8)


@REALLY_FEW
@given(st.sampled_from(HOOKS), happenings, st.lists(st.sampled_from(SIGNALS), max_size=2))
def test_whatever_it_was_told_it_ends_and_leaves_nothing_locked_or_running(
    place: Path, command: str, told: list[Bare | Now | Pause | str], signals: list[signal.Signals]
) -> None:
    home = place / str(len(list(place.iterdir())))
    home.mkdir()
    daemon = begun(home, command)
    socket = home / "run/unkink/control.sock"
    for one in told:
        if isinstance(one, str):
            (home / one).unlink(missing_ok=True)
            continue
        with suppress(NotRunning, NoAnswer):  # it may be ending, or its socket gone just now
            call(socket, one)
    for number in (*signals, signal.SIGTERM):
        daemon.send_signal(number)
    _, complaints = daemon.communicate(timeout=ENDS_WITHIN)
    assert "Traceback" not in complaints
    assert daemon.returncode in (0, *(128 + number for number in SIGNALS)), complaints
    assert not socket.exists()
    for lock in (socket.with_name("daemon.lock"), home / "state/unkink/daemon.lock"):
        assert holder(lock) is None
    if "&" in command:  # what a hook puts into the background is its own affair
        for process in left_of(home):
            os.kill(process, signal.SIGKILL)
    wait_until(lambda: not left_of(home), 5, "what was killed to be gone")
    with closing(sqlite3.connect(home / "data/unkink/history.db")) as journal:
        assert journal.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def begun(home: Path, command: str) -> subprocess.Popen[str]:
    """Start it in a home of its own, and wait until it says how to stop it."""
    environment = new_home(home)
    folder = home / "config/unkink"
    folder.mkdir()
    (folder / "config.toml").write_text(HOOK.format(command=command))
    daemon = subprocess.Popen(
        [sys.executable, "-m", "unkink", "run", "--tray", "none", "--notifier", "terminal"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert daemon.stdout is not None
    for line in daemon.stdout:
        if line.startswith("Stop it with"):
            return daemon
    raise AssertionError("it ended before it ran")


def left_of(home: Path) -> list[int]:
    """Return the processes that live in this home."""
    found = []
    for one in os.listdir("/proc"):  # noqa: PTH208 - names that are numbers
        if one.isdigit():
            with suppress(OSError):
                if f"HOME={home}\0".encode() in Path("/proc", one, "environ").read_bytes():
                    found.append(int(one))
    return found
