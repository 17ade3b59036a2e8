"""Forgets what is too old, a little at a time: nobody waits for a year to be deleted."""

import sqlite3
from datetime import datetime

AT_MOST = 400
"""Rows of each table deleted in one go, in about a millisecond; a day brings fewer."""

_DAY = 86_400
_NEWEST = "SELECT at FROM decision ORDER BY id DESC LIMIT 1"
FORGET_DECISIONS = (
    "DELETE FROM decision WHERE id IN (SELECT id FROM decision WHERE at < ? ORDER BY at LIMIT ?)"
)
FORGET_SPANS = (
    "DELETE FROM span WHERE id IN (SELECT id FROM span WHERE ends < ? ORDER BY ends LIMIT ?)"
)
FORGET_DAYS = "DELETE FROM day WHERE date < ?"


def prune(database: sqlite3.Connection, now: datetime, keep_days: int) -> bool:
    """Delete some of the rows that are too old; tell whether more may be left.

    Age counts from the newest row that was there before, if that is older than `now`: a clock that
    runs years ahead for a minute, as after an empty battery, must not cost the whole journal.
    """
    newest = database.execute(_NEWEST).fetchone()
    if newest is None or not isinstance(newest[0], float):
        return False
    oldest = min(newest[0], now.timestamp()) - keep_days * _DAY
    database.execute(FORGET_DAYS, (datetime.fromtimestamp(oldest, now.tzinfo).date().isoformat(),))
    bounds = (oldest, AT_MOST)
    gone = [database.execute(sql, bounds).rowcount for sql in (FORGET_DECISIONS, FORGET_SPANS)]
    return AT_MOST in gone
