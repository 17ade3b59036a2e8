"""How SQLite keeps the file whole: by a write-ahead log where that works, else without one.

The log wants memory that all who have the file open share, on one machine. File systems over a
network do not give that, though some seem to (sqlite.org/wal.html), and some others, as FUSE ones
without a cache, refuse it.
"""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
OVER_A_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "ncpfs", "fuse.sshfs"}
)
"""Types of mounts; whatever else refuses is found by trying."""

_WAL = (
    "PRAGMA journal_mode = WAL",
    # A killed process loses nothing; only a power cut can take the last rows.
    "PRAGMA synchronous = NORMAL",
    "PRAGMA journal_size_limit = 1048576",
)
_ROLLBACK = ("PRAGMA synchronous = NORMAL",)

_REFUSALS = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_READONLY})
_NO_SHARED_MEMORY = frozenset(
    {
        sqlite3.SQLITE_IOERR_SHMOPEN,
        sqlite3.SQLITE_IOERR_SHMMAP,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_SHMLOCK,
    }
)

Open = Callable[[], sqlite3.Connection]


def opened(
    path: Path, connect: Open, prepare: Callable[[sqlite3.Connection], None]
) -> tuple[sqlite3.Connection, bool]:
    """Open and prepare the file; return the connection, and whether it has a write-ahead log.

    Raises sqlite3.Error, and what `prepare` raises.
    """
    if file_system(path) not in OVER_A_NETWORK:
        try:
            return _with(connect, prepare, _WAL), True
        except sqlite3.Error as error:
            if not _refuses_log(error):
                raise
    return _with(connect, prepare, _ROLLBACK, first=_without_log), False


def file_system(path: Path, mounts: Path = MOUNTS) -> str | None:
    """Return the type of the file system that holds this file; None where nobody can tell."""
    try:
        device = os.stat(path).st_dev  # noqa: PTH116 - a number is all that is wanted
        text = mounts.read_text("utf-8", errors="replace")
    except OSError:
        return None
    number = f"{os.major(device)}:{os.minor(device)}"
    for line in text.splitlines():
        mount, _, kind = line.partition(" - ")
        if mount.split()[2:3] == [number]:
            return kind.split(" ", 1)[0]
    return None


def _with(
    connect: Open,
    prepare: Callable[[sqlite3.Connection], None],
    pragmas: tuple[str, ...],
    first: Callable[[sqlite3.Connection], None] = lambda _: None,
) -> sqlite3.Connection:
    database = connect()
    try:
        first(database)
        prepare(database)  # before any pragma, so that a file which is not ours stays as it is
        for pragma in pragmas:
            database.execute(pragma)
        database.execute("BEGIN IMMEDIATE")  # here it would fail: the pragma itself never does
        database.execute("ROLLBACK")
    except BaseException:
        database.close()
        raise
    return database


def _without_log(database: sqlite3.Connection) -> None:
    """Take the file out of write-ahead mode, for which one who is alone needs no shared memory."""
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    database.execute("PRAGMA journal_mode = DELETE")
    database.execute("PRAGMA locking_mode = NORMAL")
    database.execute("SELECT count(*) FROM sqlite_master").fetchone()  # lets go of the lock


def _refuses_log(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", 0)
    return code in _NO_SHARED_MEMORY or code & 0xFF in _REFUSALS
