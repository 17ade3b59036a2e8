"""The small pictures that notifications show, drawn ahead by a child and never waited for.

The folder holds one for each tip, about 300 kB in all. Drawing them takes a second or two at low
priority, once for each version of the program and when one's own tips change; after that a prompt
only looks whether the file is there.
"""

import asyncio
import logging
import os
from pathlib import Path

from unkink.core.moment import Duration
from unkink.own_files import read_own
from unkink.python_child import exchange, start_child

log = logging.getLogger(__name__)

COMPLETE = "complete"
"""The file that says which version of the program has drawn all that is there."""
QUIET: Duration = 15.0
"""The session starts a lot at once when it starts us; the first tip comes minutes later."""
LIMIT: Duration = 300.0
"""Seconds for all of them, on a machine that has much else to do."""
NICENESS = 19


class Pictures:
    """Implements `ports.Pictures`; lives on the asyncio loop's thread."""

    def __init__(self, folder: Path, own_tips: Path, version: str, quiet: Duration = QUIET) -> None:
        """Take where pictures are kept, where one's own tips are, and who draws."""
        self._quiet = quiet
        self._folder = folder
        self._own_tips = own_tips
        self._version = version
        self._timer: asyncio.TimerHandle | None = None
        self._drawing: asyncio.Task[None] | None = None

    def of(self, tip: str) -> Path | None:
        """Return the picture of this tip, where it has been drawn already."""
        return next(self._folder.glob(f"{tip}.*.png"), None)

    def start(self) -> None:
        """See to it, once the session has come to rest, that all are there."""
        if not self._complete():
            self.renew()

    def renew(self) -> None:
        """Draw soon what is missing: the tips may be others than before."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._quiet, self._begin)

    async def close(self) -> None:
        """Draw no more, and leave no child behind."""
        if self._timer is not None:
            self._timer.cancel()
        if self._drawing is not None:
            self._drawing.cancel()
            await asyncio.wait([self._drawing])

    def _complete(self) -> bool:
        """Tell whether nothing can be missing; own tips may have changed while we were off."""
        try:
            drawn = read_own(self._folder / COMPLETE).decode()
            return drawn == self._version and not any(self._own_tips.glob("*.toml"))
        except (OSError, ValueError):
            return False

    def _begin(self) -> None:
        self._timer = None
        if self._drawing is not None and not self._drawing.done():
            self.renew()  # after this one
        else:
            self._drawing = asyncio.get_running_loop().create_task(self._draw())

    async def _draw(self) -> None:
        told = (str(self._folder), str(self._own_tips), self._version)
        try:
            child = await start_child("unkink.picture_child", *told)
            if hasattr(os, "setpriority"):
                os.setpriority(os.PRIO_PROCESS, child.pid, NICENESS)
            _, complaints = await exchange(child, b"", LIMIT)
        except (OSError, TimeoutError) as problem:
            log.warning("notifications go without pictures: %s", problem or "it took too long")
            return
        if child.returncode or complaints:
            reason = complaints.decode(errors="replace").strip()[-300:]
            log.warning("some notifications go without a picture: %s", reason)
