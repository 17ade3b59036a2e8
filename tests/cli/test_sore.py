"""`unkink sore on` at a real terminal: the list first, then a question it waits for."""

import asyncio
import os
import pty
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from unkink.health_file import read_health
from unkink.tip_files import read_pool

POOL = read_pool()


async def at_a_terminal(desk: Desk, answers: str) -> tuple[int, str]:
    """Type the answers ahead, and return the exit code and all that stood on the screen."""
    ours, theirs = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "unkink", "sore", "on"),
        env=desk.environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.write(ours, answers.encode())
    screen = await asyncio.to_thread(_all_of, ours)
    return await asyncio.wait_for(process.wait(), 60), screen


def _all_of(terminal: int) -> str:
    read = b""
    try:
        while piece := os.read(terminal, 4096):
            read += piece
    except OSError:
        pass  # the other end is closed
    finally:
        os.close(terminal)
    return read.decode().replace("\r\n", "\n")


def kept(file: Path) -> tuple[frozenset[str], bool]:
    profile = read_health(file).profile
    return profile.locked, profile.sore(datetime.now().astimezone().date())


@pytest.mark.parametrize(
    ("answers", "lock", "sore"),
    [
        ("\n", frozenset[str](), True),
        ("14\n", frozenset[str](), True),
        ("8, 14\n", POOL.levels["soon"].lock, True),
        ("99\nten\n4\n", POOL.levels["emergency"].lock, False),
    ],
)
async def test_the_list_is_asked_before_the_sore_day_begins(
    desk: Desk,
    answers: str,
    lock: frozenset[str],
    sore: bool,  # noqa: FBT001 - expected
) -> None:
    code, screen = await at_a_terminal(desk, answers)
    assert code == 0
    assert "Please check this list. Do any of these apply now?" in screen
    assert screen.count("Write numbers from 1 to 14, such as: 3 8") == answers.count("\n") - 1
    assert kept(desk.paths.health_file) == (lock, sore)
    assert ("Sore day until midnight: gentle tips only." in screen) is sore
