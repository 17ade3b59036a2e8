"""Notice of what changes in a folder of the person's, however it is saved, and whether it is there.

An editor writes in place, or puts a new file in the old one's place; a folder is made later, taken
away, or swapped; a file may be a link into a folder that something else keeps in order. All of it
is heard of by inotify(7): nothing runs until something happens, and Linux only.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path

from unkink.core.moment import Duration
from unkink.inotify import CHANGED, GONE, OPENED_UP, TOO, FolderWatch

log = logging.getLogger(__name__)

PAUSE: Duration = 0.3
"""Saving is a handful of steps within some milliseconds; copying a folder is many."""
LONGEST_WAIT: Duration = 3.0
"""Told by then even where something never stops changing."""
MOST_TRIES = 5
"""Of finding the way; a part that may not be looked into stays as it is."""
MOST_LINKS = 32
"""Links whose other ends are watched."""


class FolderChanges:
    """Calls back once for all that happened to certain files of a folder in one go.

    It may call back where nothing is different, and never fails to where something is. For one
    file alone, such as the settings, let `matters` be true for its name.
    """

    def __init__(
        self, folder: Path, matters: Callable[[Path], bool], changed: Callable[[], None]
    ) -> None:
        """Take the folder, which need not exist, and which of its files count by their names."""
        self._folder = folder
        self._matters = matters
        self._changed = changed
        self._watch: FolderWatch | None = None
        self._files: dict[int, frozenset[str] | None] = {}
        """The number of a folder → the names that count there; None: ask `matters`."""
        self._timer: asyncio.TimerHandle | None = None
        self._since: float | None = None
        """When the first change happened that was not told yet."""

    def start(self) -> None:
        """Begin to watch; where that cannot be had, nothing is ever told, and the log says so."""
        try:
            self._arm()
        except (OSError, AttributeError) as problem:  # no more watches; no such call here
            log.warning(
                "changes in %s are noticed at the next start only: %s", self._folder, problem
            )

    def close(self) -> None:
        """Call back no more."""
        self._disarm()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self) -> None:
        """Watch afresh: what is there now is seldom what was there before."""
        self._disarm()
        watch = self._watch = FolderWatch()
        asyncio.get_running_loop().add_reader(watch.fileno(), self._read, watch)
        # The way there is watched first and the folder after that: it may be made in between.
        nearest = self._watch_way()
        if self._add(self._folder, CHANGED | GONE, None):
            self._follow_links()
        for folder in nearest.parents:
            self._add(folder, GONE, frozenset())

    def _watch_way(self) -> Path:
        """Watch for the first part of the way that is not there; return the last that is."""
        nearest = self._folder.parent
        for _ in range(MOST_TRIES):
            for folder in (self._folder, *self._folder.parents):
                if self._add(folder.parent, OPENED_UP | GONE, frozenset({folder.name})):
                    nearest = folder.parent
                    break
            if nearest == self._folder.parent or not folder.exists():
                break  # else it was made before it was watched for
        return nearest

    def _follow_links(self) -> None:
        """Watch the other ends of links as well; who keeps settings in one place links them."""
        with suppress(OSError, RuntimeError):  # which is what a loop of links raises
            files = [file for file in islice(self._folder.iterdir(), 1000) if self._matters(file)]
            for file in [file for file in files if file.is_symlink()][:MOST_LINKS]:
                target = file.resolve()
                self._add(target.parent, CHANGED, frozenset({target.name}))

    def _add(self, folder: Path, events: int, names: frozenset[str] | None) -> bool:
        if self._watch is None:
            return False
        try:
            number = self._watch.add(folder, events | TOO)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return False
        known = self._files.get(number, frozenset())
        self._files[number] = None if names is None or known is None else known | names
        return True

    def _disarm(self) -> None:
        if self._watch is not None:
            asyncio.get_running_loop().remove_reader(self._watch.fileno())
            self._watch.close()
            self._watch = None
            self._files.clear()

    def _read(self, watch: FolderWatch) -> None:
        if any(self._counts(folder, name) for folder, name in watch.happened()):
            self._note()

    def _counts(self, folder: int, name: bytes) -> bool:
        if not name:
            return True  # the folder itself, or too much to be told
        names, text = self._files.get(folder, frozenset()), name.decode(errors="surrogateescape")
        return self._matters(self._folder / text) if names is None else text in names

    def _note(self) -> None:
        """Wait until it is quiet, but not for ever."""
        loop = asyncio.get_running_loop()
        if self._since is None:
            self._since = loop.time()
        if self._timer is not None:
            self._timer.cancel()
        latest = self._since + LONGEST_WAIT
        self._timer = loop.call_at(min(loop.time() + PAUSE, latest), self._tell)

    def _tell(self) -> None:
        self._timer = self._since = None
        self.start()
        self._changed()
