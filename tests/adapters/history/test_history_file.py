"""The journal's file on a real disk: what is written stays, and what is broken stops nobody."""

import os
import random
import resource
import sqlite3
import stat
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.waiting import wait_until
from unkink.adapters.history.history_file import HistoryFile
from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.presence import Posture, Presence
from unkink.ports import AdapterError

NINE = datetime.fromisoformat("2026-03-02T09:00:00+01:00")
SHOWN = Entry(NINE, Decision.SHOWN, "micro", "neck-turns", "due")
BACK = Entry(NINE + timedelta(minutes=5), Decision.BACK, seconds=240.5)
SAT = Stretch(NINE - timedelta(minutes=30), NINE, presence=Presence.ACTIVE, posture=Posture.SITTING)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


@pytest.fixture
def file(path: Path) -> Iterator[HistoryFile]:
    with closing(HistoryFile(path, lambda: 400)) as file:
        yield file


def again(path: Path) -> HistoryFile:
    """The file as the next run of the program opens it."""
    return HistoryFile(path, lambda: 400)


def sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as database:
        return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def at(minutes: float) -> Entry:
    return Entry(NINE + timedelta(minutes=minutes), Decision.DUE, "micro")


def write_many(file: HistoryFile) -> None:
    for minutes in range(1000):
        file.write([at(minutes), SAT])


# ── what is written stays ─────────────────────────────────────────────────────────────────────


def test_a_restart_finds_every_row_with_its_local_time(path: Path, file: HistoryFile) -> None:
    """Safe Eyes healthstats (peers 42) wiped its counts at each start."""
    file.write([SHOWN, SAT, BACK])
    file.close()
    with closing(again(path)) as kept:
        assert kept.since(NINE) == [SHOWN, BACK]
        assert kept.since(NINE + timedelta(seconds=1)) == [BACK]
        assert kept.latest(1) == [BACK]
        assert kept.oldest() == NINE
        assert kept.since(NINE)[0].time.isoformat() == "2026-03-02T09:00:00+01:00"
        assert kept.spans(NINE - timedelta(minutes=1), NINE + timedelta(hours=1)) == [SAT]
        assert kept.spans(NINE, NINE + timedelta(hours=1)) == []


def test_an_empty_file_answers_too(file: HistoryFile) -> None:
    assert file.since(NINE) == []
    assert file.latest(5) == []
    assert file.oldest() is None
    assert file.spans(NINE, NINE + timedelta(hours=1)) == []


def test_decisions_of_one_second_keep_their_order(file: HistoryFile) -> None:
    decisions = [Decision.DUE, Decision.HELD, Decision.RELEASED, Decision.SHOWN]
    for decision in decisions:
        file.write([Entry(NINE, decision, "micro")])
    assert [one.decision for one in file.since(NINE)] == decisions
    assert [one.decision for one in file.latest(9)] == decisions[::-1]


def test_half_a_character_in_the_name_of_a_program_costs_that_half_only(file: HistoryFile) -> None:
    file.write([Entry(NINE, Decision.HELD, "micro", None, "call: microphone in use by caf\udce9")])
    assert file.latest(1)[0].why == "call: microphone in use by caf"


@pytest.mark.parametrize("umask", [0o000, 0o377])
def test_only_the_owner_may_read_it_whatever_the_umask(
    path: Path, file: HistoryFile, umask: int
) -> None:
    path.parent.mkdir(mode=0o755)
    before = os.umask(umask)
    try:
        file.write([SHOWN])
    finally:
        os.umask(before)
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
    assert modes == {"history.db": 0o600, "history.db-wal": 0o600, "history.db-shm": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_is_for_others_too_stays_open_to_them(tmp_path: Path) -> None:
    common, shared = tmp_path / "common", tmp_path / "shared"
    common.mkdir()
    common.chmod(0o1777)
    shared.mkdir(mode=0o755)
    own = tmp_path / "own"
    own.mkdir(mode=0o755)
    (own / "history.db").symlink_to(shared / "history.db")
    for path in (common / "history.db", own / "history.db"):
        with closing(HistoryFile(path, lambda: 400)) as file:
            file.write([Entry(NINE, Decision.PAUSED)])
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (common, own, shared)]
    assert modes == [0o1777, 0o700, 0o755]
    assert stat.S_IMODE((shared / "history.db").stat().st_mode) == 0o600


def test_a_file_that_others_could_read_is_closed_to_them(path: Path, file: HistoryFile) -> None:
    file.write([SHOWN])
    path.chmod(0o644)
    path.with_name("history.db-wal").chmod(0o644)
    with closing(again(path)) as kept:
        kept.write([BACK])
        assert {stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()} == {0o600}


