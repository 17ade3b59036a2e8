"""Writes the journal out, row by row: a million of them need no more memory than one."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TextIO

from unkink.adapters.history.exchange import (
    DECISIONS,
    PRESENCE,
    Event,
    bucket,
    event_of_entry,
    event_of_stretch,
)
from unkink.adapters.history.rows import Row, entry_of_row, stretch_of_row
from unkink.core.values import dataclass

# Local dates are compared, so that each row is of one date, whatever the offset was.
_SPANS = (
    "SELECT begins, ends, utc_offset, presence, posture FROM span"
    " WHERE ends + utc_offset > ? AND begins + utc_offset < ? ORDER BY ends, id"
)
_DECISIONS = (
    "SELECT at, utc_offset, decision, reminder, tip, why, seconds FROM decision"
    " WHERE at + utc_offset >= ? AND at + utc_offset < ? ORDER BY at, id"
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    spans: int
    decisions: int
    strange: int
    """Rows that make no sense, and were left out."""


class _Count:
    def __init__(self) -> None:
        self.told = 0
        self.strange = 0


def export(
    database: sqlite3.Connection,
    file: TextIO,
    now: datetime,
    first: date = date.min,
    last: date = date.max,
) -> Exported:
    """Write what was recorded from `first` to `last`: decisions, and spans that touch these days.

    All of it is from one instant, whatever is written meanwhile. Raises sqlite3.Error or OSError.
    """
    bounds = (_clock(first), _clock(last) + _DAY.total_seconds())
    spans, decisions = _Count(), _Count()
    database.execute("BEGIN")
    try:
        file.write('{"buckets": {\n')
        _write(file, PRESENCE, now, _events(database, _SPANS, bounds, _span, spans))
        file.write(",\n")
        _write(file, DECISIONS, now, _events(database, _DECISIONS, bounds, _decision, decisions))
        file.write("\n}}\n")
    finally:
        database.execute("ROLLBACK")
    return Exported(spans.told, decisions.told, spans.strange + decisions.strange)


def _write(file: TextIO, name: str, now: datetime, events: Iterable[Event]) -> None:
    head = json.dumps(bucket(name, now))
    file.write(f'{json.dumps(name)}: {head[:-1]}, "events": [')
    between = "\n"
    for event in events:
        file.write(between + json.dumps(event, ensure_ascii=False))
        between = ",\n"
    file.write("\n]}")


def _events(
    database: sqlite3.Connection,
    question: str,
    bounds: tuple[float, float],
    event: Callable[[Row], Event],
    count: _Count,
) -> Iterator[Event]:
    for row in database.execute(question, bounds):
        try:
            yield event(row)
        except ValueError:
            count.strange += 1
        else:
            count.told += 1


def _span(row: Row) -> Event:
    return event_of_stretch(stretch_of_row(row))


def _decision(row: Row) -> Event:
    return event_of_entry(entry_of_row(row))


def _clock(day: date) -> float:
    """Return what a clock on the wall shows at the beginning of a date, in seconds since 1970."""
    return datetime.combine(day, time(), UTC).timestamp()
