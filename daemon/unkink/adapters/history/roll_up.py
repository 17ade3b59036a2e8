"""Rolls up days that are over: one row with the summary of each, so that years are read at once.

A day is rolled up when the next one is over too, as its last bout or absence may reach into that.
What is written late takes the rows of its day and of all later ones away, and they are made anew.
"""

import logging
import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta

import msgspec

from unkink.adapters.history.queries import Queries
from unkink.adapters.history.rows import Cell, time_of
from unkink.core.days.day import Day, DaySummary
from unkink.core.days.telling import summary_of, whole_days, window

log = logging.getLogger(__name__)

VERSION = 1
"""Count it up when a summary is made in another way: older rows are then made anew."""

_KEEP = "INSERT OR REPLACE INTO day (date, version, summary) VALUES (?, ?, ?)"
_NEWEST = "SELECT max(date) FROM day WHERE version = ?"
_DAYS = "SELECT date, summary FROM day WHERE version = ? AND date BETWEEN ? AND ?"
_NEXT = (
    "SELECT begins, utc_offset FROM span WHERE ends > ? ORDER BY ends LIMIT 1",
    "SELECT at, utc_offset FROM decision WHERE at > ? ORDER BY at LIMIT 1",
)
_DAY = timedelta(days=1)


def read_days(database: sqlite3.Connection, first: date, last: date) -> Mapping[date, DaySummary]:
    """Return what is rolled up of these days; a row that makes no sense is as none."""
    bounds = (VERSION, first.isoformat(), last.isoformat())
    try:
        rows = database.execute(_DAYS, bounds).fetchall()
    except sqlite3.OperationalError:  # an older layout, which only the daemon brings up to date
        return {}
    days = {}
    for name, summary in rows:
        try:
            days[date.fromisoformat(name)] = msgspec.json.decode(summary, type=DaySummary)
        except (ValueError, TypeError) as error:
            log.warning("the summary of %s cannot be read (%s); its rows are", name, error)
    return days


def roll_up(database: sqlite3.Connection, today: date) -> bool:
    """Roll up the oldest day that is not; tell whether more may be left. Takes some 5 ms."""
    day = _next_day(database)
    if day is None or day > today - 2 * _DAY:
        return False
    kept = Queries(database)
    since, until = window(day, day)
    told = whole_days(kept.spans(since, until), kept.between(since, until), day, day)
    # A day whose rows make no sense is kept as an empty one, or it would be the next one for ever.
    for one in told or [Day(day)]:
        summary = msgspec.json.encode(summary_of(one)).decode()
        database.execute(_KEEP, (one.date.isoformat(), VERSION, summary))
    return True


def _next_day(database: sqlite3.Connection) -> date | None:
    """Return the first day after those rolled up of which there are rows."""
    (newest,) = database.execute(_NEWEST, (VERSION,)).fetchone()
    after = date.min if newest is None else date.fromisoformat(newest) + _DAY
    bound = 0.0 if newest is None else window(after, after)[0].timestamp()
    days = []
    for question in _NEXT:
        days += [_date(*row) for row in database.execute(question, (bound,))]
    return max(after, min(days)) if days else None


def _date(at: Cell, offset: Cell) -> date:
    """Return the local date; of a row that makes no sense, the first there is."""
    try:
        return time_of(at, offset).date()
    except ValueError:
        return date.min
