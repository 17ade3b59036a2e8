"""Commands that go on until somebody ends them, as processes of their own."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager

from tests.cli.conftest import Desk

PATIENCE = 60.0
"""Seconds; five daemons that start at once have two processors."""

Start = Callable[..., Coroutine[None, None, Process]]


@asynccontextmanager
async def starting(desk: Desk, *command: str) -> AsyncIterator[Start]:
    """Begin `unkink` with these words and more; whatever still runs at the end is ended."""
    started: list[Process] = []

    async def begin(*arguments: str) -> Process:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "unkink", *command, *arguments),
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


async def ended(process: Process) -> tuple[int | None, str]:
    """Wait for its end and return its exit code and its complaints."""
    _, complaints = await asyncio.wait_for(process.communicate(), PATIENCE)
    return process.returncode, complaints.decode()
