"""An end that has bounds of its own, in processes that do not want to end."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).parents[1] / "daemon"
PROGRAM = """
import asyncio, os, sys, time
from unkink.ending import Ending

async def never():
    await asyncio.Event().wait()

async def stubborn():
    while True:
        try:
            await never()
        except asyncio.CancelledError:
            pass

async def broken():
    raise OSError("no such luck")

async def blocked():
    time.sleep(1000)

async def busy():
    while True:
        pass

async def main():
    ending = Ending(limit=float(sys.argv.pop()))
    ending.at_last(lambda: os.write(1, b"last words\\n"))
    ending.heed_signals()
    print("ready", flush=True)
    if sys.argv[1] == "before":
        time.sleep(1000)
    await ending.begins.wait()
    if "kept" in sys.argv:
        ending.kept()
        print("kept", flush=True)
    for name in sys.argv[1:]:
        if name in globals():
            await ending.step(name, globals()[name])
    await ending.finish()

asyncio.run(main())
print("in order", flush=True)
"""
QUICK = 20
"""Seconds: nothing here waits for the limit of an orderly end, however busy the machine."""


class Told:
    """A process that is told to end, once or more."""

    def __init__(self, *ways: str, limit: float = 30.0) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *ways, str(limit)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": str(SOURCE)},
        )
        self.hears("ready")

    def hears(self, line: str) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == f"{line}\n"

    def ends(self, *signals: int) -> tuple[int, str, str]:
        for number in signals:
            self.process.send_signal(number)
        began = time.monotonic()
        said, complaints = self.process.communicate(timeout=60)
        assert time.monotonic() - began < QUICK
        return self.process.returncode, said, complaints


@pytest.fixture(params=[signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def number(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_what_ends_when_told_ends_in_order(number: int) -> None:
    assert Told("orderly").ends(number) == (0, "in order\n", "")


def test_a_part_that_does_not_close_is_left_and_named() -> None:
    assert Told("never").ends(signal.SIGTERM) == (
        0,
        "in order\n",
        "unkink ends without waiting any longer for never\n",
    )


def test_parts_that_do_not_close_share_the_time_there_is() -> None:
    code, said, complaints = Told(*["never"] * 8, limit=3.0).ends(signal.SIGTERM)
    assert (code, said) == (0, "in order\n")
    assert complaints.count("unkink ends without waiting any longer for never\n") == 8


def test_a_part_that_cannot_be_closed_keeps_no_other_from_it() -> None:
    code, said, complaints = Told("broken", "never").ends(signal.SIGTERM)
    assert (code, said) == (0, "in order\n")
    assert "broken could not be closed" in complaints
    assert "longer for never" in complaints


def test_where_a_part_holds_on_to_the_loop_the_process_leaves_without_it() -> None:
    assert Told("stubborn", limit=3.0).ends(signal.SIGTERM) == (
        5,
        "last words\n",
        "unkink ends without waiting any longer for stubborn\n",
    )


@pytest.mark.parametrize("way", ["blocked", "busy", "before"])
def test_a_loop_that_is_blocked_is_ended_by_the_alarm(way: str) -> None:
    assert Told(way, limit=0.5).ends(signal.SIGTERM) == (-signal.SIGALRM, "", "")


def test_a_second_signal_ends_at_once_what_has_kept_everything(number: int) -> None:
    told = Told("kept", "never", "never")
    told.process.send_signal(number)
    told.hears("kept")
    assert told.ends(number) == (128 + number, "last words\n", "")


def test_a_second_signal_gives_little_time_to_what_has_not() -> None:
    told = Told("before", limit=0.5)
    assert told.ends(signal.SIGTERM, signal.SIGTERM) == (-signal.SIGALRM, "", "")
