"""Opens `history.db`, to write or to look only."""

import os
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path

from unkink.adapters.history.journal_mode import opened
from unkink.adapters.history.schema import prepare
from unkink.own_files import check_ordinary
from unkink.private_files import make_folders

PATIENCE = 0.05
"""Seconds to wait for somebody who has locked the file; the loop waits with us."""

_PRIVATE = 0o600
_SMALL_CACHE = "PRAGMA cache_size = -64"
"""KiB, in place of 2000: few pages are ever asked for twice."""


def open_to_write(path: Path) -> sqlite3.Connection:
    """Create or open the file, mode 0600 in a folder of mode 0700, with the layout of today.

    Where `path` is a link, the folder that it leads to stays as it is: that may be anybody's.

    Raises OSError, sqlite3.Error, NewerLayout or ForeignLayout.
    """
    target = Path(os.path.realpath(path))
    make_folders(target.parent)
    _close_folder(path.parent)
    with suppress(FileExistsError):
        os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE))
    check_ordinary(target, target.stat())
    for file in family(target):
        # Files that SQLite adds take the mode of the first, but those of a former run may be there.
        if file.is_file():
            _close_to_others(file, _PRIVATE)

    def connect() -> sqlite3.Connection:
        database = sqlite3.connect(
            target, timeout=PATIENCE, isolation_level=None, cached_statements=8
        )
        _set_up(database)
        return database

    database, _ = opened(target, connect, prepare)
    database.execute(_SMALL_CACHE)
    return database


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a file, also one that a daemon keeps; changes no row of it.

    What a killed daemon left in the write-ahead log is read too. Raises sqlite3.Error.
    """
    _check_ordinary(path)
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=1.0, uri=True)
    _set_up(database)
    return database


def open_untouched(path: Path) -> sqlite3.Connection:
    """Open a file to read, and leave no other beside it. Raises sqlite3.Error.

    A reader of a file in write-ahead mode makes the log and its index where there are none, and may
    not take them away again. Where there is no log, nobody writes, and the file can be read as if
    nobody ever would.
    """
    _, log, _ = family(Path(os.path.realpath(path)))
    if log.exists():
        return open_to_read(path)
    _check_ordinary(path)
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    database = sqlite3.connect(address, timeout=1.0, uri=True)
    _set_up(database)
    return database


def _check_ordinary(path: Path) -> None:
    """Raise sqlite3.OperationalError where SQLite would read a pipe or a device to its end."""
    try:
        check_ordinary(path, path.stat())
    except OSError as error:
        raise sqlite3.OperationalError(error.strerror) from error


def family(path: Path) -> tuple[Path, Path, Path]:
    """Return the file, its write-ahead log, and the index of that."""
    return (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"))


def _close_folder(folder: Path) -> None:
    if not folder.stat().st_mode & stat.S_ISVTX:  # one that is made for many, such as /tmp
        _close_to_others(folder, 0o700)


def _close_to_others(path: Path, mode: int) -> None:
    with suppress(PermissionError):  # some file systems know no modes
        path.chmod(mode)


def _set_up(database: sqlite3.Connection) -> None:
    database.text_factory = lambda raw: raw.decode(errors="replace")
