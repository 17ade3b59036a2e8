"""Forgets what is too old, a little at a time: nobody waits for a year to be deleted."""

import sqlite3
from datetime import date, datetime, time, timedelta

from unkink.adapters.history.rows import EARLIEST, LATEST

AT_MOST = 400
"""Rows of each table deleted in one go, in about a millisecond; a day brings fewer."""

REACH = timedelta(days=2)
"""How far back from its date a row may tell of a day: the last bout or absence of the day before
reaches into it, and who flies east may have slept through a date.
"""

_DAY = 86_400
_NEWEST = "SELECT at FROM decision WHERE at BETWEEN ? AND ? ORDER BY id DESC LIMIT 1"
FORGET_DECISIONS = (
    "DELETE FROM decision WHERE id IN (SELECT id FROM decision WHERE at < ? ORDER BY at LIMIT ?)"
)
FORGET_SPANS = (
    "DELETE FROM span WHERE id IN (SELECT id FROM span WHERE ends < ? ORDER BY ends LIMIT ?)"
)
FORGET_DAYS = "DELETE FROM day WHERE date < ?"
FORGET_LATER_DAYS = "DELETE FROM day WHERE date >= ?"


def prune(database: sqlite3.Connection, now: datetime, keep_days: int) -> bool:
    """Delete some of the rows that are too old; tell whether more may be left.

    Age counts from the newest row that was there before, if that is older than `now`: a clock that
    runs years ahead for a minute, as after an empty battery, must not cost the whole journal.
    """
    bounds = EARLIEST.timestamp(), LATEST.timestamp()  # what stands outside is no time at all
    newest = database.execute(_NEWEST, bounds).fetchone()
    if newest is None or not isinstance(newest[0], float):
        return False
    oldest = min(newest[0], now.timestamp()) - keep_days * _DAY
    first = datetime.fromtimestamp(oldest, now.tzinfo).date()  # whole: half a day would be untrue
    database.execute(FORGET_DAYS, (first.isoformat(),))
    old = (datetime.combine(first, time(), now.tzinfo).timestamp(), AT_MOST)
    gone = [database.execute(sql, old).rowcount for sql in (FORGET_DECISIONS, FORGET_SPANS)]
    return AT_MOST in gone


def forget_days(database: sqlite3.Connection, late: date) -> None:
    """Take the rolled-up rows away of all days of which something written of `late` may tell."""
    database.execute(FORGET_LATER_DAYS, ((late - REACH).isoformat(),))
