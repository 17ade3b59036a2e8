"""Rolls up days that are over: one row with the summary of each, so that years are read at once.

A day is rolled up when the next one is over too, as its last bout or absence may reach into that.
What is written late takes away the rows of all days that it may tell of (`pruning.forget_days`);
they are made anew.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from unkink.adapters.history.queries import Queries
from unkink.adapters.history.rows import Cell, time_of
from unkink.core.days.day import Day, DaySummary
from unkink.core.days.telling import summary_of, whole_days, window

VERSION = 2
"""Count it up when a summary is made in another way: older rows are then made anew."""

_KEEP = "INSERT OR REPLACE INTO day (date, version, summary) VALUES (?, ?, ?)"
_NEWEST = "SELECT max(date) FROM day WHERE version = ?"
DAYS = "SELECT date, summary FROM day WHERE version = ? AND date BETWEEN ? AND ?"
NEXT = (
    "SELECT begins, utc_offset FROM span WHERE ends > ? ORDER BY ends",
    "SELECT at, utc_offset FROM decision WHERE at > ? ORDER BY at",
)
_DAY = timedelta(days=1)
_FIRST = date(1970, 1, 3)
"""A clock that lost its battery may say so; before that, a date in a row is none."""


def read_days(
    database: sqlite3.Connection, first: date, last: date
) -> Iterator[tuple[str, DaySummary | None]]:
    """Yield what is rolled up of these days; None with a date whose row makes no sense."""
    bounds = (VERSION, first.isoformat(), last.isoformat())
    try:
        rows = database.execute(DAYS, bounds).fetchall()
    except sqlite3.OperationalError:  # an older layout, which only the daemon brings up to date
        return
    for name, summary in rows:
        try:
            day = msgspec.json.decode(summary, type=DaySummary)
        except (ValueError, TypeError):
            yield name, None
        else:
            yield name, day if day.date.isoformat() == name else None


def roll_up(database: sqlite3.Connection, kept: Queries, today: date) -> bool:
    """Roll up the oldest day that is not; tell whether more may be left. Takes some 5 ms."""
    day = _next_day(database)
    if day is None or day > today - 2 * _DAY:
        return False
    since, until = window(day, day)
    told = whole_days(kept.spans(since, until), kept.between(since, until), day, day)
    # A day whose rows make no sense is kept as an empty one, or it would be the next one for ever.
    for one in told or [Day(day)]:
        summary = msgspec.json.encode(summary_of(one)).decode()
        database.execute(_KEEP, (one.date.isoformat(), VERSION, summary))
    return True


def _next_day(database: sqlite3.Connection) -> date | None:
    """Return the first day after those rolled up of which there are rows."""
    newest = _newest(database)
    after = _FIRST if newest is None else newest + _DAY
    bound = 0.0 if newest is None else window(after, after)[0].timestamp()
    first = (next(_dates(database.execute(question, (bound,))), None) for question in NEXT)
    days = [one for one in first if one is not None]
    return max(after, min(days)) if days else None


def _newest(database: sqlite3.Connection) -> date | None:
    (newest,) = database.execute(_NEWEST, (VERSION,)).fetchone()
    try:
        return max(_FIRST, date.fromisoformat(newest))
    except (ValueError, TypeError):  # there is none, or one that somebody has written over
        return None


def _dates(rows: sqlite3.Cursor) -> Iterator[date]:
    """Yield the local dates; rows that make no sense have none."""
    at: Cell
    for at, offset in rows:
        try:
            yield time_of(at, offset).date()
        except ValueError:
            continue
