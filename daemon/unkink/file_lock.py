"""A lock of the kernel on an open file or folder, waited for in short pauses; blocks."""

import fcntl
import time

from unkink.core.moment import Duration

_PAUSE: Duration = 0.02
"""What is done under such a lock takes a few milliseconds."""


def locked_within(handle: int, patience: Duration) -> bool:
    """Take the lock within that time, or tell that somebody holds it; raises OSError without locks.

    The kernel drops it when the file is closed, however the process ends.
    """
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE)
        else:
            return True
