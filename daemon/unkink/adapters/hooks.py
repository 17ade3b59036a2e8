"""Runs the person's own programs when something was decided (`[[hook]]`).

No shell is between: what the settings name is the program and its arguments, and what happened
comes in its environment. A program that takes too long, or fails, is the only one to suffer.
"""

import asyncio
import logging
import os
import signal
from asyncio.subprocess import DEVNULL, Process
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from unkink.core.effects import Record
from unkink.core.moment import Duration
from unkink.core.settings import HookSettings
from unkink.core.values import dataclass
from unkink.last_words import LastWords

log = logging.getLogger(__name__)

MOST_AT_ONCE = 4
"""A hook that hangs on every tip must not fill the machine; those that follow wait."""
MOST_WAITING = 100
"""More than a day's decisions; what comes beyond them is left out, and said."""
GRACE: Duration = 0.5
"""Seconds for what runs when the program ends."""
_REAPED_WITHIN: Duration = 0.5
"""A killed process is gone at once, unless a disk holds it."""


@dataclass(frozen=True, slots=True)
class _Run:
    """One program to be run, with what it is told."""

    hook: HookSettings
    environment: dict[str, str]


class UserHooks:
    """Implements `ports.Hooks`; returns at once, and never raises.

    A hook is over when its program is: what that left running in the background is its own affair.
    While it runs, its limit holds for everything it started, but for what left its process group.
    """

    def __init__(
        self,
        hooks: Callable[[], tuple[HookSettings, ...]],
        title_of: Callable[[str], str | None],
        grace: Duration = GRACE,
    ) -> None:
        self._hooks = hooks
        self._title_of = title_of
        self._grace = grace
        self._waiting: deque[_Run] = deque()
        self._running: set[asyncio.Task[None]] = set()
        self._failing: set[tuple[str, ...]] = set()
        """Commands whose failure was logged; again only after they have worked."""
        self._processes: set[Process] = set()
        self._heard: set[LastWords] = set()
        self._overrun = False
        """Whether it was said that some are left out."""
        self._closed = False

    @property
    def running(self) -> int:
        """How many programs have not ended yet."""
        return len(self._running)

    @property
    def waiting(self) -> int:
        """How many have not begun yet."""
        return len(self._waiting)

    def decided(self, record: Record) -> None:
        """Run what is to be run on this decision, after what waits already."""
        for hook in () if self._closed else self._hooks():
            if record.decision.value in hook.on:
                self._queue(_Run(hook, self._environment(record)))
        self._go_on()

    async def close(self) -> None:
        """Begin nothing more, give what runs a moment, and end what does not end."""
        if self._waiting:
            log.warning("%d hooks had not begun when unkink ended", len(self._waiting))
            self._waiting.clear()
        if self._running and not self._closed:
            await asyncio.wait(self._running, timeout=self._grace)
        self.kill()
        if self._running:
            await asyncio.wait(self._running, timeout=_REAPED_WITHIN)
        for words in tuple(self._heard):
            words.close()

    def kill(self) -> None:
        """End what runs at once, and begin nothing more."""
        self._closed = True
        for process in self._processes:
            _kill(process)

    def _queue(self, run: _Run) -> None:
        if len(self._waiting) < MOST_WAITING:
            self._waiting.append(run)
        elif not self._overrun:
            self._overrun = True
            log.warning("hooks are left out until some of the %d that wait have run", MOST_WAITING)

    def _go_on(self) -> None:
        """Begin what there is room for."""
        while self._waiting and self.running < MOST_AT_ONCE:
            task = asyncio.create_task(self._run(self._waiting.popleft()))
            self._running.add(task)
            task.add_done_callback(self._over)
        self._overrun = self._overrun and bool(self._waiting)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled():  # the loop is coming to its end then, and takes nothing more
            self._go_on()

    async def _run(self, run: _Run) -> None:
        try:
            words = LastWords(self._heard.discard)
            self._heard.add(words)
            process = await _started(run, words)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            self._complain(run.hook, f"cannot be started: {reason or error}")
            return
        self._processes.add(process)
        if self._closed:  # while it was being started
            _kill(process)
        await self._follow(run.hook, process, words)
        self._processes.discard(process)

    async def _follow(self, hook: HookSettings, process: Process, words: LastWords) -> None:
        """Wait for its end, or see to it."""
        if await _ended(process, hook.limit):
            self._judge(hook, process.returncode, words.so_far())
            return
        _kill(process)
        ended = await _ended(process, _REAPED_WITHIN)
        what = "was ended" if ended else "cannot be ended"
        self._complain(hook, f"took more than {hook.limit:g} s and {what}")

    def _judge(self, hook: HookSettings, code: int | None, words: str) -> None:
        if self._closed:
            return  # it was we who ended it
        if not code:
            self._failing.discard(hook.run)
            return
        self._complain(hook, f"ended with code {code}{f': {words}' if words else ''}")

    def _complain(self, hook: HookSettings, what: str) -> None:
        if hook.run not in self._failing:
            self._failing.add(hook.run)
            log.warning("hook %s %s", hook.run[0], what)

    def _environment(self, record: Record) -> dict[str, str]:
        told = {
            "WHAT": record.decision.value,
            "TIME": record.at.wall.isoformat(timespec="seconds"),
            "REMINDER": record.reminder,
            "TIP": record.tip,
            "TITLE": None if record.tip is None else self._title_of(record.tip),
            "WHY": record.why or None,
            "SECONDS": None if record.seconds is None else str(round(record.seconds)),
        }
        kept = {name: one for name, one in os.environ.items() if not name.startswith("UNKINK_")}
        return kept | {f"UNKINK_{name}": one for name, one in told.items() if one is not None}


async def _started(run: _Run, words: LastWords) -> Process:
    """Start it. Raises OSError, or ValueError for words that no program can be given."""
    try:
        process = await asyncio.create_subprocess_exec(
            *_command(run.hook),
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=words.end,
            env=run.environment,
            start_new_session=True,  # so that it can be ended with everything it started
        )
    except BaseException:
        words.close()
        raise
    words.listen()
    return process


def _command(hook: HookSettings) -> list[str]:
    program, *arguments = hook.run
    return [os.path.expanduser(program), *arguments]  # noqa: PTH111 - "ls" is no path


async def _ended(process: Process, within: Duration) -> bool:
    """Wait for the program alone: it has no pipe of ours that somebody else could hold open."""
    try:
        async with asyncio.timeout(within):
            await process.wait()
    except TimeoutError:
        return False
    return True


def _kill(process: Process) -> None:
    """End it with all it has started, unless it has ended by itself."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