def test_a_file_deleted_under_way_is_begun_anew(path: Path, file: HistoryFile) -> None:
    file.write([SHOWN])
    path.unlink()
    file.write([BACK])
    file.close()
    with closing(again(path)) as kept:
        assert kept.since(NINE) == [BACK]
    assert sound(path)


WRITER = """
    import sys
    from datetime import UTC, datetime, timedelta
    from pathlib import Path
    from tests.adapters.history.test_history_file import at
    from unkink.adapters.history.history_file import HistoryFile

    file = HistoryFile(Path(sys.argv[1]), lambda: 400)
    number = int(sys.argv[2])
    while True:
        file.write([at(number)])
        print(number, flush=True)
        number += 1
"""


def test_a_kill_at_any_time_loses_no_row_that_was_acknowledged(path: Path, tmp_path: Path) -> None:
    rng = random.Random(7)  # moments to kill at, no secrets
    output = tmp_path / "told"
    rows = 0
    for _ in range(12):
        with output.open("wb") as pipe:
            writer = subprocess.Popen(
                [sys.executable, "-c", textwrap.dedent(WRITER), str(path), str(rows)],
                stdout=pipe,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            )
            enough = rng.randint(1, 700)  # some kills fall into a checkpoint
            wait_until(lambda: output.read_bytes().count(b"\n") >= enough, 30, "some rows")  # noqa: B023
            writer.kill()
            writer.wait(10)
        told = int(output.read_text().rpartition("\n")[0].split()[-1]) + 1
        with closing(again(path)) as kept:
            seen = kept.since(NINE)
        assert len(seen) in (told, told + 1)
        assert seen == [at(number) for number in range(len(seen))]
        assert sound(path)
        rows = len(seen)


# ── what is broken stops nobody ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("content", [b"torn " * 40, b"\0" * 4096], ids=["text", "zeros"])
def test_a_file_that_cannot_be_read_is_kept_aside_and_a_new_one_begins(
    path: Path, file: HistoryFile, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    file.write([SHOWN])
    assert file.since(NINE) == [SHOWN]
    assert path.with_name("history.db.unreadable-1").read_bytes() == content
    [line] = caplog.messages
    assert line.startswith(f"{path} cannot be read (")
    assert line.endswith("); it is kept as history.db.unreadable-1, and a new one begins")


def test_a_file_damaged_in_the_middle_is_kept_aside_once_that_shows(
    path: Path, file: HistoryFile, caplog: pytest.LogCaptureFixture
) -> None:
    file.write([at(minutes) for minutes in range(3000)])
    file.close()
    with path.open("r+b") as raw:
        raw.seek(4096)  # all but the first page, which holds the layout
        raw.write(b"\xff" * (path.stat().st_size - 4096))
    with closing(again(path)) as kept:
        kept.write([SHOWN])
        assert kept.since(NINE) == [SHOWN]
    assert sound(path)
    assert path.with_name("history.db.unreadable-1").exists()
    assert len(caplog.messages) == 1


def test_what_was_kept_aside_before_is_never_written_over(path: Path, file: HistoryFile) -> None:
    path.parent.mkdir()
    for content in (b"one" * 100, b"two" * 100):
        file.close()
        path.write_bytes(content)
        file.write([SHOWN])
    aside = [path.with_name(f"history.db.unreadable-{number}") for number in (1, 2)]
    assert [one.read_bytes() for one in aside] == [b"one" * 100, b"two" * 100]


def test_the_database_of_another_program_is_kept_aside(path: Path, file: HistoryFile) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as foreign:
        foreign.execute("CREATE TABLE bookmarks (title TEXT)")
    file.write([SHOWN])
    assert file.since(NINE) == [SHOWN]
    with closing(sqlite3.connect(path.with_name("history.db.unreadable-1"))) as foreign:
        assert foreign.execute("SELECT count(*) FROM bookmarks").fetchone() == (0,)


def test_a_file_of_a_newer_version_is_left_alone(path: Path, file: HistoryFile) -> None:
    file.write([SHOWN])
    file.close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA journal_mode = DELETE")
        newer.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with closing(again(path)) as kept:
        with pytest.raises(AdapterError, match=r"history\.db was written by a newer unkink$"):
            kept.write([BACK])
        with pytest.raises(AdapterError, match="newer"):
            kept.since(NINE)
    assert path.read_bytes() == before
    assert not path.with_name("history.db.unreadable-1").exists()


def test_a_file_that_somebody_has_locked_is_left_alone_and_used_when_free(
    path: Path, file: HistoryFile
) -> None:
    file.write([SHOWN])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(AdapterError, match=r"cannot be used \(database is locked\)"):
            file.write([BACK])
        assert file.since(NINE) == [SHOWN]
        other.execute("ROLLBACK")
    file.write([BACK])
    assert file.since(NINE) == [SHOWN, BACK]


def test_a_folder_in_its_place_is_left_alone(path: Path, file: HistoryFile) -> None:
    path.mkdir(parents=True, mode=0o755)
    with pytest.raises(AdapterError, match="cannot be used"):
        file.write([SHOWN])
    assert stat.S_IMODE(path.stat().st_mode) == 0o755
    path.rmdir()
    file.write([SHOWN])
    assert file.since(NINE) == [SHOWN]


def test_a_folder_that_cannot_be_written_is_told() -> None:
    file = HistoryFile(Path("/proc/nowhere/history.db"), lambda: 400)
    with pytest.raises(AdapterError, match=r"^/proc/nowhere/history\.db cannot be used"):
        file.write([SHOWN])


def test_a_full_disk_takes_no_half_of_a_row_and_goes_on_when_there_is_room(
    path: Path, file: HistoryFile
) -> None:
    file.write([SHOWN])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    try:
        with pytest.raises(AdapterError, match="cannot be used"):
            write_many(file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    file.write([BACK])
    assert file.latest(1) == [BACK]
    file.close()
    assert sound(path)


def test_rows_that_make_no_sense_are_left_out_with_one_warning(
    path: Path, file: HistoryFile, caplog: pytest.LogCaptureFixture
) -> None:
    file.write([SHOWN])
    with closing(sqlite3.connect(path)) as other, other:
        rows = [
            (NINE.timestamp(), 3600, "levitated", None, None, "", None),
            (NINE.timestamp(), "east", "due", None, None, "", None),
            (1e300, 3600, "due", None, None, "", None),
            (NINE.timestamp(), 10**9, "due", None, None, "", None),
            (NINE.timestamp(), 3600, "due", b"\xff", None, "", None),
            (NINE.timestamp(), 3600, "due", None, None, "", "long"),
        ]
        other.executemany(
            "INSERT INTO decision (at, utc_offset, decision, reminder, tip, why, seconds)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        other.execute(
            "INSERT INTO span (begins, ends, utc_offset, presence, posture)"
            " VALUES (?, ?, 0, 'floating', 'sitting')",
            (NINE.timestamp(), NINE.timestamp() + 60),
        )
    assert file.since(NINE) == [SHOWN]
    assert file.latest(20) == [SHOWN]
    assert file.spans(NINE, NINE + timedelta(hours=1)) == []
    assert caplog.messages == ["6 rows of the journal cannot be understood; they are left out"]


# ── bounded by age ────────────────────────────────────────────────────────────────────────────


def days(number: float) -> Entry:
    return Entry(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number), Decision.PAUSED)


def sat(number: float) -> Stretch:
    begins = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)
    return Stretch(begins, begins + timedelta(hours=1), Presence.ACTIVE, Posture.SITTING)


