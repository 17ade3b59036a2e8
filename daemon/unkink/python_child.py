"""Short-lived Python processes of our own: what they import never stays in the daemon's memory."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

from unkink.core.moment import Duration

_NO_CONSOLE = 0x08000000 if sys.platform == "win32" else 0
"""CREATE_NO_WINDOW: a tray program has no console, and its child would open one."""

_REAPED_WITHIN: Duration = 0.5

_LONGEST_LINE = 64 * 1024
"""asyncio's own limit."""


async def start_child(module: str, *arguments: str, longest_line: int = _LONGEST_LINE) -> Process:
    """Start `python -m module` with pipes to it; raises OSError.

    `longest_line` is the most bytes that `stdout.readline` takes.
    """
    return await asyncio.create_subprocess_exec(
        # -P: nothing that happens to lie in the current folder may be imported.
        *(sys.executable, "-P", "-m", module, *arguments),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        limit=longest_line,
        env=child_environment(),
        creationflags=_NO_CONSOLE,
        start_new_session=True,  # so that it can be ended with everything it started
    )


async def exchange(child: Process, told: bytes, limit: Duration) -> tuple[bytes, bytes]:
    """Tell it this, wait for its end and return its output and its complaints.

    Raises TimeoutError after `limit`; then, as when cancelled, the child is ended with all it
    has started.
    """
    try:
        async with asyncio.timeout(limit):
            return await child.communicate(told)
    except BaseException:
        _end(child)
        await reaped(child)
        raise


async def reaped(child: Process) -> None:
    """Wait for the end of a child that was killed, as long as that can take.

    `Process.wait` waits for its pipes as well (seen with Python 3.11 to 3.13), and a program that
    it started may hold those open for ever.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(_REAPED_WITHIN):
            await child.wait()


def _end(child: Process) -> None:
    if child.returncode is not None:
        return
    if not hasattr(os, "killpg"):
        child.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def child_environment() -> dict[str, str]:
    """Let the child find the package, also where the program runs from a checkout."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
