"""Days that are over are rolled up, and what is told of them stays the same."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from unkink.adapters.history.connection import open_to_read
from unkink.adapters.history.history_file import HistoryFile
from unkink.adapters.history.queries import Queries
from unkink.core.days.day import DaySummary
from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.presence import Posture, Presence
from unkink.recorded_days import summaries

FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def file(path: Path) -> Iterator[HistoryFile]:
    with closing(HistoryFile(path, lambda: 400)) as file:
        yield file


def live_a_day(file: HistoryFile, day: datetime) -> None:
    file.write([Stretch(day, day + HOUR, Presence.ACTIVE, Posture.SITTING)])
    file.write([Entry(day + HOUR, Decision.SHOWN, "micro", "neck-turns", "due")])
    file.write([Entry(day + HOUR, Decision.OUTCOME, "micro", "neck-turns", "taken")])
    file.write([Stretch(day + HOUR, day + DAY, Presence.AWAY, Posture.SITTING)])


def rolled(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [name for (name,) in database.execute("SELECT date FROM day ORDER BY date")]


def by_rows(path: Path, first: date, last: date) -> list[DaySummary]:
    """Take the roll-ups away, and tell of the days by their rows."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM day")
    with closing(open_to_read(path)) as database:
        return summaries(Queries(database), first, last)


def test_a_day_is_rolled_up_once_nothing_to_come_may_tell_of_it(
    file: HistoryFile, path: Path
) -> None:
    for number in range(4):
        live_a_day(file, FIRST + number * DAY)
    # The last night ends on the sixth.
    assert rolled(path) == ["2026-03-02", "2026-03-03"]
    first, last = FIRST.date(), (FIRST + 4 * DAY).date()
    told = summaries(file, first, last)
    assert [one.sitting for one in told] == [3600.0] * 4 + [0.0]
    assert told == by_rows(path, first, last)


def test_what_is_written_late_is_told_too(file: HistoryFile, path: Path) -> None:
    for number in range(4):
        live_a_day(file, FIRST + number * DAY)
    late = FIRST - timedelta(hours=2)
    file.write([Stretch(late, late + HOUR, Presence.ACTIVE, Posture.SITTING)])
    assert rolled(path) == []
    day = FIRST.date()
    assert [one.sitting for one in summaries(file, day, day)] == [7200.0]
    live_a_day(file, FIRST + 4 * DAY)
    assert rolled(path) == ["2026-03-02", "2026-03-03", "2026-03-04"]
    assert [one.sitting for one in summaries(file, day, day)] == [7200.0]


def test_years_without_roll_ups_are_rolled_up_a_few_days_at_a_time(
    file: HistoryFile, path: Path
) -> None:
    for number in range(5):
        live_a_day(file, FIRST + number * DAY)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM day")
    now = FIRST + 300 * DAY
    file.write([Entry(now, Decision.PAUSED)])
    assert rolled(path) == [f"2026-03-0{day}" for day in range(2, 6)]
    for minute in range(8):
        file.write([Entry(now + timedelta(minutes=minute), Decision.PAUSED)])
    # The seventh is the rest of the last night, and on the eighth there is nothing.
    assert rolled(path) == [f"2026-03-0{day}" for day in range(2, 9)]


def test_days_of_which_nothing_is_recorded_are_not_looked_for_again(
    file: HistoryFile, path: Path
) -> None:
    live_a_day(file, FIRST)
    live_a_day(file, FIRST + 20 * DAY)
    for minute in range(4):
        file.write([Entry(FIRST + 30 * DAY + timedelta(minutes=minute), Decision.PAUSED)])
    assert rolled(path)[-1] == "2026-03-24"
    assert len(rolled(path)) == 23
    told = summaries(file, FIRST.date(), (FIRST + 25 * DAY).date())
    assert [one.date.day for one in told] == [2, 3, 22, 23]


def test_a_spoilt_summary_is_as_none(
    file: HistoryFile, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(4):
        live_a_day(file, FIRST + number * DAY)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE day SET summary = 'spilt tea' WHERE date = '2026-03-02'")
    day = FIRST.date()
    assert [one.sitting for one in summaries(file, day, day)] == [3600.0]
    assert "the summary of 2026-03-02 cannot be read" in caplog.text
