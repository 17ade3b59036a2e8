"""The end of a run: begun once, bounded in time whatever does not let go.

Three bounds, each for what the one before cannot reach. A part that does not close within its time
is left. When parts are left that hold on to the loop, the process ends without them. And a loop
that is blocked itself, in a call that never returns, is ended by the kernel: the alarm's own
action, for no code of ours would run any more.
"""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from types import FrameType
from typing import Any

from unkink.core.moment import Duration

log = logging.getLogger(__name__)

ENDS_WITHIN: Duration = 5.0
"""Logouts wait ten seconds and more before they kill, impatient people about five."""
_STEP: Duration = 1.2
_RESERVE: Duration = 0.5
"""Of the time for the whole, kept for the process to leave in."""
_AT_LEAST: Duration = 0.05
_WRITING: Duration = 2.0
"""For what must survive, when a second signal comes before it is written."""
NOT_IN_ORDER = 5
"""Exit code of an end that left something behind; none that makes a service manager start it anew
(`adapters.autostart.user_units`).
"""

Close = Callable[[], Coroutine[Any, Any, object]]


class Ending:
    """Told to begin by a signal, a command or a row of the menu; all on the loop's thread.

    To be made while the loop runs; `limit` is how long the end may take in all.
    """

    def __init__(
        self,
        limit: Duration = ENDS_WITHIN,
        *,
        begun: Callable[[], None] = lambda: None,
    ) -> None:
        """Take who is told that it has begun."""
        self.begins = asyncio.Event()
        self._limit = limit
        self._tell = begun
        self._at_last: list[Callable[[], object]] = []
        self._loop = asyncio.get_running_loop()
        self._deadline = float("inf")
        self._kept = False
        self._in_haste: int | None = None
        """With which exit code to leave once everything is kept."""
        self._left: set[asyncio.Future[object]] = set()

    @property
    def begun(self) -> bool:
        """Whether the end has begun."""
        return self._deadline < float("inf")

    def begin(self) -> None:
        """Begin to end; again: nothing more."""
        if not self.begun:
            self._arm()
        self.begins.set()

    def heed_signals(self) -> None:
        """Have the signals that ask a program to end begin it; a second one ends at once.

        By Python's own handlers, which run as soon as any Python code does; asyncio's wait for a
        turn of the loop, which may be what hangs. A call into C that never comes back keeps even
        these from running, and has to be killed.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._signalled)

    def at_last(self, work: Callable[[], object]) -> None:
        """Have this done before the process leaves without its parts being closed."""
        self._at_last.append(work)

    def kept(self) -> None:
        """Take note that what must survive is written: from now on it may end at once."""
        self._kept = True
        if self._in_haste is not None:
            self._leave(self._in_haste)

    async def step(self, name: str, close: Close) -> None:
        """Have one part closed, for as long as there is time; what fails or hangs is logged."""
        closing: asyncio.Future[object] = asyncio.ensure_future(close())
        left = self._deadline - _RESERVE - self._loop.time()
        done, _ = await asyncio.wait({closing}, timeout=max(_AT_LEAST, min(_STEP, left)))
        if not done:
            log.warning("unkink ends without waiting any longer for %s", name)
            closing.cancel()
            self._left.add(closing)
        elif not closing.cancelled() and (problem := closing.exception()) is not None:
            log.error("%s could not be closed", name, exc_info=problem)

    async def finish(self) -> None:
        """Let go of the loop, or leave without it where a part that was left holds on to it."""
        if self._left:
            await asyncio.wait(self._left, timeout=_AT_LEAST)
        if any(not one.done() for one in self._left):
            self._leave(NOT_IN_ORDER)

    def _arm(self) -> None:
        """Start the clock; the alarm's default action is to end the process."""
        self._deadline = self._loop.time() + self._limit
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, self._limit)
        self._tell()

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        if not self.begun:
            self._arm()
            self._loop.call_soon_threadsafe(self.begins.set)
        elif self._kept:
            self._leave(128 + number)
        else:
            self._in_haste = 128 + number
            signal.setitimer(signal.ITIMER_REAL, min(_WRITING, self._limit))

    def _leave(self, code: int) -> None:
        """End this process now."""
        for work in self._at_last:
            with suppress(Exception):  # nothing may keep it
                work()
        os._exit(code)
