"""Commands that go on until somebody ends them, as processes of their own."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager

import pytest

from tests.cli.conftest import Desk

RUN = ("run", "--tray", "none", "--notifier", "terminal")
"""A daemon that needs no desktop."""
PATIENCE = 60.0
"""Seconds; five daemons that start at once have two processors."""

Start = Callable[..., Coroutine[None, None, Process]]


@asynccontextmanager
async def starting(
    desk: Desk, *command: str, python: Sequence[str] = (sys.executable,)
) -> AsyncIterator[Start]:
    """Begin `unkink` with these words and more; whatever still runs at the end is ended.

    `python` is the command that runs modules.
    """
    started: list[Process] = []

    async def begin(*arguments: str) -> Process:
        process = await asyncio.create_subprocess_exec(
            *(*python, "-m", "unkink", *command, *arguments),
            env=desk.environment,
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=PIPE,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@pytest.fixture
def bare(desk: Desk) -> Desk:
    """A desk of which nobody's buses can be reached."""
    nowhere = f"unix:path={desk.paths.runtime}/no-bus"
    return desk.where(DBUS_SESSION_BUS_ADDRESS=nowhere, DBUS_SYSTEM_BUS_ADDRESS=nowhere)


@pytest.fixture
async def start(bare: Desk) -> AsyncIterator[Start]:
    """Start a daemon without waiting for it; whatever still runs at the end is ended."""
    async with starting(bare, *RUN) as begin:
        yield begin


async def ended(process: Process) -> tuple[int | None, str]:
    """Wait for its end and return its exit code and its complaints."""
    _, complaints = await asyncio.wait_for(process.communicate(), PATIENCE)
    return process.returncode, complaints.decode()
