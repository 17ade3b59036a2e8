"""The daemon as a person starts and stops it: real processes, with no display and no bus at all."""

import asyncio
import json
import re
import signal
import stat
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.cli.running import PATIENCE, Start, bare, ended, start
from tests.own_tips import PACING
from tests.waiting import wait_until_true
from unkink.settings_file.first_file import first_text

__all__ = ["bare", "start"]  # fixtures

BY_SITTING = """
[[reminder]]
name = "micro"
every = "40m"
rest = "40m"
full_break = "5m"
tips = ["micro"]
"""
"""Nothing that the clock on the wall makes due; by default a morning has a card of its own."""


@pytest.fixture
def by_sitting(bare: Desk) -> None:
    """Settings with which nothing is due at the start, whatever the time of day."""
    bare.paths.config_file.parent.mkdir(parents=True)
    bare.paths.config_file.write_text(BY_SITTING)


async def announced(process: Process) -> bool:
    """Wait until it has said that it runs, or has ended without; tell which."""
    assert process.stdout is not None
    async for line in process.stdout:
        if line.startswith(b"Stop it with"):
            return True
    return False


@pytest.mark.usefixtures("by_sitting")
async def test_of_five_simultaneous_starts_one_stays_and_quit_ends_it(
    bare: Desk, start: Start
) -> None:
    crowd = [await start() for _ in range(5)]
    runs = await asyncio.wait_for(asyncio.gather(*map(announced, crowd)), PATIENCE)
    assert runs.count(True) == 1
    stays = crowd[runs.index(True)]
    others = [await ended(one) for one in crowd if one is not stays]
    assert [code for code, _ in others] == [3, 3, 3, 3]
    # By its socket, or before it has one by the lock, which tells the process.
    line = rf"unkink is already running( \(process {stays.pid}\))?\n"
    assert all(re.fullmatch(line, complaint) for _, complaint in others), others

    assert (await bare.types("status")).out.startswith("No input sensor on this desktop")
    bare.paths.state_file.unlink()
    seen = await bare.types("quit")
    assert (seen.code, seen.out) == (0, "unkink stops now.\n")
    assert await ended(stays) == (0, "")
    assert json.loads(bare.paths.state_file.read_text())["schema"] == 3
    assert not bare.paths.socket.exists()
    assert (await bare.types("status")).code == 4


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_a_signal_ends_it_in_order(bare: Desk, start: Start, number: signal.Signals) -> None:
    process = await start()
    assert await asyncio.wait_for(announced(process), PATIENCE)
    bare.paths.state_file.unlink()
    process.send_signal(number)
    assert await ended(process) == (0, "")
    assert json.loads(bare.paths.state_file.read_text())["schema"] == 3
    assert not bare.paths.socket.exists()


async def test_a_config_with_mistakes_ends_it_with_2_and_every_one_of_them(
    bare: Desk, start: Start
) -> None:
    file = bare.paths.config_file
    file.parent.mkdir(parents=True)
    mistakes = '[sitting]\naway_after = "soon"\n\n[prompt]\nsnoze = "5m"\nmax_snoozes = -1\n'
    file.write_text(mistakes)
    code, complaints = await ended(await start())
    assert code == 2
    assert [line.split(": ")[:2] for line in complaints.splitlines()] == [
        [f"{file}:2", "sitting.away_after"],
        [f"{file}:5", "prompt.snoze"],
        [f"{file}:6", "prompt.max_snoozes"],
    ]
    assert file.read_text() == mistakes
    assert not bare.paths.socket.exists()


@pytest.mark.usefixtures("by_sitting")
async def test_why_tells_after_a_restart_what_was_decided_before_and_without_a_daemon_too(
    bare: Desk, start: Start
) -> None:
    """Safe Eyes healthstats (peers 42) wiped what it had kept at each start."""
    first = await start()
    assert await asyncio.wait_for(announced(first), PATIENCE)
    assert (await bare.types("now", "neck-turns")).code == 0
    assert (await bare.types("done")).code == 0
    first.kill()  # and no orderly end
    await ended(first)

    left = await bare.types("why", "--last", "1h")
    assert (left.code, left.err) == (4, "unkink is not running; this is what it decided before\n")
    assert "shown, as you asked: Look over each shoulder\n" in left.out
    assert re.search(r"^\d\d:\d\d  taken$", left.out, re.MULTILINE)
    rows = json.loads((await bare.types("why", "--last", "1h", "--json")).out)

    assert await asyncio.wait_for(announced(await start()), PATIENCE)
    told = json.loads((await bare.types("why", "--last", "1h", "--json")).out)
    assert told[: len(rows)] == rows
    kept = [(one["what"], one["tip"], one["why"]) for one in told if one["what"] != "blind"]
    assert kept[:3] == [
        ("shown", "neck-turns", "asked"),
        ("outcome", "neck-turns", "taken"),
        ("break", "neck-turns", "taken"),
    ]
    assert set(told[0]) == {"time", "what", "reminder", "tip", "why", "seconds"}
    page = (await bare.types("why", "--last", "1h")).out
    assert page.startswith("No input sensor on this desktop: sitting time is a guess: ")
    files = {one.name: stat.S_IMODE(one.stat().st_mode) for one in bare.paths.data.iterdir()}
    assert files == {
        "daemon.lock": 0o600,
        "history.db": 0o600,
        "history.db-wal": 0o600,
        "history.db-shm": 0o600,
    }


