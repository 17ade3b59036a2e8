"""One command at a time changes the files of a folder; the folder itself is what is locked.

So nothing is left lying beside the person's files. Whoever does not ask, as an editor, is not kept
out.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from unkink.core.moment import Duration
from unkink.file_lock import locked_within

PATIENCE: Duration = 10.0
"""Seconds; a change takes some tenths of one."""


class NotAlone(Exception):  # noqa: N818 - an answer, not an accident
    """Others have been busy there all the time."""


@contextmanager
def alone_in(folder: Path, patience: Duration = PATIENCE) -> Iterator[None]:
    """Hold the lock of this folder, waiting for it in short pauses; raises NotAlone or OSError.

    Where the file system has no locks, nobody waits for anybody.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # no locks here, or none for folders, as over some networks
            if not locked_within(handle, patience):
                raise NotAlone
        yield
    finally:
        os.close(handle)
