"""Rolls up days that are over: one row with the summary of each, so that years are read at once.

A day is rolled up when nothing that is to come may tell of it any more (`pruning.REACH`).
What is written late takes away the rows of all days that it may tell of (`pruning.forget_days`);
they are made anew.
"""

import gc
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import msgspec

from unkink.adapters.history.pruning import REACH
from unkink.adapters.history.queries import Queries
from unkink.adapters.history.rows import Cell, time_of
from unkink.core.days.day import Day, DaySummary
from unkink.core.days.telling import summary_of, whole_days, window

VERSION = 2
"""Count it up when a summary is made in another way: older rows are then made anew."""

_KEEP = "INSERT OR REPLACE INTO day (date, version, summary) VALUES (?, ?, ?)"
NEWEST = "SELECT max(date) FROM day WHERE version = ?"
DAYS = (
    "SELECT date, CAST(summary AS BLOB) FROM day WHERE version = ? AND date BETWEEN ? AND ?"
    " ORDER BY date"
)
NEXT = (
    "SELECT begins, utc_offset FROM span WHERE ends > ? ORDER BY ends",
    "SELECT at, utc_offset FROM decision WHERE at > ? ORDER BY at",
)
LONGEST_GAP = 400
"""Days without a row that are kept as empty ones; a longer gap is a clock that was wrong."""
_DAY = timedelta(days=1)
_FIRST = date(1970, 1, 3)
"""A clock that lost its battery may say so; before that, a date in a row is none."""


def read_days(
    database: sqlite3.Connection, first: date, last: date
) -> list[tuple[str, DaySummary | None]]:
    """Return what is rolled up of these days; None with a date whose row makes no sense."""
    bounds = (VERSION, first.isoformat(), last.isoformat())
    decoder = msgspec.json.Decoder(DaySummary)
    try:
        rows = database.execute(DAYS, bounds)
    except sqlite3.OperationalError:  # an older layout, which only the daemon brings up to date
        return []
    with _no_collection():
        return [(name, _decoded(decoder, name, summary)) for name, summary in rows]


def _decoded(
    decoder: msgspec.json.Decoder[DaySummary], name: str, summary: bytes
) -> DaySummary | None:
    try:
        day = decoder.decode(summary)
    except (ValueError, TypeError):
        return None
    return day if day.date.isoformat() == name else None


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the collector of cycles out: over ten years of days, which hold none, it looks a dozen
    times while they are made, and doubles the time.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # and back at once: they count as old, so that enabling looks at none of them
        gc.unfreeze()
        if collected:
            gc.enable()


def roll_up(database: sqlite3.Connection, kept: Queries, today: date) -> bool:
    """Roll up the oldest day that is not, and those before it of which there are no rows; tell
    whether more may be left. Takes some 5 ms.
    """
    after = _after_newest(database)
    day = _next_day(database, after)
    if day is None or day > today - REACH - _DAY:
        return False
    since, until = window(day, day)
    told = whole_days(kept.spans(since, until), kept.between(since, until), day, day)
    # A day whose rows make no sense is kept as an empty one, or it would be the next one for ever.
    _keep(database, told or [Day(day)])
    # So are those of which there is nothing, or each question would look for their rows.
    if after is not None and (day - after).days <= LONGEST_GAP:
        _keep(database, [Day(after + number * _DAY) for number in range((day - after).days)])
    return True


def _keep(database: sqlite3.Connection, days: Iterable[Day]) -> None:
    for day in days:
        summary = msgspec.json.encode(summary_of(day)).decode()
        database.execute(_KEEP, (day.date.isoformat(), VERSION, summary))


def _next_day(database: sqlite3.Connection, after: date | None) -> date | None:
    """Return the first day from `after` on of which there are rows."""
    bound = 0.0 if after is None else window(after, after)[0].timestamp()
    first = (next(_dates(database.execute(question, (bound,))), None) for question in NEXT)
    days = [one for one in first if one is not None]
    return max(after or _FIRST, min(days)) if days else None


def _after_newest(database: sqlite3.Connection) -> date | None:
    """Return the day after those rolled up; None where none is."""
    (newest,) = database.execute(NEWEST, (VERSION,)).fetchone()
    try:
        return max(_FIRST, date.fromisoformat(newest)) + _DAY
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
