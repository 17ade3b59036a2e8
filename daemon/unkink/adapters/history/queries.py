"""The questions that `history.db` answers, each by way of an index: it may hold a million rows."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from unkink.adapters.history.rows import Row, entry_of_row, stretch_of_row
from unkink.core.entries import Entry, Stretch

log = logging.getLogger(__name__)

SINCE = (
    "SELECT at, utc_offset, decision, reminder, tip, why, seconds FROM decision"
    " WHERE at >= ? ORDER BY at, id"
)
LATEST = (
    "SELECT at, utc_offset, decision, reminder, tip, why, seconds FROM decision"
    " ORDER BY id DESC LIMIT ?"
)
SPANS = (
    "SELECT begins, ends, utc_offset, presence, posture FROM span"
    " WHERE ends > ? AND begins < ? ORDER BY ends, id"
)
OLDEST = "SELECT at, utc_offset FROM decision ORDER BY at LIMIT 1"

Value = TypeVar("Value")


class Queries:
    """Reads one open file; what it finds strange is skipped, and logged once."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._warned = False

    def since(self, wall: datetime) -> Sequence[Entry]:
        """Return the decisions made since then, oldest first."""
        return self._understood(entry_of_row, self._database.execute(SINCE, (wall.timestamp(),)))

    def latest(self, count: int) -> Sequence[Entry]:
        """Return the last decisions, newest first."""
        return self._understood(entry_of_row, self._database.execute(LATEST, (count,)))

    def spans(self, since: datetime, until: datetime) -> Sequence[Stretch]:
        """Return the spans that share time with this one, whole, oldest first."""
        bounds = (since.timestamp(), until.timestamp())
        return self._understood(stretch_of_row, self._database.execute(SPANS, bounds))

    def oldest(self) -> datetime | None:
        """Return the time of the oldest decision; None when there is none."""
        rows = ((*row, "due", None, None, "", None) for row in self._database.execute(OLDEST))
        return next((one.time for one in self._understood(entry_of_row, rows)), None)

    def _understood(self, read: Callable[[Row], Value], rows: Iterable[Row]) -> list[Value]:
        values, strange = [], 0
        for row in rows:
            try:
                values.append(read(row))
            except ValueError:
                strange += 1
        if strange and not self._warned:
            self._warned = True
            log.warning("%s rows of the journal cannot be understood; they are left out", strange)
        return values
