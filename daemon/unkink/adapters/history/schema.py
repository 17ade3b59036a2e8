"""The layout of `history.db`, and how a file of an older layout becomes one of today's.

To change it: a new step at the end of `STEPS` and the new layout in `LAYOUT`. `user_version` tells
how many steps a file has had.
"""

import sqlite3
from collections.abc import Callable

from unkink.adapters.history.transaction import transaction

LAYOUT = (
    # `at` is seconds since 1970 in universal time, `utc_offset` seconds east of it, as it was then.
    """CREATE TABLE decision (
        id INTEGER PRIMARY KEY,
        at REAL NOT NULL,
        utc_offset INTEGER NOT NULL,
        decision TEXT NOT NULL,
        reminder TEXT,
        tip TEXT,
        why TEXT NOT NULL,
        seconds REAL
    )""",
    "CREATE INDEX decision_by_time ON decision (at)",
    """CREATE TABLE span (
        id INTEGER PRIMARY KEY,
        begins REAL NOT NULL,
        ends REAL NOT NULL,
        utc_offset INTEGER NOT NULL,
        presence TEXT NOT NULL,
        posture TEXT NOT NULL
    )""",
    "CREATE INDEX span_by_end ON span (ends)",
    # What is told of a day that is over, as JSON of `core.days.day.DaySummary`; see roll_up.py.
    "CREATE TABLE day (date TEXT PRIMARY KEY, version INTEGER NOT NULL, summary TEXT NOT NULL)",
)


class NewerLayout(Exception):  # noqa: N818 - an answer, not an accident
    """A newer unkink wrote this file."""


class ForeignLayout(Exception):  # noqa: N818 - an answer, not an accident
    """This is a database, but none of ours."""


def prepare(database: sqlite3.Connection) -> None:
    """Lay an empty file out, or bring an older one up to date, in one transaction.

    The connection must be in autocommit mode. Raises NewerLayout, ForeignLayout or sqlite3.Error;
    a crash or an error in the middle leaves the file as it was.
    """
    if _version(database) != VERSION:
        with transaction(database):
            _renew(database)
    try:
        database.execute("SELECT at, utc_offset, decision, seconds FROM decision LIMIT 0")
        database.execute("SELECT begins, ends, presence, posture FROM span LIMIT 0")
        database.execute("SELECT date, version, summary FROM day LIMIT 0")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # no such table, or column
            raise ForeignLayout(str(error)) from error
        raise


def recognise(database: sqlite3.Connection) -> None:
    """Raise NewerLayout or ForeignLayout where `prepare` would; changes nothing."""
    if _version(database) > VERSION:
        raise NewerLayout
    if "decision" not in _tables(database):
        raise ForeignLayout("it holds no decisions")


def _renew(database: sqlite3.Connection) -> None:
    version = _version(database)  # asked again: now nobody else can change it
    if version > VERSION:
        raise NewerLayout
    tables = _tables(database)
    if not tables:
        for statement in LAYOUT:
            database.execute(statement)
    elif "decision" not in tables:
        raise ForeignLayout("it holds other tables")
    else:
        for step in STEPS[version:]:
            step(database)
    database.execute(f"PRAGMA user_version = {VERSION}")


def _tables(database: sqlite3.Connection) -> set[str]:
    return {name for (name,) in database.execute("SELECT name FROM sqlite_schema")}


def _version(database: sqlite3.Connection) -> int:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return int(version)


def _add_lengths_and_spans(database: sqlite3.Connection) -> None:
    """From layout 0, which had decisions only, with neither their length nor an index."""
    _table, by_time, span, by_end, _day = LAYOUT
    database.execute("ALTER TABLE decision ADD COLUMN seconds REAL")
    for statement in (by_time, span, by_end):
        database.execute(statement)


def _add_days(database: sqlite3.Connection) -> None:
    """From layout 1, which told of days by their rows alone."""
    database.execute(LAYOUT[-1])


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (_add_lengths_and_spans, _add_days)
VERSION = len(STEPS)
