"""The journal: every decision with its reason, and every span of time.

`RecentJournal` keeps the decisions of late in memory, and tells the log; `KeptJournal` keeps
everything in a file too, and goes on without one.
"""

import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

from unkink.core.days.day import DaySummary
from unkink.core.effects import Record
from unkink.core.entries import Entry, Stretch, entry_of, parts_of, stretch_of
from unkink.core.moment import Instant
from unkink.core.timeline import Span
from unkink.ports import AdapterError, HistoryStore

log = logging.getLogger(__name__)

_SAME_TIME = timedelta(seconds=1)
"""The wall clock is moved by fractions of it while it is set right."""
MOST_KEPT = 500
"""A long working day has fewer decisions."""


class RecentJournal:
    """Implements `ports.Journal` and `ports.History`; forgets the oldest."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=MOST_KEPT)

    def record(self, record: Record) -> None:
        """Append one decision. Health answers are never part of it, only ids of tips."""
        self._entries.append(entry_of(record))
        log.info(
            "%s %s %s %s",
            record.decision.value,
            record.reminder or "-",
            record.tip or "-",
            record.why,
        )

    def spend(self, span: Span, at: Instant, *, recalled: bool = False) -> None:
        """Keep nothing: what is told of here are decisions."""

    def since(self, wall: datetime) -> Sequence[Entry]:
        """Return the decisions made since then, oldest first."""
        return [one for one in self._entries if one.time >= wall]

    def between(self, since: datetime, until: datetime) -> Sequence[Entry]:
        """Return the decisions made from then on and before `until`, oldest first."""
        return [one for one in self._entries if since <= one.time < until]

    def latest(self, count: int) -> Sequence[Entry]:
        """Return the last decisions, newest first."""
        return list(islice(reversed(self._entries), count))

    def spans(self, since: datetime, until: datetime) -> Sequence[Stretch]:
        """Return nothing, as nothing is kept."""
        return []

    def rolled(self, first: date, last: date) -> Mapping[date, DaySummary]:
        """Return nothing: what is in memory is too young."""
        return {}

    def oldest(self) -> datetime | None:
        """Return the time of the oldest decision; None when there is none."""
        return self._entries[0].time if self._entries else None


class KeptJournal:
    """Implements `ports.Journal` and `ports.History` on a file, as far as that can be used.

    Rows that it refuses wait, `MOST_KEPT` at most, and are written with the next one that it takes.
    """

    def __init__(
        self, store: HistoryStore, degraded: Callable[[str | None], None] = lambda _: None
    ) -> None:
        """Take, beside the file, who is told a line for the person while it refuses rows."""
        self._store = store
        self._degraded = degraded
        self._recent = RecentJournal()
        self._waiting: deque[Entry | Stretch] = deque(maxlen=MOST_KEPT)
        self._refused = False
        self._told_until: datetime | None = None
        """Until when an earlier run has told of time that is recalled."""

    def record(self, record: Record) -> None:
        """Append one decision; once this returns, it is written, unless the file refuses."""
        self._recent.record(record)
        self._keep(entry_of(record))

    def spend(self, span: Span, at: Instant, *, recalled: bool = False) -> None:
        """Append a span of time, as surely, cut where the date changes or the clock does."""
        spent = stretch_of(span, at)
        if recalled:
            spent = self._untold(spent)
        self._keep(*parts_of(spent))

    def end(self, present: Stretch) -> None:
        """Append the span that goes on at the end of a run; the next one may recall it as well."""
        self._keep(*parts_of(present))

    def since(self, wall: datetime) -> Sequence[Entry]:
        """Return the decisions made since then, oldest first."""
        try:
            kept = self._store.since(wall)
        except AdapterError as error:
            self._complain(error)
            return self._recent.since(wall)
        return [*kept, *(one for one in self._unwritten() if one.time >= wall)]

    def between(self, since: datetime, until: datetime) -> Sequence[Entry]:
        """Return the decisions made from then on and before `until`, oldest first."""
        try:
            kept = self._store.between(since, until)
        except AdapterError as error:
            self._complain(error)
            return self._recent.between(since, until)
        return [*kept, *(one for one in self._unwritten() if since <= one.time < until)]

    def latest(self, count: int) -> Sequence[Entry]:
        """Return the last decisions, newest first."""
        try:
            kept = self._store.latest(count)
        except AdapterError as error:
            self._complain(error)
            return self._recent.latest(count)
        return [*reversed(self._unwritten()), *kept][:count]

    def spans(self, since: datetime, until: datetime) -> Sequence[Stretch]:
        """Return the spans that share time with this one, whole, oldest first."""
        waiting = [one for one in self._waiting if isinstance(one, Stretch)]
        try:
            kept = self._store.spans(since, until)
        except AdapterError as error:
            self._complain(error)
            kept = []
        return [*kept, *(one for one in waiting if one.ends > since and one.begins < until)]

    def oldest(self) -> datetime | None:
        """Return the time of the oldest decision; None when there is none."""
        try:
            return self._store.oldest() or self._recent.oldest()
        except AdapterError as error:
            self._complain(error)
            return self._recent.oldest()

    def rolled(self, first: date, last: date) -> Mapping[date, DaySummary]:
        """Return the summaries of those of these days that are rolled up."""
        try:
            return self._store.rolled(first, last)
        except AdapterError as error:
            self._complain(error)
            return {}

    def flush(self) -> None:
        """Write what waits, if the file takes it by now; at the end nothing follows to bring it."""
        if not self._waiting:
            return
        try:
            self._store.write(tuple(self._waiting))
        except AdapterError as error:
            self._complain(error)
            return
        self._waiting.clear()
        if self._refused:
            self._refused = False
            self._degraded(None)
            log.warning("the journal is written to its file again")

    def _untold(self, spent: Stretch) -> Stretch:
        """Return what is left of a recalled span where the file has the one it was part of.

        A kill may come when a span is written and the memory is not, and a disk may refuse that.
        """
        try:
            newest = self._store.newest()
        except AdapterError as error:
            self._complain(error)
            return spent
        if newest is not None and newest.begins >= spent.begins - _SAME_TIME:
            self._told_until = newest.ends
        if self._told_until is None:
            return spent
        return replace(spent, begins=min(max(spent.begins, self._told_until), spent.ends))

    def _keep(self, *rows: Entry | Stretch) -> None:
        self._waiting.extend(rows)
        self.flush()

    def _unwritten(self) -> list[Entry]:
        return [one for one in self._waiting if isinstance(one, Entry)]

    def _complain(self, error: AdapterError) -> None:
        """Say it once for a run of failures."""
        if not self._refused:
            self._refused = True
            self._degraded(f"{error}; the journal goes on in memory.")
            log.warning("%s; the journal goes on in memory", error)
