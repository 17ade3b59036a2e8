"""Keeps decisions and spans of time in `history.db`, so that `why` reaches back over a restart."""

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from unkink.adapters.history import pruning
from unkink.adapters.history.connection import family, open_to_write
from unkink.adapters.history.queries import Queries
from unkink.adapters.history.rows import row_of_entry, row_of_stretch
from unkink.adapters.history.schema import ForeignLayout, NewerLayout
from unkink.adapters.history.transaction import transaction
from unkink.core.days.day import DaySummary
from unkink.core.entries import Entry, Stretch
from unkink.ports import AdapterError
from unkink.private_files import name_aside

log = logging.getLogger(__name__)

_ADD_DECISION = (
    "INSERT INTO decision (at, utc_offset, decision, reminder, tip, why, seconds)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_ADD_SPAN = "INSERT INTO span (begins, ends, utc_offset, presence, posture) VALUES (?, ?, ?, ?, ?)"

ROLLED_AT_ONCE = 4
"""Days rolled up with one row, in some 15 ms: most days there is one, after an update are all."""

Answer = TypeVar("Answer")


class _DamagedError(AdapterError):
    """The file was damaged; it is out of the way now, and a new one can begin."""


class HistoryFile:
    """Implements `ports.HistoryStore` on SQLite. Each call blocks for a tenth of a millisecond or
    so, 50 ms where somebody else has locked the file.

    It is opened when it is first needed, and again after a failure. Raises AdapterError where the
    file cannot be used; a damaged one is put aside first, never destroyed.
    """

    def __init__(self, path: Path, keep_days: Callable[[], int]) -> None:
        self._path = path
        self._keep_days = keep_days
        self._open: _OpenFile | None = None

    def write(self, rows: Sequence[Entry | Stretch]) -> None:
        """Append all of these, or none; once it returns, a kill loses none of them."""
        try:
            self._ask(lambda file: file.write(rows, self._keep_days()))
        except _DamagedError:
            self._ask(lambda file: file.write(rows, self._keep_days()))

    def since(self, wall: datetime) -> Sequence[Entry]:
        """Return the decisions made since then, oldest first."""
        return self._ask(lambda file: file.queries.since(wall))

    def between(self, since: datetime, until: datetime) -> Sequence[Entry]:
        """Return the decisions made from then on and before `until`, oldest first."""
        return self._ask(lambda file: file.queries.between(since, until))

    def latest(self, count: int) -> Sequence[Entry]:
        """Return the last decisions, newest first."""
        return self._ask(lambda file: file.queries.latest(count))

    def spans(self, since: datetime, until: datetime) -> Sequence[Stretch]:
        """Return the spans that share time with this one, whole, oldest first."""
        return self._ask(lambda file: file.queries.spans(since, until))

    def rolled(self, first: date, last: date) -> Mapping[date, DaySummary]:
        """Return the summaries of those of these days that are rolled up."""
        return self._ask(lambda file: file.queries.rolled(first, last))

    def oldest(self) -> datetime | None:
        """Return the time of the oldest decision; None when there is none."""
        return self._ask(lambda file: file.queries.oldest())

    def newest(self) -> Stretch | None:
        """Return the span that was written last; None when there is none."""
        return self._ask(lambda file: file.queries.newest())

    def close(self) -> None:
        """Let go of the file; the next call would open it again."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _ask(self, question: Callable[["_OpenFile"], Answer]) -> Answer:
        with self._failures_told():
            if self._open is not None and not self._open.in_place(self._path):
                self.close()  # somebody deleted it; without this, rows would go nowhere
            if self._open is None:
                self._open = _OpenFile(self._path, open_to_write(self._path))
            return question(self._open)

    @contextmanager
    def _failures_told(self) -> Iterator[None]:
        try:
            yield
        except NewerLayout as error:
            raise AdapterError(f"{self._path} was written by a newer unkink") from error
        except ForeignLayout as error:
            raise self._put_aside(error) from error
        except sqlite3.Error as error:
            if _damaged(error):
                raise self._put_aside(error) from error
            raise AdapterError(f"{self._path} cannot be used ({error})") from error
        except OSError as error:
            reason = error.strerror or error
            raise AdapterError(f"{self._path} cannot be used ({reason})") from error
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            # A row that nobody foresaw: rows wait as for a full disk, and the fault is told.
            raise AdapterError(f"{self._path} cannot be used ({error})") from error

    def _put_aside(self, why: Exception) -> AdapterError:
        self.close()
        aside = name_aside(self._path)
        try:
            for file, name in zip(family(self._path), family(aside), strict=True):
                if file.exists():
                    file.rename(name)
        except OSError as error:
            return AdapterError(
                f"{self._path} cannot be read ({why}) nor put aside ({error.strerror})"
            )
        kept = f"it is kept as {aside.name}, and a new one begins"
        log.warning("%s cannot be read (%s); %s", self._path, why, kept)
        return _DamagedError(f"{self._path} could not be read")


class _OpenFile:
    """A connection, and what is known of its file."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.queries = Queries(database)
        self._database = database
        self._file = _identity(path)
        self._pruned_on: date | None = None
        self._pruned_to: int | None = None
        """How many days were to be kept then; a person may have set fewer since."""
        self._old_left = False
        self._days_left = True

    def in_place(self, path: Path) -> bool:
        """Tell whether the file is still found under its name."""
        return self._file == _identity(path)

    def write(self, rows: Sequence[Entry | Stretch], keep_days: int) -> None:
        """Append all of these, or none, and take some that are too old along."""
        entries = [row_of_entry(one) for one in rows if isinstance(one, Entry)]
        stretches = [row_of_stretch(one) for one in rows if isinstance(one, Stretch)]
        last = rows[-1]
        now = last.time if isinstance(last, Entry) else last.ends
        database = self._database
        with transaction(database):
            new_day = now.date() != self._pruned_on
            if new_day or self._old_left or keep_days != self._pruned_to:
                self._old_left = pruning.prune(database, now, keep_days)
            database.executemany(_ADD_DECISION, entries)
            database.executemany(_ADD_SPAN, stretches)
            pruning.forget_days(database, _earliest(rows))
            if new_day or self._days_left:
                self._days_left = _roll_up(database, self.queries, now.date())
        self._pruned_on, self._pruned_to = now.date(), keep_days

    def close(self) -> None:
        """Close the connection; SQLite then moves its write-ahead log into the file."""
        self._database.close()


def _earliest(rows: Sequence[Entry | Stretch]) -> date:
    return min(one.time if isinstance(one, Entry) else one.begins for one in rows).date()


def _roll_up(database: sqlite3.Connection, queries: Queries, today: date) -> bool:
    """Roll up what is over, a few days at a time after an update; tell whether more is left."""
    from unkink.adapters.history.roll_up import roll_up  # once a day; no start needs it

    return all(roll_up(database, queries, today) for _ in range(ROLLED_AT_ONCE))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino)


def _damaged(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of an extended code is detail
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