def test_what_is_older_than_the_settings_say_is_forgotten_on_the_next_day(path: Path) -> None:
    keep = [30]
    with closing(HistoryFile(path, lambda: keep[0])) as file:
        file.write([days(0), sat(0), days(10), sat(10)])
        file.write([days(35.1)])
        assert file.since(days(0).time) == [days(0), days(10), days(35.1)]
        file.write([days(35.9)])  # the same day
        assert file.oldest() == days(0).time
        file.write([days(36)])
        assert file.since(days(0).time) == [days(10), days(35.1), days(35.9), days(36)]
        assert file.spans(days(0).time, days(36).time) == [sat(10)]
        keep[0] = 1
        file.write([days(37)])
        assert file.since(days(0).time) == [days(35.1), days(35.9), days(36), days(37)]


def test_fewer_days_to_keep_count_from_the_next_row_on(path: Path) -> None:
    keep = [30]
    with closing(HistoryFile(path, lambda: keep[0])) as file:
        file.write([days(0), days(10), days(10.1)])
        keep[0] = 5
        file.write([days(10.2)])
        assert file.since(days(0).time) == [days(10), days(10.1), days(10.2)]


def test_a_lot_that_is_too_old_is_forgotten_little_by_little(path: Path, file: HistoryFile) -> None:
    old = [days(number / 1000) for number in range(1000)]
    file.write(old)
    file.write([days(500)])
    assert len(file.since(days(0).time)) == 1001
    left = []
    for hour in range(4):
        file.write([days(501 + hour / 24)])
        left.append(len(file.since(days(0).time)))
    assert left == [602, 203, 4, 5]


def test_a_clock_that_runs_years_ahead_for_a_while_forgets_nothing(file: HistoryFile) -> None:
    file.write([days(0)])
    file.write([days(4000)])
    file.write([days(4000.01)])
    file.write([days(1)])
    assert file.since(days(0).time) == [days(0), days(1), days(4000), days(4000.01)]
