"""Asks other programs and the process table for a short answer."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path

from unkink.python_child import reaped


async def output(environment: Mapping[str, str], *command: str) -> str | None:
    """Run a program and return what it prints; None where it is missing or fails.

    When the caller is cancelled, the program is ended, and what it started in turn.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            env={**environment, "LC_ALL": "C"},  # pactl writes decimal commas into its JSON else
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None
    try:
        printed, _ = await process.communicate()
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await reaped(process)
        raise
    return printed.decode(errors="replace") if process.returncode == 0 else None


def own_processes(proc: Path) -> Iterator[int]:
    """Yield the processes of this person, without this one; `proc` is /proc."""
    with os.scandir(proc) as entries:
        for entry in entries:
            if not entry.name.isdigit() or int(entry.name) == os.getpid():
                continue
            with contextlib.suppress(OSError):  # it ended meanwhile
                if entry.stat().st_uid == os.getuid():
                    yield int(entry.name)


def program_name(proc: Path, process: int) -> str | None:
    """Return what a process calls itself, or None when it is gone."""
    try:
        return (proc / str(process) / "comm").read_text(errors="replace").strip() or None
    except OSError:
        return None
