"""The journal keeps the decisions of late, and nothing about health."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from unkink.core.effects import Decision, Record
from unkink.core.moment import Instant, Moment
from unkink.journal import MOST_KEPT, RecentJournal

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def after(minutes: int) -> Record:
    """A tip shown so many minutes after nine."""
    at = Instant(Moment(minutes * 60.0), NINE + timedelta(minutes=minutes), 0.0)
    return Record(at, Decision.SHOWN, "micro", "tall", "due")


@pytest.fixture
def journal() -> RecentJournal:
    journal = RecentJournal()
    for minutes in (0, 30, 60):
        journal.record(after(minutes))
    return journal


def test_since_tells_the_oldest_first_and_its_own_minute_too(journal: RecentJournal) -> None:
    assert journal.since(NINE + timedelta(minutes=30)) == [after(30), after(60)]
    assert journal.since(NINE + timedelta(minutes=61)) == []


def test_the_latest_come_newest_first(journal: RecentJournal) -> None:
    assert journal.latest(2) == [after(60), after(30)]
    assert journal.latest(9) == [after(60), after(30), after(0)]
    assert journal.latest(0) == []


def test_the_oldest_is_forgotten_once_there_are_500() -> None:
    journal = RecentJournal()
    for minutes in range(501):
        journal.record(after(minutes))
    assert MOST_KEPT == 500
    kept = journal.since(NINE)
    assert (len(kept), kept[0], kept[-1]) == (500, after(1), after(500))


def test_the_log_has_each_decision_when_it_is_asked_to_be_verbose(
    caplog: pytest.LogCaptureFixture,
) -> None:
    journal = RecentJournal()
    with caplog.at_level(logging.INFO):
        journal.record(after(0))
        journal.record(Record(after(1).at, Decision.PAUSED))
    assert caplog.messages == ["shown micro tall due", "paused - - "]
    assert {one.levelname for one in caplog.records} == {"INFO"}
