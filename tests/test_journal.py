"""The journal keeps every decision, in a file as far as that can be, and nothing about health."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from unkink.core.days.day import DaySummary
from unkink.core.effects import Decision, Record
from unkink.core.entries import Entry, Stretch
from unkink.core.moment import Instant, Moment
from unkink.core.presence import Posture, Presence
from unkink.core.timeline import Span
from unkink.journal import MOST_KEPT, KeptJournal, RecentJournal
from unkink.ports import AdapterError

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REFUSED = "history.db cannot be used (disk is full); the journal goes on in memory"


def at(minutes: int) -> Instant:
    return Instant(Moment(minutes * 60.0), NINE + timedelta(minutes=minutes), 0.0)


def after(minutes: int) -> Record:
    """A tip shown so many minutes after nine."""
    return Record(at(minutes), Decision.SHOWN, "micro", "tall", "due")


def told(minutes: int) -> Entry:
    return Entry(NINE + timedelta(minutes=minutes), Decision.SHOWN, "micro", "tall", "due")


@pytest.fixture
def journal() -> RecentJournal:
    journal = RecentJournal()
    for minutes in (0, 30, 60):
        journal.record(after(minutes))
    return journal


def test_since_tells_the_oldest_first_and_its_own_minute_too(journal: RecentJournal) -> None:
    assert journal.since(NINE + timedelta(minutes=30)) == [told(30), told(60)]
    assert journal.since(NINE + timedelta(minutes=61)) == []


def test_the_latest_come_newest_first(journal: RecentJournal) -> None:
    assert journal.latest(2) == [told(60), told(30)]
    assert journal.latest(9) == [told(60), told(30), told(0)]
    assert journal.latest(0) == []


def test_the_oldest_is_forgotten_once_there_are_500() -> None:
    journal = RecentJournal()
    for minutes in range(501):
        journal.record(after(minutes))
    assert MOST_KEPT == 500
    kept = journal.since(NINE)
    assert (len(kept), kept[0], kept[-1]) == (500, told(1), told(500))


def test_the_log_has_each_decision_when_it_is_asked_to_be_verbose(
    caplog: pytest.LogCaptureFixture,
) -> None:
    journal = RecentJournal()
    with caplog.at_level(logging.INFO):
        journal.record(after(0))
        journal.record(Record(after(1).at, Decision.PAUSED))
    assert caplog.messages == ["shown micro tall due", "paused - - "]
    assert {one.levelname for one in caplog.records} == {"INFO"}


# ── with a file ───────────────────────────────────────────────────────────────────────────────


@dataclass
class FakeHistory:
    """A file that takes rows, unless it is told to refuse or to be unreadable."""

    rows: list[Entry | Stretch] = field(default_factory=list)
    refuses: bool = False
    unreadable: bool = False

    def write(self, rows: Sequence[Entry | Stretch]) -> None:
        if self.refuses:
            raise AdapterError("history.db cannot be used (disk is full)")
        self.rows += rows

    def since(self, wall: datetime) -> Sequence[Entry]:
        return [one for one in self._entries() if one.time >= wall]

    def latest(self, count: int) -> Sequence[Entry]:
        return self._entries()[::-1][:count]

    def spans(self, since: datetime, until: datetime) -> Sequence[Stretch]:
        return [one for one in self.rows if isinstance(one, Stretch) and one.ends > since]

    def between(self, since: datetime, until: datetime) -> Sequence[Entry]:
        return [one for one in self._entries() if since <= one.time < until]

    def rolled(self, first: date, last: date) -> Mapping[date, DaySummary]:
        return {}

    def newest(self) -> Stretch | None:
        spans = [one for one in self.rows if isinstance(one, Stretch)]
        return spans[-1] if spans else None

    def oldest(self) -> datetime | None:
        return self._entries()[0].time if self._entries() else None

    def _entries(self) -> list[Entry]:
        if self.unreadable:
            raise AdapterError("history.db cannot be used (disk is full)")
        return [one for one in self.rows if isinstance(one, Entry)]


SPAN = Span(Presence.ACTIVE, Posture.SITTING, Moment(0.0), Moment(600.0))
STRETCH = Stretch(NINE, NINE + timedelta(minutes=10), Presence.ACTIVE, Posture.SITTING)


def test_decisions_and_spans_are_written_at_once_and_told_from_the_file() -> None:
    file = FakeHistory([told(0)])
    journal = KeptJournal(file)
    journal.record(after(30))
    journal.spend(SPAN, at(30))
    assert file.rows == [told(0), told(30), STRETCH]
    assert journal.since(NINE) == [told(0), told(30)]
    assert journal.latest(1) == [told(30)]
    assert journal.spans(NINE, NINE + timedelta(hours=1)) == [STRETCH]
    assert journal.oldest() == NINE


def test_what_the_disk_refused_is_told_all_the_same_and_written_later(
    caplog: pytest.LogCaptureFixture,
) -> None:
    file = FakeHistory([told(0)], refuses=True)
    faults: list[str | None] = []
    journal = KeptJournal(file, faults.append)
    journal.record(after(30))
    journal.spend(SPAN, at(30))
    assert faults == [f"{REFUSED}."]
    assert journal.since(NINE) == [told(0), told(30)]
    assert journal.latest(2) == [told(30), told(0)]
    assert journal.spans(NINE, NINE + timedelta(hours=1)) == [STRETCH]
    assert caplog.messages == [REFUSED]

    file.refuses = False
    journal.record(after(60))
    assert file.rows == [told(0), told(30), STRETCH, told(60)]
    assert caplog.messages == [REFUSED, "the journal is written to its file again"]
    assert faults == [f"{REFUSED}.", None]
    assert journal.since(NINE) == [told(0), told(30), told(60)]


def test_a_file_that_cannot_be_read_leaves_what_was_decided_since_the_start(
    caplog: pytest.LogCaptureFixture,
) -> None:
    file = FakeHistory([told(0)], refuses=True, unreadable=True)
    journal = KeptJournal(file)
    journal.record(after(30))
    assert journal.since(NINE) == [told(30)]
    assert journal.latest(5) == [told(30)]
    assert journal.oldest() == NINE + timedelta(minutes=30)
    assert caplog.messages == [REFUSED]


def test_a_span_over_midnight_is_kept_as_one_of_each_day() -> None:
    file = FakeHistory()
    night = Span(Presence.AWAY, Posture.SITTING, Moment(0.0), Moment(16 * 3600.0))
    KeptJournal(file).spend(night, at(16 * 60))
    midnight = NINE + timedelta(hours=15)
    assert file.rows == [
        Stretch(NINE, midnight, Presence.AWAY, Posture.SITTING),
        Stretch(midnight, midnight + timedelta(hours=1), Presence.AWAY, Posture.SITTING),
    ]


def test_a_span_that_an_earlier_run_wrote_before_it_was_killed_is_not_told_twice() -> None:
    file = FakeHistory([STRETCH])
    journal = KeptJournal(file)
    journal.spend(Span(Presence.ACTIVE, Posture.SITTING, Moment(0.0), Moment(480.0)), at(8))
    assert len(file.rows) == 2
    file.rows.pop()
    recalled = Span(Presence.ACTIVE, Posture.SITTING, Moment(0.0), Moment(480.0))
    journal.spend(recalled, at(8), recalled=True)
    assert file.rows == [STRETCH]
    unseen = Span(Presence.ACTIVE, Posture.SITTING, Moment(480.0), Moment(720.0))
    journal.spend(unseen, at(12), recalled=True)
    rest = Stretch(
        NINE + timedelta(minutes=10),
        NINE + timedelta(minutes=12),
        Presence.ACTIVE,
        Posture.SITTING,
    )
    assert file.rows == [STRETCH, rest]


def test_the_span_that_goes_on_is_told_at_the_end_of_a_run() -> None:
    file = FakeHistory()
    KeptJournal(file).end(STRETCH)
    assert file.rows == [STRETCH]
