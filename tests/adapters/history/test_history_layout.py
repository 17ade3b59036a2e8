"""Layouts of `history.db`: an older one becomes one of today's, all at once or not at all."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from unkink.adapters.history import pruning, queries, roll_up
from unkink.adapters.history.connection import open_to_read, open_to_write
from unkink.adapters.history.history_file import HistoryFile
from unkink.adapters.history.queries import Queries
from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.presence import Posture, Presence

ROWS = 20_000
FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of layout 0: no lengths, no index, no spans."""
    path = tmp_path / "history.db"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "CREATE TABLE decision (id INTEGER PRIMARY KEY, at REAL NOT NULL, "
            "utc_offset INTEGER NOT NULL, decision TEXT NOT NULL, reminder TEXT, tip TEXT, "
            "why TEXT NOT NULL)"
        )
        database.executemany(
            "INSERT INTO decision (at, utc_offset, decision, reminder, tip, why)"
            " VALUES (?, 3600, 'shown', 'micro', 'neck-turns', 'due')",
            ((FIRST.timestamp() + number,) for number in range(ROWS)),
        )
    return path


def test_an_older_file_is_brought_up_to_date_with_all_its_rows(old: Path) -> None:
    """Persisted statistics outlive an update (Safe Eyes healthstats, peers 42)."""
    with closing(HistoryFile(old, lambda: 400)) as file:
        kept = file.since(FIRST)
        assert len(kept) == ROWS
        assert kept[0] == Entry(FIRST, Decision.SHOWN, "micro", "neck-turns", "due", None)
        now = FIRST + timedelta(days=1)
        file.write([Entry(now, Decision.BACK, seconds=60.0)])
        file.write([Stretch(FIRST, now, Presence.AWAY, Posture.SITTING)])
        assert file.latest(1)[0].seconds == 60.0
        assert len(file.spans(FIRST, now)) == 1
    with closing(sqlite3.connect(old)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (2,)
        layout = "SELECT type, name, tbl_name FROM sqlite_schema ORDER BY name"
        made_anew = old.with_name("new.db")
        open_to_write(made_anew).close()
        with closing(sqlite3.connect(made_anew)) as fresh:
            assert database.execute(layout).fetchall() == fresh.execute(layout).fetchall()


KILLED = """
    import os, signal, sqlite3, sys
    from unkink.adapters.history.schema import prepare

    database = sqlite3.connect(sys.argv[1], isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA cache_size = -64")  # so that much is on the disk before the commit
    database.set_progress_handler(lambda: os.kill(os.getpid(), signal.SIGKILL), int(sys.argv[2]))
    prepare(database)
"""


@pytest.mark.parametrize("steps", [60, 1000, 40_000, 200_000])
def test_a_kill_in_the_middle_leaves_the_old_layout_whole(old: Path, steps: int) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(old), str(steps)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    with closing(sqlite3.connect(old)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (0,)
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("SELECT count(*) FROM decision").fetchone() == (ROWS,)
    with closing(HistoryFile(old, lambda: 400)) as file:
        assert len(file.since(FIRST)) == ROWS


@pytest.mark.parametrize(
    ("question", "values", "plan"),
    [
        (queries.SINCE, (0.0,), ["SEARCH decision USING INDEX decision_by_time (at>?)"]),
        (queries.LATEST, (40,), ["SCAN decision"]),
        (
            queries.BETWEEN,
            (0.0, 1.0),
            ["SEARCH decision USING INDEX decision_by_time (at>? AND at<?)"],
        ),
        (
            queries.SPANS,
            (0.0, 2.0, 1.0),
            ["SEARCH span USING INDEX span_by_end (ends>? AND ends<?)"],
        ),
        (queries.OLDEST, (), ["SCAN decision USING INDEX decision_by_time"]),
        (queries.NEWEST, (), ["SCAN span"]),
        (
            roll_up.DAYS,
            (2, "2026-01-01", "2026-12-31"),
            ["SEARCH day USING INDEX sqlite_autoindex_day_1 (date>? AND date<?)"],
        ),
        (roll_up.NEWEST, (2,), ["SEARCH day USING INDEX sqlite_autoindex_day_1"]),
        (roll_up.NEXT[0], (0.0,), ["SEARCH span USING INDEX span_by_end (ends>?)"]),
        (roll_up.NEXT[1], (0.0,), ["SEARCH decision USING INDEX decision_by_time (at>?)"]),
        (
            pruning.FORGET_DAYS,
            ("2026-01-01",),
            ["SEARCH day USING INDEX sqlite_autoindex_day_1 (date<?)"],
        ),
        (
            pruning.FORGET_LATER_DAYS,
            ("2026-01-01",),
            ["SEARCH day USING INDEX sqlite_autoindex_day_1 (date>?)"],
        ),
        (
            pruning.FORGET_DECISIONS,
            (0.0, 1),
            [
                "SEARCH decision USING INTEGER PRIMARY KEY (rowid=?)",
                "LIST SUBQUERY 1",
                "SEARCH decision USING COVERING INDEX decision_by_time (at<?)",
            ],
        ),
        (
            pruning.FORGET_SPANS,
            (0.0, 1),
            [
                "SEARCH span USING INTEGER PRIMARY KEY (rowid=?)",
                "LIST SUBQUERY 1",
                "SEARCH span USING COVERING INDEX span_by_end (ends<?)",
            ],
        ),
    ],
)
def test_every_question_goes_by_an_index_and_sorts_nothing(
    tmp_path: Path, question: str, values: tuple[float | str, ...], plan: list[str]
) -> None:
    """The scans stop at their LIMIT: `latest` and `newest` walk the rows themselves, `oldest` the
    index.
    """
    with closing(open_to_write(tmp_path / "history.db")) as database:
        explained = database.execute(f"EXPLAIN QUERY PLAN {question}", values).fetchall()
        assert [line for *_, line in explained] == plan


def test_what_a_killed_daemon_left_is_read_without_changing_a_row(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    one = Entry(FIRST, Decision.PAUSED)
    script = (
        "import os, sys; from datetime import datetime, UTC; from pathlib import Path; "
        "from unkink.adapters.history.history_file import HistoryFile; "
        "from unkink.core.effects import Decision; from unkink.core.entries import Entry; "
        "HistoryFile(Path(sys.argv[1]), lambda: 400).write("
        "[Entry(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), Decision.PAUSED)]); os.kill(os.getpid(), 9)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", script, str(path)], env=environment, check=False)
    assert path.with_name("history.db-wal").stat().st_size > 0
    before = path.read_bytes()
    with closing(open_to_read(path)) as database:
        assert Queries(database).latest(5) == [one]
    assert path.read_bytes() == before
