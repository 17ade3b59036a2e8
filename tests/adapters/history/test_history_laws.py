"""Laws of the file: a lived fortnight is told the same, rolled up or not, whole or spoilt."""

import logging
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.year.writing import write
from unkink.adapters.history.connection import open_to_read
from unkink.adapters.history.history_file import HistoryFile
from unkink.adapters.history.queries import Queries
from unkink.core.days.day import Day, DaySummary, Kind
from unkink.core.days.telling import days_of, summary_of
from unkink.core.effects import Decision
from unkink.core.entries import Entry
from unkink.recorded_days import summaries, told_day

LAST = date(2026, 11, 1)  # summer time ended a week before
FIRST = LAST - timedelta(days=14)
ALL = (FIRST - timedelta(days=2), LAST + timedelta(days=2))
LONG_AGO, FAR_AHEAD = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)

few = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def fortnight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fortnight") / "history.db"
    write(path, LAST, 14)
    return path


@pytest.fixture
def path(fortnight: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(fortnight, tmp_path / "history.db"))


def by_rows(path: Path) -> dict[date, Day]:
    """Tell of all days by their rows, at once."""
    with closing(open_to_read(path)) as database:
        kept = Queries(database)
        return days_of(kept.spans(LONG_AGO, FAR_AHEAD), kept.since(LONG_AGO))


def told(path: Path) -> list[DaySummary]:
    with closing(open_to_read(path)) as database:
        return summaries(Queries(database), *ALL)


def test_every_day_is_told_the_same_rolled_up_or_not(path: Path) -> None:
    whole = by_rows(path)
    assert len(whole) >= 14
    with closing(open_to_read(path)) as database:
        kept = Queries(database)
        rolled = kept.rolled(*ALL)
        assert len(rolled) >= 10
        for day, one in whole.items():
            assert told_day(kept, day) == one
            assert rolled.get(day, summary_of(one)) == summary_of(one)
    assert told(path) == [summary_of(one) for one in whole.values()]


def test_the_seconds_of_all_days_are_those_of_all_spans(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        (seconds,) = database.execute("SELECT sum(ends - begins) FROM span").fetchone()
    recorded = sum(
        length
        for day in told(path)
        for kind, length in day.seconds.items()
        if kind is not Kind.UNRECORDED
    )
    assert recorded == pytest.approx(seconds, abs=1)
    assert seconds > 10 * 24 * 3600


NONSENSE: dict[tuple[str, str], list[object]] = {
    ("span", "begins"): ["tea", b"\xff\x00", 1e300, -1e300],
    ("span", "ends"): ["tea", b"\xff\x00", 1e300, -1e300],
    ("span", "utc_offset"): ["tea", b"\xff", 10**12],
    ("span", "presence"): ["tea", b"active", ""],
    ("span", "posture"): ["tea", b"sitting", ""],
    ("decision", "at"): ["tea", b"\xff\x00", 1e300, -1e300],
    ("decision", "utc_offset"): ["tea", b"\xff", 10**12],
    ("decision", "decision"): ["tea", b"shown", ""],
    ("decision", "reminder"): [b"micro"],
    ("decision", "tip"): [b"\xff"],
    ("decision", "why"): [b"due"],
    ("decision", "seconds"): ["tea", b"\xff"],
}
Cell = tuple[tuple[str, str], object]
CELLS: list[Cell] = [(place, value) for place, values in NONSENSE.items() for value in values]
spoilt_rows = st.lists(
    st.tuples(st.floats(0, 0.999), st.sampled_from(CELLS)), min_size=1, max_size=6
)


def spoil(path: Path, rows: list[tuple[float, Cell]]) -> Path:
    """Write over these cells; return a copy that never had their rows."""
    without = Path(shutil.copy(path, path.with_name("without.db")))
    with closing(sqlite3.connect(path)) as spoilt, closing(sqlite3.connect(without)) as clean:
        for share, ((table, column), value) in rows:
            ids = spoilt.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()  # noqa: S608 - a name from above
            (row,) = ids[int(share * len(ids))]
            spoilt.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, row))  # noqa: S608
            clean.execute(f"DELETE FROM {table} WHERE id = ?", (row,))  # noqa: S608
        for database in (spoilt, clean):
            database.commit()
    return without


def without_roll_ups(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM day")


@few
@given(spoilt_rows)
def test_spoilt_rows_are_left_out_with_one_warning_and_the_rest_stays(
    fortnight: Path,
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[float, Cell]],
) -> None:
    path = Path(shutil.copy(fortnight, tmp_path_factory.mktemp("spoilt") / "history.db"))
    before = told(path)
    without = spoil(path, rows)
    assert told(path)[:10] == before[:10]  # they are rolled up
    for file in (path, without):
        without_roll_ups(file)
    expected = [one for one in map(summary_of, by_rows(without).values()) if one.seconds]
    heard = Heard()
    logging.getLogger("unkink.adapters.history").addHandler(heard)
    try:
        assert told(path) == expected
        with closing(open_to_read(path)) as database:
            kept = Queries(database)
            for day, one in by_rows(without).items():
                assert told_day(kept, day) == one
        assert len(heard.records) <= 2  # one of each of the two that read
        heard.records.clear()
        with closing(HistoryFile(path, lambda: 4000)) as kept_file:
            for minute in range(20):
                at = datetime(2026, 11, 4, 12, minute, tzinfo=UTC)
                kept_file.write([Entry(at, Decision.PAUSED)])
        assert len(heard.records) <= 1
    finally:
        logging.getLogger("unkink.adapters.history").removeHandler(heard)
    with closing(open_to_read(path)) as database:
        rolled = Queries(database).rolled(*ALL)
        assert len(rolled) >= 14
        assert [one for one in told(path) if one.date <= LAST] == [
            one for one in expected if one.date <= LAST
        ]


class Heard(logging.Handler):
    """Keeps what was logged."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("summary", "spilt tea"),
        ("summary", b"\xff"),
        ("summary", "{}"),
        ("date", "spilt tea"),
        ("date", ""),
        ("date", "2026-10-19"),
        ("version", "spilt tea"),
    ],
)
def test_a_spoilt_roll_up_is_as_none(
    path: Path, column: str, value: object, caplog: pytest.LogCaptureFixture
) -> None:
    before = told(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM day WHERE date = '2026-10-19'")
        database.execute(
            f"UPDATE day SET {column} = ? WHERE date <= '2026-10-20'",  # noqa: S608
            (value,),
        )
    assert told(path) == before
    assert len(caplog.records) <= 1
    with closing(HistoryFile(path, lambda: 4000)) as file:
        for minute in range(20):
            file.write([Entry(datetime(2026, 11, 4, 12, minute, tzinfo=UTC), Decision.PAUSED)])
    assert [one for one in told(path) if one.date <= LAST] == [
        one for one in before if one.date <= LAST
    ]
