"""One daemon for one person: file locks that the kernel drops however the process ends.

Two things are guarded, each by a lock beside it: the runtime folder with the socket in it, and the
person's files. Two machines can have one home, and one machine two runtime folders for it.
"""

import errno
import fcntl
import logging
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from unkink.core.moment import Duration
from unkink.core.values import dataclass
from unkink.file_lock import locked_within

log = logging.getLogger(__name__)

_LONGEST_TEXT = 4096
_ENDING = "ending"
_CONTENDED: Duration = 0.3
"""A command that looks who holds the lock holds it for some microseconds itself."""
_NO_LOCKS = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS})
"""What file systems say that cannot lock, as some network ones."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, as far as it has written that down."""

    pid: int | None = None
    ending: bool = False
    """It has been told to end."""
    host: str = ""
    """The machine it runs on, where the lock is one of the home's."""
    runtime: str = ""
    """Its runtime folder, likewise."""

    def __str__(self) -> str:
        """Tell it to the person."""
        if self.host and self.host != os.uname().nodename:
            return (
                f"unkink is already running on {self.host}, with this same home folder; "
                "quit it there first"
            )
        if self.ending:
            return f"unkink is still ending{self.process}; try again in a moment"
        if self.runtime:
            return (
                f"unkink is already running{self.process} in another session; "
                f"XDG_RUNTIME_DIR={Path(self.runtime).parent} leads commands to it"
            )
        return f"unkink is already running{self.process}"

    @property
    def process(self) -> str:
        """Which process it is, in brackets; nothing where that is unknown."""
        return f" (process {self.pid})" if self.pid else ""


class AlreadyRunning(Exception):  # noqa: N818 - an answer, not an accident
    """Another daemon of this person holds a lock."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(str(holder))
        self.holder = holder


@dataclass(frozen=True, slots=True)
class InstanceLock:
    """One lock, held from `claim` until `release` or the end of the process.

    The file stays behind: unlinking it would let two daemons lock two different files of one name.
    A socket that a crashed daemon left behind may be unlinked by whoever holds this, nobody else.
    """

    path: Path
    handle: int
    note: str = ""
    """What the file says beside the process id."""

    @classmethod
    def claim(cls, path: Path, note: str = "", patience: Duration = _CONTENDED) -> "InstanceLock":
        """Take the lock within `patience` or raise AlreadyRunning; the folder must exist.

        Raises OSError. Blocks, in short pauses; meant for the start.
        """
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
        handle = os.open(path, flags, 0o600)
        try:
            _lock_or_tell(handle, patience)
        except BaseException:
            os.close(handle)
            raise
        lock = cls(path, handle, note)
        lock._write(f"{os.getpid()}\n{note}")
        return lock

    def mark_ending(self) -> None:
        """Write down for others that it is released soon."""
        self._write(f"{os.getpid()}\n{_ENDING}\n")

    @property
    def lost(self) -> bool:
        """Whether the file at its place is another one by now, or none, and guards nothing."""
        try:
            there, ours = self.path.stat(follow_symlinks=False), os.fstat(self.handle)
        except OSError:
            return True
        return (there.st_dev, there.st_ino) != (ours.st_dev, ours.st_ino)

    def release(self) -> None:
        """Let the next daemon start; call it once."""
        os.close(self.handle)

    def _write(self, text: str) -> None:
        # Longer old text is overwritten before it is cut, so that a reader never sees nothing.
        with suppress(OSError):  # a full disk costs the words, and the lock holds all the same
            os.pwrite(self.handle, text.encode(), 0)
            os.ftruncate(self.handle, len(text.encode()))


class Claim:
    """What makes this daemon the only one: the lock of its runtime folder, and those of the home.

    Where the home's cannot be had, as on a disk that takes no files, the first has to do.
    """

    def __init__(self, runtime: InstanceLock, home: Sequence[InstanceLock]) -> None:
        self._locks = [runtime, *home]

    @classmethod
    def make(cls, runtime: Path, home: Sequence[Path], patience: Duration) -> "Claim":
        """Lock these files; their folders must exist.

        A daemon that is ending is waited for, at most `patience`. Raises AlreadyRunning, or
        OSError where the runtime folder's lock cannot be had.
        """
        first = _patiently(lambda: InstanceLock.claim(runtime), patience)
        claim = cls(first, [])
        try:
            for file in home:
                claim._add(file, f"{os.uname().nodename}\n{runtime.parent}\n", patience)
        except AlreadyRunning:
            claim.release()
            raise
        return claim

    def mark_ending(self) -> None:
        """Tell whoever starts meanwhile that it is worth waiting."""
        self._locks[0].mark_ending()

    def mend(self) -> Sequence[Path]:
        """Lock anew what somebody removed, and return which files that were.

        Raises AlreadyRunning when another daemon came first, OSError when that cannot be done.
        """
        lost = [place for place, lock in enumerate(self._locks) if lock.lost]
        for place in lost:
            old = self._locks[place]
            self._locks[place] = InstanceLock.claim(old.path, old.note)
            old.release()
        return [self._locks[place].path for place in lost]

    def release(self) -> None:
        """Let the next daemon start; call it once."""
        for lock in self._locks:
            lock.release()

    def _add(self, file: Path, note: str, patience: Duration) -> None:
        try:
            self._locks.append(_patiently(lambda: InstanceLock.claim(file, note), patience))
        except OSError as error:
            level = logging.WARNING if error.errno in _NO_LOCKS else logging.INFO
            log.log(
                level,
                "%s cannot be locked (%s): a second unkink on these files would not be noticed",
                file.parent,
                error.strerror,
            )


def holder(path: Path) -> Holder | None:
    """Tell who holds the lock at `path`; None: nobody, or no file is there."""
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        handle = os.open(path, flags)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(handle)
    except OSError:
        return None
    finally:
        os.close(handle)
    return None


def _lock_or_tell(handle: int, patience: Duration) -> None:
    """Lock it within that time; raises AlreadyRunning or OSError."""
    if not locked_within(handle, patience):
        raise AlreadyRunning(_read(handle))


def _patiently(claim: Callable[[], InstanceLock], patience: Duration) -> InstanceLock:
    """Claim it, and again as long as whoever holds it is about to end."""
    until = time.monotonic() + patience
    while True:
        try:
            return claim()
        except AlreadyRunning as other:
            if not other.holder.ending or time.monotonic() >= until:
                raise


def _read(handle: int) -> Holder:
    """Read what its holder wrote; nothing is believed that does not look as it should."""
    text = os.pread(handle, _LONGEST_TEXT, 0).decode(errors="replace")
    pid, first, second, *_ = [*text.split("\n"), "", "", ""]
    number = int(pid) if pid.isascii() and pid.isdigit() and len(pid) < 20 else None
    if first == _ENDING:
        return Holder(number, ending=True)
    clean = first.isprintable() and second.isprintable()
    return Holder(number, host=first, runtime=second) if clean else Holder(number)
