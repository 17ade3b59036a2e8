"""A daemon that runs, and what its person and its log say."""

import asyncio
import json
import sqlite3
from asyncio.subprocess import Process
from contextlib import closing

from tests.cli.conftest import Desk
from tests.cli.running import PATIENCE


async def running(process: Process) -> None:
    """Wait until it has said that it runs."""
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        async for line in process.stdout:
            if line.startswith(b"Stop it with"):
                return
    raise AssertionError("it ended before it ran")


async def done(desk: Desk, *arguments: str) -> str:
    """Run a command that must succeed and return what it printed."""
    outcome = await desk.types(*arguments)
    assert outcome.code == 0, outcome
    return outcome.out


async def takes(desk: Desk, tip: str) -> None:
    """Ask for this tip and do it: three decisions for the journal."""
    await done(desk, "now", tip)
    await done(desk, "done")


async def told(desk: Desk) -> list[str]:
    """Return the tips that were shown, oldest first, as `unkink why` tells them."""
    rows = json.loads((await desk.types("why", "--json")).out)
    return [one["tip"] for one in rows if one["what"] == "shown"]


def kept(desk: Desk) -> list[str]:
    """Return the tips that were shown, oldest first, as the journal's file has them."""
    question = "SELECT tip FROM decision WHERE decision = 'shown' ORDER BY rowid"
    with closing(sqlite3.connect(desk.paths.history_file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [tip for (tip,) in database.execute(question)]


def about(complaints: str, word: str) -> list[str]:
    """Return the lines of a log that have this word in them."""
    return [line for line in complaints.splitlines() if word in line]
