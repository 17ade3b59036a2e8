"""Runs the person's own programs when something was decided (`[[hook]]`).

No shell is between: what the settings name is the program and its arguments, and what happened
comes in its environment. A program that takes too long, or fails, is the only one to suffer.
"""

import asyncio
import logging
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from contextlib import suppress

from unkink.core.effects import Record
from unkink.core.settings import HookSettings

log = logging.getLogger(__name__)

MOST_AT_ONCE = 4
"""A hook that hangs on every tip must not fill the machine."""
LAST_WORDS = 500
"""So much of what it complained about is logged."""


class UserHooks:
    """Implements `ports.Hooks`; returns at once, and never raises."""

    def __init__(
        self,
        hooks: Callable[[], tuple[HookSettings, ...]],
        title_of: Callable[[str], str | None],
    ) -> None:
        self._hooks = hooks
        self._title_of = title_of
        self._running: set[asyncio.Task[None]] = set()
        self._failing: set[tuple[str, ...]] = set()
        """Commands whose failure was logged; again only after they have worked."""
        self._processes: set[Process] = set()
        self._closed = False

    @property
    def running(self) -> int:
        """How many programs have not ended yet."""
        return len(self._running)

    def decided(self, record: Record) -> None:
        """Run what is to be run on this decision."""
        for hook in () if self._closed else self._hooks():
            if record.decision.value in hook.on:
                self._begin(hook, record)

    async def close(self) -> None:
        """End what still runs, and begin nothing more."""
        self._closed = True
        for process in self._processes:
            _kill(process)
        await asyncio.gather(*self._running)

    def _begin(self, hook: HookSettings, record: Record) -> None:
        if self.running >= MOST_AT_ONCE:
            self._complain(hook, f"was left out: {MOST_AT_ONCE} hooks are still running")
            return
        program, *arguments = hook.run
        command = [os.path.expanduser(program), *arguments]  # noqa: PTH111 - "ls" is no path
        task = asyncio.create_task(self._run(hook, command, self._environment(record)))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _run(
        self, hook: HookSettings, command: list[str], environment: dict[str, str]
    ) -> None:
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=PIPE,
                env=environment,
                start_new_session=True,  # so that it can be ended with everything it started
            )
        except OSError as error:
            self._complain(hook, f"cannot be started: {error.strerror or error}")
            return
        self._processes.add(process)
        if self._closed:  # while it was being started
            _kill(process)
        await self._follow(hook, process)
        self._processes.discard(process)

    async def _follow(self, hook: HookSettings, process: Process) -> None:
        """Wait for its end, or see to it."""
        try:
            async with asyncio.timeout(hook.limit):
                _, complaint = await process.communicate()
        except TimeoutError:
            _kill(process)
            await process.wait()
            self._complain(hook, f"took more than {hook.limit:g} s and was ended")
        else:
            self._judge(hook, process.returncode, complaint)

    def _judge(self, hook: HookSettings, code: int | None, complaint: bytes) -> None:
        if self._closed:
            return  # it was we who ended it
        if not code:
            self._failing.discard(hook.run)
            return
        words = complaint.decode(errors="replace").strip()[-LAST_WORDS:]
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


def _kill(process: Process) -> None:
    """End it with all it has started, unless it has ended by itself."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
