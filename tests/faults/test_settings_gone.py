"""Settings that cannot be read under way are told, stay in force, and are taken up again after."""

import json
import os
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.cli.running import PATIENCE, RUN, Start, ended, starting
from tests.faults.living import about, done, running, takes
from tests.waiting import wait_until_true

IS_GONE = "The settings file is gone; the last settings stay on"
CANNOT_BE_READ = "The settings file cannot be read. The last good settings stay on."
MERE_MORTAL = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", sys.executable)
"""Root without the right to read whatever it likes."""


def reminder(minutes: int) -> str:
    return f'[[reminder]]\nname = "micro"\nevery = "{minutes}m"\ntips = ["micro"]\n'


@pytest.fixture
async def start(bare: Desk) -> AsyncIterator[Start]:
    """Start a daemon for which rights count, also where root runs the tests."""
    python = MERE_MORTAL if os.getuid() == 0 else (sys.executable,)
    if shutil.which(python[0]) is None:
        pytest.skip("setpriv is missing")
    async with starting(bare, *RUN, python=python) as begin:
        yield begin


def vanishes(file: Path) -> None:
    file.unlink()


def becomes_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def becomes_unreadable(file: Path) -> None:
    file.chmod(0)


def is_readable_again(file: Path) -> None:
    file.chmod(0o600)


def is_written_anew(file: Path) -> None:
    if file.is_dir():
        file.rmdir()
    fresh = file.with_name(".config.toml.new")
    fresh.write_text(reminder(42), "utf-8")
    fresh.replace(file)


@pytest.mark.parametrize(
    ("breaks", "words", "mends", "minutes"),
    [
        (vanishes, IS_GONE, is_written_anew, 42),
        (becomes_a_folder, CANNOT_BE_READ, is_written_anew, 42),
        (becomes_unreadable, CANNOT_BE_READ, is_written_anew, 42),
        (becomes_unreadable, CANNOT_BE_READ, is_readable_again, 41),
    ],
)
async def test_settings_that_cannot_be_read_for_a_while(
    bare: Desk,
    start: Start,
    breaks: Callable[[Path], None],
    words: str,
    mends: Callable[[Path], None],
    minutes: int,
) -> None:
    file = bare.paths.config_file
    file.parent.mkdir(parents=True)
    file.write_text(reminder(41), "utf-8")
    process = await start()
    await running(process)

    async def every() -> int:
        status = json.loads(await done(bare, "status", "--json"))
        return int(status["reminders"][0]["every_s"]) // 60

    async def is_told() -> bool:
        return (await done(bare, "status")).startswith(words)

    async def is_mended() -> bool:
        return not await is_told() and await every() == minutes

    breaks(file)
    await wait_until_true(is_told, PATIENCE, "the fault to be told")
    assert await every() == 41
    await takes(bare, "neck-turns")
    mends(file)
    await wait_until_true(is_mended, PATIENCE, "the settings to be taken up again")
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert code == 0
    assert len(about(complaints, str(file))) == 1
    assert "Traceback" not in complaints


async def test_settings_that_cannot_be_read_at_the_start_are_named_with_the_reason(
    bare: Desk, start: Start
) -> None:
    file = bare.paths.config_file
    file.parent.mkdir(parents=True)
    file.write_text(reminder(41), "utf-8")
    file.chmod(0)
    code, complaints = await ended(await start())
    assert code == 2
    assert complaints == f"{file}:1: cannot be read (Permission denied); let your user read it\n"
    file.unlink()
    file.mkdir()
    code, complaints = await ended(await start())
    assert code == 2
    assert complaints == f"{file}:1: this is a folder; write a text file of this name\n"
