"""The questions that `history.db` answers, each by way of an index: it may hold a million rows."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from unkink.adapters.history.rows import LONGEST, Row, entry_of_row, stretch_of_row
from unkink.core.days.day import DaySummary
from unkink.core.entries import Entry, Stretch

log = logging.getLogger(__name__)

SINCE = (
    "SELECT at, utc_offset, decision, reminder, tip, why, seconds FROM decision"
    " WHERE at >= ? ORDER BY at, id"
)
BETWEEN = (
    "SELECT at, utc_offset, decision, reminder, tip, why, seconds FROM decision"
    " WHERE at >= ? AND at < ? ORDER BY at, id"
)
LATEST = (
    "SELECT at, utc_offset, decision, reminder, tip, why, seconds FROM decision"
    " ORDER BY id DESC LIMIT ?"
)
SPANS = (
    "SELECT begins, ends, utc_offset, presence, posture FROM span"
    " WHERE ends > ? AND ends < ? AND begins < ? ORDER BY ends, id"
)
NEWEST = "SELECT begins, ends, utc_offset, presence, posture FROM span ORDER BY id DESC LIMIT 1"
OLDEST = "SELECT at, utc_offset FROM decision ORDER BY at LIMIT 1"

Value = TypeVar("Value")


class Queries:
    """Reads one open file; what it finds strange is skipped, and logged once."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._warned = False
        self._warned_of_days = False

    def since(self, wall: datetime) -> Sequence[Entry]:
        """Return the decisions made since then, oldest first."""
        return self._understood(entry_of_row, self._database.execute(SINCE, (wall.timestamp(),)))

    def between(self, since: datetime, until: datetime) -> Sequence[Entry]:
        """Return the decisions made from then on and before `until`, oldest first."""
        bounds = (since.timestamp(), until.timestamp())
        return self._understood(entry_of_row, self._database.execute(BETWEEN, bounds))

    def latest(self, count: int) -> Sequence[Entry]:
        """Return the last decisions, newest first."""
        return self._understood(entry_of_row, self._database.execute(LATEST, (count,)))

    def spans(self, since: datetime, until: datetime) -> Sequence[Stretch]:
        """Return the spans that share time with this one, whole, oldest first."""
        ends = until.timestamp()
        bounds = (since.timestamp(), ends + LONGEST, ends)
        return self._understood(stretch_of_row, self._database.execute(SPANS, bounds))

    def newest(self) -> Stretch | None:
        """Return the span that was written last; None when there is none."""
        rows = self._database.execute(NEWEST)
        return next(iter(self._understood(stretch_of_row, rows)), None)

    def rolled(self, first: date, last: date) -> Mapping[date, DaySummary]:
        """Return the summaries of those of these days that are rolled up."""
        from unkink.adapters.history.roll_up import read_days  # what no start needs

        days = {}
        for name, summary in read_days(self._database, first, last):
            if summary is not None:
                days[summary.date] = summary
            elif not self._warned_of_days:
                self._warned_of_days = True
                log.warning("the summary of %s cannot be read; its rows are", name)
        return days

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