async def test_an_own_tip_is_there_as_soon_as_its_file_is_saved_and_goes_with_it(
    bare: Desk, start: Start
) -> None:
    process = await start()
    assert await asyncio.wait_for(announced(process), PATIENCE)
    assert (await bare.types("profile", "none")).code == 0
    file = bare.paths.own_tips / "mine.toml"

    async def pacing() -> object:
        listed = json.loads((await bare.types("tips", "--json", "--all")).out)
        return next((one["hidden"] for one in listed if one["id"] == "pacing"), "gone")

    async def is_shown() -> bool:
        return await pacing() is None

    async def is_gone() -> bool:
        return json.loads((await bare.types("status", "--json")).out)["live"] is None

    file.parent.mkdir()
    file.write_text(PACING, "utf-8")
    await wait_until_true(is_shown, PATIENCE, "the own tip to be taken")
    assert (await bare.types("now", "pacing")).code == 0
    assert not await is_gone()
    file.unlink()
    await wait_until_true(is_gone, PATIENCE, "the prompt to be withdrawn")
    assert await pacing() == "gone"
    assert (await bare.types("quit")).code == 0
    assert await ended(process) == (0, "")


async def test_a_journal_that_cannot_be_kept_stops_nobody(bare: Desk, start: Start) -> None:
    bare.paths.history_file.mkdir(parents=True)
    process = await start()
    assert await asyncio.wait_for(announced(process), PATIENCE)
    assert (await bare.types("now", "neck-turns")).code == 0
    told = json.loads((await bare.types("why", "--json")).out)
    assert ("shown", "neck-turns") in [(one["what"], one["tip"]) for one in told]
    assert (await bare.types("quit")).code == 0
    code, complaints = await ended(process)
    assert code == 0
    lost = f"WARNING {bare.paths.history_file} cannot be used (it is no ordinary file); "
    assert [line for line in complaints.splitlines() if "history" in line] == [
        f"{lost}the journal goes on in memory"
    ]


async def test_a_bar_is_told_of_what_is_done_elsewhere_until_the_end(
    bare: Desk, start: Start
) -> None:
    assert await asyncio.wait_for(announced(await start()), PATIENCE)
    bar = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "unkink", "watch", "--json"),
        env=bare.environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=PIPE,
    )
    assert bar.stdout is not None

    async def seen(key: str, value: object) -> None:
        assert bar.stdout is not None
        while json.loads(await asyncio.wait_for(bar.stdout.readline(), PATIENCE))[key] != value:
            pass

    await seen("posture", "sitting")
    assert (await bare.types("stand")).code == 0
    await seen("posture", "standing")
    assert (await bare.types("pause", "1h")).code == 0
    await seen("sign", "paused")
    assert (await bare.types("quit")).code == 0
    await asyncio.wait_for(bar.communicate(), PATIENCE)
    assert bar.returncode == 4


async def test_the_first_start_writes_the_commented_config_and_no_start_touches_it_again(
    bare: Desk, start: Start
) -> None:
    """Safe Eyes #548, Entracte #212 (peers 41): the file is sorted and written anew."""
    file = bare.paths.config_file
    assert await announced(await start())
    written = file.read_bytes()
    assert written.decode() == first_text()
    assert (await bare.types("quit")).code == 0

    before = file.stat()
    again = await start()
    assert await asyncio.wait_for(announced(again), PATIENCE)
    again.terminate()
    assert await ended(again) == (0, "")
    after = file.stat()
    assert file.read_bytes() == written
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def in_place(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")


def by_rename(file: Path, text: str) -> None:
    fresh = file.with_name(".config.toml.new")
    fresh.write_text(text, "utf-8")
    fresh.replace(file)


def as_vim_does(file: Path, text: str) -> None:
    """With `backupcopy=no`: the old file becomes the backup, and a new one takes its name."""
    backup = file.with_name("config.toml~")
    file.rename(backup)
    file.write_text(text, "utf-8")
    backup.unlink()


async def test_the_settings_change_however_the_file_is_saved(bare: Desk, start: Start) -> None:
    process = await start()
    assert await asyncio.wait_for(announced(process), PATIENCE)
    file = bare.paths.config_file
    for minutes, save in ((41, in_place), (42, by_rename), (43, as_vim_does), (44, in_place)):
        text = f'[[reminder]]\nname = "micro"\nevery = "{minutes}m"\ntips = ["micro"]\n'
        save(file, text)

        async def in_force(seconds: int = 60 * minutes) -> bool:
            status = json.loads((await bare.types("status", "--json")).out)
            return [one["every_s"] for one in status["reminders"]] == [seconds]

        await wait_until_true(in_force, PATIENCE, save.__name__)
        assert file.read_text("utf-8") == text
    assert (await bare.types("config", "set", "reminder.micro.every", "45m")).code == 0

    async def set_by_command() -> bool:
        status = json.loads((await bare.types("status", "--json")).out)
        return [one["every_s"] for one in status["reminders"]] == [2700]

    await wait_until_true(set_by_command, PATIENCE, "config set")
    assert (await bare.types("quit")).code == 0
    assert await ended(process) == (0, "")
