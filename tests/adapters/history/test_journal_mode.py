"""The journal's file where a write-ahead log cannot be had: another mode, and not a row lost."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from unkink.adapters.history.connection import open_to_read, open_to_write
from unkink.adapters.history.history_file import HistoryFile
from unkink.adapters.history.journal_mode import file_system
from unkink.adapters.history.queries import Queries
from unkink.core.effects import Decision
from unkink.core.entries import Entry

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ROWS = [Entry(NINE + timedelta(minutes=at), Decision.DUE, "micro") for at in range(20)]


def refuse_shared_memory(path: Path) -> None:
    """Take the name under which SQLite would share memory, as some file systems refuse it."""
    path.with_name(f"{path.name}-shm").mkdir()


def mode(path: Path) -> str:
    with closing(sqlite3.connect(path)) as database:
        told: str = database.execute("PRAGMA journal_mode").fetchone()[0]
        return told


def test_where_it_works_there_is_a_write_ahead_log(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    open_to_write(path).close()
    assert mode(path) == "wal"


def test_where_no_memory_can_be_shared_rows_are_kept_without_the_log(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    refuse_shared_memory(path)
    file = HistoryFile(path, lambda: 400)
    file.write(ROWS)
    assert list(file.since(NINE)) == ROWS
    with closing(open_to_read(path)) as database:  # as a command does, beside the daemon
        assert list(Queries(database).since(NINE)) == ROWS
    file.write([Entry(NINE + timedelta(hours=1), Decision.PAUSED)])
    file.close()
    assert mode(path) == "delete"
    assert not path.with_name("history.db-wal").exists()


def test_a_file_with_rows_still_in_its_log_keeps_them_when_it_comes_to_such_a_disk(
    tmp_path: Path,
) -> None:
    before, path = tmp_path / "before" / "history.db", tmp_path / "after" / "history.db"
    file = HistoryFile(before, lambda: 400)
    file.write(ROWS)
    path.parent.mkdir()
    for end in ("", "-wal"):  # copied as it stands, as of a machine that lost its power
        path.with_name(f"history.db{end}").write_bytes(
            before.with_name(f"history.db{end}").read_bytes()
        )
    file.close()
    assert path.with_name("history.db-wal").stat().st_size > 0
    refuse_shared_memory(path)
    moved = HistoryFile(path, lambda: 400)
    assert list(moved.since(NINE)) == ROWS
    moved.close()


def test_a_file_that_is_none_of_ours_stays_as_it_is_there_too(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE somebody (s TEXT)")
    before = path.read_bytes()
    refuse_shared_memory(path)
    with pytest.raises(Exception, match="it holds other tables"):
        open_to_write(path)
    assert path.read_bytes() == before


MOUNTINFO = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
48 21 0:44 / /home rw,relatime shared:20 - nfs4 server:/home rw,vers=4.2
"""


def test_the_type_of_a_file_system_is_read_from_the_table_of_mounts(tmp_path: Path) -> None:
    device = os.stat(tmp_path).st_dev  # noqa: PTH116 - its number
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTINFO.replace("0:44", f"{os.major(device)}:{os.minor(device)}"))
    assert file_system(tmp_path, table) == "nfs4"
    table.write_text(MOUNTINFO)
    assert file_system(tmp_path, table) is None
    assert file_system(tmp_path, tmp_path / "no table") is None
    assert file_system(tmp_path / "no file", table) is None


def test_over_a_network_no_write_ahead_log_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unkink.adapters.history.journal_mode.file_system", lambda _: "nfs4")
    path = tmp_path / "history.db"
    file = HistoryFile(path, lambda: 400)
    file.write(ROWS)
    file.close()
    assert mode(path) == "delete"
