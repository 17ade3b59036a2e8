"""Work that is asked for again and again, such as by each signal of a flood."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from unkink.ports import AdapterError

log = logging.getLogger(__name__)


class OneAtATime:
    """Does one piece of work at a time, and once more where it was asked for meanwhile.

    However often that was: a thousand signals cost two looks. What fails goes to the log.
    """

    def __init__(self, work: Callable[[], Awaitable[object]], what: str) -> None:
        """Take the work, and who did not answer when it fails, for the log."""
        self._work = work
        self._what = what
        self._wanted = False
        self._task: asyncio.Task[None] | None = None
        self._said = ""
        """The last failure, so that a repeated one is not written again."""

    def again(self) -> None:
        """Have it done; returns at once."""
        self._wanted = True
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._do())

    def stop(self) -> None:
        """Do no more."""
        self._wanted = False
        if self._task is not None:
            self._task.cancel()

    async def _do(self) -> None:
        while self._wanted:
            self._wanted = False
            try:
                await self._work()
                self._said = ""
            except AdapterError as problem:
                self._say(f"{problem}")
            except Exception:  # the barrier: a fault here must not end what waits for signals
                log.exception("%s could not be asked", self._what)

    def _say(self, problem: str) -> None:
        if problem != self._said:
            self._said = problem
            log.warning("%s did not answer: %s", self._what, problem)
