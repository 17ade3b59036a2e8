"""Keeps what tells others of a running daemon where they look for it: its socket and its locks.

Cleaners of temporary files, and people, remove them. Then commands would find nobody, and a second
daemon could start on the same files.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

from unkink.adapters.control import ControlServer
from unkink.adapters.folder_changes import FolderChanges
from unkink.adapters.single_instance import AlreadyRunning, Claim
from unkink.paths import Paths, PathsError, make_private

log = logging.getLogger(__name__)

Degraded = Callable[[str | None], None]
"""Takes the line for the person, or None: it works again."""


class OwnPlace:
    """Watches the folders of socket and locks, and puts back what is gone; on the loop's thread."""

    def __init__(
        self,
        paths: Paths,
        claim: Claim,
        control: ControlServer,
        end: Callable[[], None],
        degraded: Degraded,
    ) -> None:
        """Take, beside what is kept, how to end the daemon and who is told what does not work."""
        self._paths = paths
        self._claim = claim
        self._control = control
        self._end = end
        self._degraded = degraded
        self._mending: asyncio.Task[None] | None = None

    def start(self, stack: AsyncExitStack) -> None:
        """Begin to watch; the stack ends it."""
        for file in (self._paths.lock, *self._paths.home_locks):
            changes = FolderChanges(file.parent, self._is_ours, self._look)
            changes.start()
            stack.callback(changes.close)
        stack.push_async_callback(self._settle)

    def _is_ours(self, path: Path) -> bool:
        return path.name in (self._paths.lock.name, self._paths.socket.name)

    def _look(self) -> None:
        """End when the person's runtime folder is gone: at the next login another daemon starts.

        Many desktops end nobody at a logout, and whoever does not mind the loss of display and bus
        would live on beside that one.
        """
        if not (place := self._paths.runtime.parent).exists():
            log.warning("%s is gone, as it is when a session is over; unkink ends", place)
            self._end()
        elif self._mending is None or self._mending.done():
            self._mending = asyncio.get_running_loop().create_task(_guarded(self._mend))

    async def _mend(self) -> None:
        try:
            make_private(self._paths.runtime)
            mended = list(self._claim.mend())
            if self._control.lost:
                await self._control.begin_again()
                mended.append(self._paths.socket)
        except AlreadyRunning as other:
            log.warning("the lock was removed, and %s; this one ends", other)
            self._end()
        except (OSError, PathsError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            self._degraded(f"Commands do not reach unkink: {self._paths.runtime}: {reason}.")
        else:
            self._degraded(None)
            if mended:
                log.warning("put back what somebody had removed: %s", ", ".join(map(str, mended)))

    async def _settle(self) -> None:
        if self._mending is not None:
            await asyncio.wait([self._mending])


async def _guarded(work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except Exception:  # the barrier of a task that nobody waits for
        log.exception("socket and locks could not be looked after")
