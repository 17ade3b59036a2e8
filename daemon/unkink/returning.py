"""Waits, without looking, for somebody who was gone to answer at a socket again."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from unkink.core.moment import Duration
from unkink.inotify import FolderWatch

log = logging.getLogger(__name__)

T = TypeVar("T")

PAUSES: tuple[Duration, ...] = (0.1, 0.3, 1.0, 2.0, 4.0)
"""Before each attempt: a socket is there before anybody answers on it. And systemd listens on the
bus's socket all the time, so that no file appears: it starts a bus when somebody connects."""


async def returned(sockets: Collection[Path], attempt: Callable[[], Awaitable[T | None]]) -> T:
    """Try a few times, and then whenever one of the sockets appears; return what is not None."""
    appeared = asyncio.Event()
    # Watched before the first attempt, or what comes up right after it would be missed.
    with Appearances(sockets, appeared.set):
        while True:
            for pause in PAUSES:
                await asyncio.sleep(pause)
                if (found := await attempt()) is not None:
                    return found
            await appeared.wait()
            appeared.clear()


class Appearances:
    """Calls back on the running loop when one of these files appears, inside a `with` block.

    The folder of a file must be there; where it is not, or cannot be watched, nothing is noticed.
    """

    def __init__(self, files: Collection[Path], appeared: Callable[[], None]) -> None:
        self._files = frozenset(files)
        self._appeared = appeared
        self._watch: FolderWatch | None = None
        self._folders: dict[int, Path] = {}

    def __enter__(self) -> Self:
        try:
            watch = self._watch = FolderWatch()
            for folder in {file.parent for file in self._files}:
                self._folders[watch.add(folder)] = folder
        except (OSError, AttributeError) as problem:  # no such folder, or no such call here
            log.info("it is not noticed when a socket appears: %s", problem)
        if self._watch is not None:
            asyncio.get_running_loop().add_reader(self._watch.fileno(), self._read, self._watch)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._watch is not None:
            asyncio.get_running_loop().remove_reader(self._watch.fileno())
            self._watch.close()
            self._watch = None

    def _read(self, watch: FolderWatch) -> None:
        happened = [(self._folders.get(number), name) for number, name in watch.happened()]
        if any(folder and folder / os.fsdecode(name) in self._files for folder, name in happened):
            self._appeared()
