"""Keeps the tips in step with the person's own files, and says in a notice what is wrong there.

What is in order on the disk is what is in use: tips from a file that was fine yesterday do not live
on in memory, where no page would find their steps. Only a file that has just become empty, or no
TOML, is given a moment: somebody may be in the middle of writing it.
"""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from unkink.core.events import PoolLoaded
from unkink.core.moment import Duration
from unkink.notices import tips_broken_notice, tips_mended_notice
from unkink.ports import Notification, Report
from unkink.settings_file.problems import Problem
from unkink.tip_files import PoolReading, check_pool
from unkink.toml_text import TomlError

log = logging.getLogger(__name__)

WRITTEN_WITHIN: Duration = 2.0
"""How long a file that makes no sense may take to make some."""

Tell = Callable[[Notification, Path | None], None]
"""Shows a notice; the path is the file that its button opens."""


class TipKeeper:
    """The one place from which the tips change while the daemon runs."""

    def __init__(
        self,
        own: Path,
        reading: PoolReading,
        report: Report,
        tell: Tell,
        written_within: Duration = WRITTEN_WITHIN,
    ) -> None:
        """Take the folder of own tips and what was read at the start, which is reported at once."""
        self._own = own
        self._written_within = written_within
        self._reading = reading
        self._report = report
        self._tell = tell
        self._told: frozenset[str] = frozenset()
        """Files of which the person knows that something is wrong with them."""
        self._doubting: asyncio.TimerHandle | None = None
        self._report(PoolLoaded(reading.pool))
        self._speak(reading)

    def reload(self) -> None:
        """Read again: something in the folder has changed."""
        if self._doubting is not None:
            return  # it is read again soon
        reading = self._read()
        if reading is None:
            return
        if reading.unreadable - self._reading.unreadable:
            loop = asyncio.get_running_loop()
            self._doubting = loop.call_later(self._written_within, self._believe)
        else:
            self._use(reading)

    def close(self) -> None:
        """Read no more."""
        if self._doubting is not None:
            self._doubting.cancel()

    def _believe(self) -> None:
        self._doubting = None
        reading = self._read()
        if reading is not None:
            self._use(reading)

    def _read(self) -> PoolReading | None:
        try:
            return check_pool(self._own)
        except (TomlError, OSError) as error:  # such as while a newer version is being installed
            log.warning("the tips stay as they are; the program's own cannot be read: %s", error)
            return None

    def _use(self, reading: PoolReading) -> None:
        before, self._reading = self._reading, reading
        for problem in reading.problems:
            if problem not in before.problems:
                log.warning("%s", problem)
        if reading.pool != before.pool:
            self._report(PoolLoaded(reading.pool))
        self._speak(reading)

    def _speak(self, reading: PoolReading) -> None:
        """Tell once of each file that is broken, and once that none is any more."""
        broken: dict[str, Problem] = {}
        for problem in reading.problems:
            if problem.file.startswith(str(self._own)):
                broken.setdefault(problem.file, problem)
        fresh = next((one for file, one in broken.items() if file not in self._told), None)
        if fresh is not None:
            file = Path(fresh.file)
            self._tell(tips_broken_notice(file.name, fresh.line, fresh.fault), file)
        elif self._told and not broken:
            self._tell(tips_mended_notice(), None)
        self._told = frozenset(broken)
