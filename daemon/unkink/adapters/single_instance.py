"""One daemon for one user: a file lock that the kernel drops however the process ends."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from unkink.core.values import dataclass

_LONGEST_PID = 20


class AlreadyRunning(Exception):  # noqa: N818 - an answer, not an accident
    """Another daemon of this user holds the lock."""

    def __init__(self, pid: int | None) -> None:
        super().__init__(f"unkink is already running{f' (process {pid})' if pid else ''}")
        self.pid = pid
        """Its process id; None when it has not written it yet."""


@dataclass(frozen=True, slots=True)
class InstanceLock:
    """The lock, held from `claim` until `release` or the end of the process.

    The file stays behind: unlinking it would let two daemons lock two different files of one name.
    A socket that a crashed daemon left behind may be unlinked by whoever holds this, nobody else.
    """

    handle: int

    @classmethod
    def claim(cls, path: Path) -> "InstanceLock":
        """Take the lock at once or raise AlreadyRunning; the folder must exist. Raises OSError."""
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        handle = os.open(path, flags, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = _read_pid(handle)
            os.close(handle)
            raise AlreadyRunning(pid) from None
        except BaseException:
            os.close(handle)
            raise
        # Longer old text is overwritten before it is cut, so that a reader never sees nothing.
        text = f"{os.getpid()}\n".encode()
        with suppress(OSError):  # a full disk costs the number, and the lock holds all the same
            os.pwrite(handle, text, 0)
            os.ftruncate(handle, len(text))
        return cls(handle)

    def release(self) -> None:
        """Let the next daemon start; call it once."""
        os.close(self.handle)


def _read_pid(handle: int) -> int | None:
    text = os.pread(handle, _LONGEST_PID, 0)
    return int(text) if text.strip().isdigit() else None
