"""What a person wants forgotten is gone, from the disk too, beside a daemon that goes on."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from unkink.adapters.history.connection import family, open_to_read, open_to_write
from unkink.adapters.history.deleting import Kept, forget, kept
from unkink.adapters.history.history_file import HistoryFile
from unkink.adapters.history.queries import Queries
from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.presence import Posture, Presence
from unkink.recorded_days import summaries

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def daemon(path: Path) -> Iterator[HistoryFile]:
    """Has the file open all the while, as a running daemon does."""
    with closing(HistoryFile(path, lambda: 400)) as file:
        yield file


def shown(day: int) -> Entry:
    return Entry(MONDAY + day * DAY, Decision.SHOWN, "micro", f"secret-tip-{day}", "due")


def sat(day: int) -> Stretch:
    begins = MONDAY + day * DAY
    return Stretch(begins, begins + HOUR, Presence.ACTIVE, Posture.SITTING)


def night(day: int) -> Stretch:
    ends = sat(day).ends
    return Stretch(ends, sat(day + 1).begins, Presence.ASLEEP, Posture.SITTING)


def live(file: HistoryFile, days: int) -> None:
    for day in range(days):
        file.write([shown(day)])
        file.write([sat(day)])
        file.write([night(day)])


def forgotten(path: Path, before: date | None = None) -> bool:
    with closing(open_to_write(path)) as database:
        return forget(database, before)


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in family(path) if file.exists())


def test_everything_is_gone_from_the_disk_while_a_daemon_has_the_file_open(
    path: Path, daemon: HistoryFile
) -> None:
    live(daemon, 40)
    assert b"secret-tip-3" in on_disk(path)
    assert forgotten(path)
    assert b"secret-tip" not in on_disk(path)
    assert b"2026-11-2" not in on_disk(path)  # nor the sums of days
    assert daemon.since(MONDAY) == []
    daemon.write([shown(50)])
    assert daemon.since(MONDAY) == [shown(50)]


def test_the_same_where_none_runs(path: Path) -> None:
    with closing(HistoryFile(path, lambda: 400)) as file:
        live(file, 3)
    forgotten(path)
    assert b"secret-tip" not in on_disk(path)


def test_what_is_older_goes_and_the_rest_stays(path: Path, daemon: HistoryFile) -> None:
    live(daemon, 10)
    assert forgotten(path, date(2026, 11, 26))
    assert b"secret-tip-2" not in on_disk(path)
    assert daemon.since(MONDAY) == [shown(day) for day in range(3, 10)]


def test_a_night_that_reaches_over_the_day_is_cut_at_midnight(
    path: Path, daemon: HistoryFile
) -> None:
    live(daemon, 3)
    forgotten(path, date(2026, 11, 24))
    midnight = datetime(2026, 11, 24, tzinfo=UTC)
    assert daemon.spans(MONDAY, MONDAY + 9 * DAY) == [
        replace(night(0), begins=midnight),
        sat(1),
        night(1),
        sat(2),
        night(2),
    ]


def test_the_day_of_a_cut_is_the_one_that_the_clock_on_the_wall_showed(
    path: Path, daemon: HistoryFile
) -> None:
    early = datetime.fromisoformat("2026-11-24T00:10:00+05:30")  # Monday evening in Greenwich
    daemon.write([Entry(early, Decision.DUE, "micro")])
    forgotten(path, date(2026, 11, 24))
    assert len(daemon.since(MONDAY)) == 1
    forgotten(path, date(2026, 11, 25))
    assert daemon.since(MONDAY) == []


def test_sums_of_days_go_with_their_rows(path: Path, daemon: HistoryFile) -> None:
    live(daemon, 10)
    before = date(2026, 11, 26)
    forgotten(path, before)
    with closing(open_to_read(path)) as database:
        told = summaries(Queries(database), MONDAY.date(), date(2026, 12, 5))
    assert [one.date for one in told][:2] == [before, before + DAY]
    assert told[0].shown == 1


def test_what_there_is_to_forget_is_told_first(path: Path, daemon: HistoryFile) -> None:
    live(daemon, 3)
    with closing(open_to_read(path)) as database:
        assert kept(database) == Kept(9, date(2026, 11, 23), date(2026, 11, 26))
        assert kept(database, date(2026, 11, 24)).rows == 3
        assert kept(database, date(2026, 11, 1)) == Kept(0, None, None)


def test_who_reads_meanwhile_keeps_the_old_rows_in_the_log_and_that_is_told(path: Path) -> None:
    """The log cannot be emptied under a reader's hands; later it is."""
    with closing(HistoryFile(path, lambda: 400)) as file:
        live(file, 3)
        with closing(open_to_read(path)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM span").fetchone()
            with closing(open_to_write(path)) as database:
                assert not forget(database, patience=1)
        assert file.since(MONDAY) == []
        assert forgotten(path)
        assert b"secret-tip" not in on_disk(path)
