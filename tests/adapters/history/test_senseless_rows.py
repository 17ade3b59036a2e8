"""Rows that no clock and no program of ours wrote: left out, and in nobody's way."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from unkink.adapters.history.history_file import HistoryFile
from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.presence import Posture, Presence

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
YEAR_2 = -62_100_000_000.0
SENSELESS = [
    (YEAR_2, 0, "due", "micro", None, "", None),
    (1e300, 0, "due", "micro", None, "", None),
    (float("inf"), 0, "due", "micro", None, "", None),
    (NINE.timestamp(), 0, "back", None, None, "away", float("inf")),
    (NINE.timestamp(), 0, "back", None, None, "away", 1e300),
    (NINE.timestamp(), 0, "back", None, None, "away", -1e300),
    (NINE.timestamp(), 1e9, "due", "micro", None, "", None),
    ("soon", 0, "due", "micro", None, "", None),
]
ADD = (
    "INSERT INTO decision (at, utc_offset, decision, reminder, tip, why, seconds)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)


@pytest.mark.parametrize("first", [True, False], ids=["first", "last"])
@pytest.mark.parametrize("row", SENSELESS, ids=[str(one[0])[:12] for one in SENSELESS])
def test_a_senseless_row_stops_no_write_and_no_question(
    tmp_path: Path, row: tuple[object, ...], *, first: bool
) -> None:
    path = tmp_path / "history.db"
    good = [Entry(NINE + timedelta(minutes=one), Decision.DUE, "micro") for one in range(3)]
    before = HistoryFile(path, lambda: 400)
    before.oldest() if first else before.write(good)
    before.close()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(ADD, row)
    file = HistoryFile(path, lambda: 400)
    if first:
        file.write(good)
    span = Stretch(NINE, NINE + timedelta(minutes=5), Presence.ACTIVE, Posture.SITTING)
    file.write([Entry(NINE + timedelta(days=1), Decision.PAUSED), span])
    kept = [*good, Entry(NINE + timedelta(days=1), Decision.PAUSED)]
    assert list(file.since(NINE)) == kept
    assert [one for one in file.latest(10) if one in kept] == kept[::-1]
    assert list(file.spans(NINE, NINE + timedelta(days=1))) == [span]
    file.rolled(NINE.date(), NINE.date())
    file.close()
