"""A child process that draws figures, there only while somebody waits for a picture."""

import asyncio
import json
import os
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress

from unkink.ports import AdapterError
from unkink.python_child import start_child

CHILD_LIMIT = 20.0
"""Seconds a figure may take; the slowest of the pool takes under one."""
CHILD_NICENESS = 10
LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of one drawing: more than can be drawn in `CHILD_LIMIT`. The pool's largest has 0.7 MB."""


class Draughtsman:
    """Draws one figure after the other, at low priority because a prompt must not be felt.

    Lives on the asyncio loop's thread. One child serves all who wait and then goes, so that a page
    of pictures pays for the imports once, and nothing of them stays in memory.
    """

    def __init__(self, *options: str) -> None:
        """Take the options of `python -m unkink.figure` that choose what is drawn."""
        self._options = options
        self._child: Process | None = None
        self._turn = asyncio.Lock()
        self._wanted = 0
        self._ending: set[asyncio.Task[int]] = set()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until whoever came before has been served; `draw` is called inside."""
        self._wanted += 1
        try:
            async with self._turn:
                yield
        finally:
            self._wanted -= 1
            if not self._wanted:
                await self._dismiss()

    async def draw(self, figure: Mapping[str, object]) -> bytes:
        """Return the drawing, a line of JSON; raises AdapterError when there is none."""
        if self._child is None:
            self._child = await _started(self._options)
        try:
            async with asyncio.timeout(CHILD_LIMIT):
                return await _answer(self._child, json.dumps(figure).encode() + b"\n")
        except BaseException as problem:
            # It may still be drawing: its next line would not answer the next question.
            await self._dismiss()
            if isinstance(problem, TimeoutError):
                raise AdapterError("Drawing the figure took too long.") from problem
            raise

    async def close(self) -> None:
        """Wait for children that are on their way out; nobody may be drawing."""
        await asyncio.gather(*self._ending)

    async def _dismiss(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            with suppress(ProcessLookupError):
                child.kill()
            ending = asyncio.get_running_loop().create_task(child.wait())
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)
            await asyncio.shield(ending)  # who waits here may be cut short, as a visit can be


async def _started(options: tuple[str, ...]) -> Process:
    child = await start_child("unkink.figure", *options, longest_line=LONGEST_LINE)
    # Set from here: code run in the child between fork and exec can hang a program with threads.
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, child.pid, CHILD_NICENESS)
    return child


async def _answer(child: Process, question: bytes) -> bytes:
    if child.stdin is None or child.stdout is None or child.stderr is None:
        raise RuntimeError("the child was started without pipes")
    with suppress(ConnectionError):  # it ended early; what it says about that follows
        child.stdin.write(question)
        await child.stdin.drain()
    drawn = await child.stdout.readline()
    if not drawn.endswith(b"\n"):
        reason = (await child.stderr.read()).decode(errors="replace").strip()[-300:]
        raise AdapterError(f"The figure could not be drawn: {reason}")
    return drawn
