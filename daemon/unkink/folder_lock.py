"""One command at a time changes the files of a folder; the folder itself is what is locked.

So nothing is left lying beside the person's files. Whoever does not ask, as an editor, is not kept
out.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from unkink.core.moment import Duration

PATIENCE: Duration = 10.0
"""Seconds; a change takes some tenths of one."""
_PAUSE: Duration = 0.01


class NotAlone(Exception):  # noqa: N818 - an answer, not an accident
    """Others have been busy there all the time."""


@contextmanager
def alone_in(folder: Path, patience: Duration = PATIENCE) -> Iterator[None]:
    """Hold the lock of this folder, waiting for it in short pauses; raises NotAlone or OSError.

    Where the file system has no locks, nobody waits for anybody.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _lock(handle, patience)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, patience: Duration) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise NotAlone from None
            time.sleep(_PAUSE)
        except OSError:
            return  # no locks here, or none for folders, as over some networks
        else:
            return
