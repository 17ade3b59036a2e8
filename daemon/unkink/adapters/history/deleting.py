"""Forgets what a person wants forgotten, so that it is gone from the disk too.

Works beside a daemon that has the file open: it waits for as long as this takes, and then goes on.
"""

import sqlite3
from datetime import UTC, date, datetime, time

from unkink.adapters.history.transaction import transaction
from unkink.core.values import dataclass

PATIENCE = 10_000
"""Milliseconds to wait for a daemon that reads or writes."""

# By what a clock on the wall showed, so that a day goes whole, whatever the offset was. A span that
# reaches over the midnight is cut there.
_DELETE = (
    "DELETE FROM decision WHERE at + utc_offset < :clock",
    "DELETE FROM span WHERE ends + utc_offset <= :clock",
    "UPDATE span SET begins = :clock - utc_offset WHERE begins + utc_offset < :clock",
    # The day after the cut is told anew: a bout or a break may have begun before it.
    "DELETE FROM day WHERE date <= :date",
)
_COUNT = (
    "SELECT count(*), min(at + utc_offset), max(at + utc_offset) FROM decision"
    " WHERE at + utc_offset < :clock",
    "SELECT count(*), min(begins + utc_offset), max(min(ends + utc_offset, :clock)) FROM span"
    " WHERE begins + utc_offset < :clock",
)

_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


@dataclass(frozen=True, slots=True)
class Kept:
    """What the journal holds of the time in question."""

    rows: int
    first: date | None
    last: date | None


def kept(database: sqlite3.Connection, before: date | None = None) -> Kept:
    """Count what was recorded before this date, or ever. Raises sqlite3.Error."""
    told = [database.execute(one, _bounds(before)).fetchone() for one in _COUNT]
    first = min((one[1] for one in told if one[0]), default=None)
    last = max((one[2] for one in told if one[0]), default=None)
    return Kept(sum(one[0] for one in told), _date(first), _date(last))


def forget(
    database: sqlite3.Connection, before: date | None = None, patience: int = PATIENCE
) -> bool:
    """Delete what was recorded before this date, or everything, and rewrite the file without it.

    `database` is open to write, in autocommit mode. Tells whether the write-ahead log is empty too;
    if not, somebody was reading all the while, and it is emptied when nobody reads. Raises
    sqlite3.Error.
    """
    database.execute(f"PRAGMA busy_timeout = {patience}")
    database.execute("PRAGMA secure_delete = ON")  # pages that are given up are overwritten
    with transaction(database):
        for statement in _DELETE:
            database.execute(statement, _bounds(before))
    # First the pages in their places, then the file made anew: what that cuts off held rows too.
    database.execute(_EMPTY_LOG).fetchone()
    database.execute("VACUUM")
    (busy, _, _) = database.execute(_EMPTY_LOG).fetchone()
    return not busy


def _bounds(before: date | None) -> dict[str, float | str]:
    if before is None:
        return {"clock": float("inf"), "date": "9999-12-31"}
    return {
        "clock": datetime.combine(before, time(), UTC).timestamp(),
        "date": before.isoformat(),
    }


def _date(clock: float | None) -> date | None:
    try:
        return None if clock is None else datetime.fromtimestamp(clock, UTC).date()
    except (OverflowError, ValueError, OSError):
        return None
