"""Takes an exported journal in: all of it, or nothing.

What the file holds goes into tables of this connection alone first, so that a mistake in it costs
nothing, and a daemon that writes meanwhile waits only for the moment in which they are added.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import TextIO

from unkink.adapters.history.exchange import DECISIONS, PRESENCE, SCHEMA, NotOurs, row_of_event
from unkink.adapters.history.json_reader import BadJson, JsonReader
from unkink.adapters.history.pruning import forget_days
from unkink.adapters.history.rows import row_of_entry, row_of_stretch, time_of
from unkink.adapters.history.transaction import transaction
from unkink.core.entries import Entry, Stretch
from unkink.core.values import dataclass

MOST_ROWS = 5_000_000
"""Some fifty years of busy days; a file may be endless."""
PATIENCE = 10_000
"""Milliseconds to wait for a daemon that writes."""

_HELD = (
    "CREATE TEMP TABLE new_span (begins, ends, utc_offset, presence, posture)",
    "CREATE TEMP TABLE new_decision (at, utc_offset, decision, reminder, tip, why, seconds)",
)
_HOLD_SPAN = "INSERT INTO new_span VALUES (?, ?, ?, ?, ?)"
_HOLD_DECISION = "INSERT INTO new_decision VALUES (?, ?, ?, ?, ?, ?, ?)"
_DROP_KNOWN = (
    """DELETE FROM new_span WHERE EXISTS (SELECT 1 FROM span WHERE span.ends = new_span.ends
        AND span.begins = new_span.begins AND span.presence = new_span.presence
        AND span.posture = new_span.posture)""",
    """DELETE FROM new_decision WHERE EXISTS (SELECT 1 FROM decision AS old
        WHERE old.at = new_decision.at AND old.decision = new_decision.decision
        AND old.reminder IS new_decision.reminder AND old.tip IS new_decision.tip
        AND old.why = new_decision.why AND old.seconds IS new_decision.seconds)""",
)
# A clock that was set back tells an hour twice, and journeys some more; what lies over other spans
# of the file by more than 26 hours is of no clock.
_DROP_PILED_UP = """DELETE FROM new_span WHERE rowid IN (SELECT rowid FROM (
    SELECT rowid, begins, ends, max(ends) OVER (ORDER BY begins, ends DESC, rowid
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM new_span)
    WHERE min(before, ends) - begins > 93600)"""
_DROP_REPEATED = """DELETE FROM {0} WHERE rowid NOT IN (SELECT min(rowid) FROM {0} GROUP BY {1})"""
_REPEATED = (
    _DROP_REPEATED.format("new_span", "begins, ends, presence, posture"),
    _DROP_REPEATED.format("new_decision", "at, decision, reminder, tip, why, seconds"),
)
# No span is longer than two months (`rows.LONGEST`), so an index finds those that matter. Less
# than a second in common is a matter of rounding.
_DROP_OVERLAPPING = """DELETE FROM new_span WHERE EXISTS (SELECT 1 FROM span
    WHERE span.ends > new_span.begins + 1 AND span.ends < new_span.ends + 5184000
    AND span.begins < new_span.ends - 1)"""
_OVERLAPPING = (_DROP_PILED_UP, _DROP_OVERLAPPING)
# Numbered below all that is here: who asks for the latest rows means the last that were written.
_ADD = (
    """INSERT INTO span (id, begins, ends, utc_offset, presence, posture)
        SELECT (SELECT coalesce(min(id), 1) FROM span)
            - 1 - (SELECT max(rowid) FROM new_span) + rowid, * FROM new_span""",
    """INSERT INTO decision (id, at, utc_offset, decision, reminder, tip, why, seconds)
        SELECT (SELECT coalesce(min(id), 1) FROM decision)
            - 1 - (SELECT max(rowid) FROM new_decision) + rowid, * FROM new_decision""",
)
_EARLIEST = """SELECT at, utc_offset FROM (SELECT begins AS at, utc_offset FROM new_span
    UNION ALL SELECT at, utc_offset FROM new_decision) ORDER BY at LIMIT 1"""


class BadExport(Exception):  # noqa: N818 - an answer, not an accident
    """The file is no export of a journal; `line` says where, the text what is wrong."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


@dataclass(frozen=True, slots=True)
class Imported:
    """What was added."""

    spans: int
    decisions: int
    known: int
    """Rows that were here before, left out."""
    overlapping: int
    """Spans of time of which this journal tells already, left out: no hour is told twice."""
    first: date | None
    """The earliest day that something was added to."""


def take_in(database: sqlite3.Connection, file: TextIO) -> Imported:
    """Add what the file holds and the journal does not.

    `database` is open to write, in autocommit mode. Raises BadExport, sqlite3.Error, OSError or
    UnicodeDecodeError; nothing was added then.
    """
    for statement in _HELD:
        database.execute(statement)
    reader = JsonReader(file)
    database.execute("BEGIN")  # of the tables above alone: nobody else is kept waiting
    try:
        for row in _counted(_rows(reader)):
            if isinstance(row, Stretch):
                database.execute(_HOLD_SPAN, row_of_stretch(row))
            else:
                database.execute(_HOLD_DECISION, row_of_entry(row))
    except (BadJson, NotOurs) as error:
        raise BadExport(reader.line, str(error)) from error
    database.execute("COMMIT")
    return _added(database)


def _added(database: sqlite3.Connection) -> Imported:
    database.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    with transaction(database):
        known = sum(
            database.execute(statement).rowcount for statement in (*_REPEATED, *_DROP_KNOWN)
        )
        overlapping = sum(database.execute(statement).rowcount for statement in _OVERLAPPING)
        earliest = database.execute(_EARLIEST).fetchone()
        first = None if earliest is None else time_of(*earliest).date()
        spans, decisions = (database.execute(statement).rowcount for statement in _ADD)
        if first is not None:
            forget_days(database, first)
    return Imported(spans, decisions, known, overlapping, first)


def _counted(rows: Iterator[Stretch | Entry]) -> Iterator[Stretch | Entry]:
    """Give the rows of a file that has an end. Raises NotOurs."""
    for count, row in enumerate(rows):
        if count >= MOST_ROWS:
            raise NotOurs(f"more than {MOST_ROWS} rows; import the years one by one")
        yield row


def _rows(reader: JsonReader) -> Iterator[Stretch | Entry]:
    """Give the rows of our buckets; those of other programs are stepped over."""
    found = False
    for key in reader.members():
        if key != "buckets":
            reader.value()
            continue
        for name in reader.members():
            ours = next((one for one in (PRESENCE, DECISIONS) if name.startswith(one)), None)
            found = found or ours is not None
            yield from _events(reader, ours)
    reader.end()
    if not found:
        raise NotOurs(f"there is no bucket {PRESENCE} or {DECISIONS} in it")


def _events(reader: JsonReader, ours: str | None) -> Iterator[Stretch | Entry]:
    for key in reader.members():
        if key == "events":
            for event in reader.items():
                if ours is not None:
                    yield row_of_event(ours, event)
        elif _newer(reader.value()) and key == "data" and ours is not None:
            raise NotOurs("a newer unkink wrote this; import it with that one")


def _newer(data: object) -> bool:
    schema = data.get("schema") if isinstance(data, dict) else None
    return isinstance(schema, int) and schema > SCHEMA
