"""The journal: every decision of late with its reason, in memory and in the log."""

import logging
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from unkink.core.effects import Record
from unkink.core.moment import Instant
from unkink.core.timeline import Span

log = logging.getLogger(__name__)

MOST_KEPT = 500
"""A long working day has fewer decisions."""


class RecentJournal:
    """Implements `ports.Journal`; forgets the oldest."""

    def __init__(self) -> None:
        self._records: deque[Record] = deque(maxlen=MOST_KEPT)

    def record(self, record: Record) -> None:
        """Append one decision. Health answers are never part of it, only ids of tips."""
        self._records.append(record)
        log.info(
            "%s %s %s %s",
            record.decision.value,
            record.reminder or "-",
            record.tip or "-",
            record.why,
        )

    def spend(self, span: Span, at: Instant) -> None:
        """Keep nothing: what is told of here are decisions."""

    def since(self, wall: datetime) -> Sequence[Record]:
        """Return the decisions made since then, oldest first."""
        return [record for record in self._records if record.at.wall >= wall]

    def latest(self, count: int) -> Sequence[Record]:
        """Return the last decisions, newest first."""
        return list(islice(reversed(self._records), count))
