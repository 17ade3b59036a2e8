"""Reads the program's own small files with the care that people's files get.

A disk that is damaged, a backup that went wrong or a hand that slipped puts all sorts of things in
their place: none of them may hang the program, or fill its memory.
"""

import errno
import os
import stat
from pathlib import Path

LARGEST = 4 << 20
"""Bytes; the largest, the state of somebody who rated every tip, has some twenty thousand."""


def read_own(path: Path, most: int = LARGEST) -> bytes:
    """Return what an ordinary file holds, of at most so many bytes.

    Raises OSError, FileNotFoundError where there is none; never waits for a pipe or a device.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        check_ordinary(path, os.fstat(handle))
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most >> 10} kB", str(path))
    return data


def check_ordinary(path: Path, status: os.stat_result) -> None:
    """Raise OSError where this is a folder, a pipe, a device or a socket."""
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
