"""Fills a `history.db` with many years: one that was lived, again and again, and more crowded."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.year.writing import lived
from unkink.adapters.history.connection import open_to_write
from unkink.adapters.history.history_file import _ADD_DECISION, _ADD_SPAN
from unkink.adapters.history.queries import Queries
from unkink.adapters.history.roll_up import roll_up
from unkink.adapters.history.rows import row_of_entry, row_of_stretch
from unkink.core.entries import Entry, Stretch

YEARS = 10
YEAR = timedelta(days=364)
"""Whole weeks, so that each day of the week stays one."""
APART = timedelta(seconds=200)
"""Between a decision and the same again."""


def fill(path: Path, rows: int, last: date) -> None:
    """Write about so many rows of `YEARS`, up to `last`; none of them is rolled up."""
    year = list(lived(last, YEAR.days))
    entries = [one for one in year if isinstance(one, Entry)]
    stretches = [one for one in year if isinstance(one, Stretch)]
    wanted = rows / YEARS / 2
    decisions = list(_crowded(entries, round(wanted / len(entries))))
    spans = list(_split(stretches, round(wanted / len(stretches))))
    with closing(open_to_write(path)) as database:
        for number in range(YEARS - 1, -1, -1):
            database.execute("BEGIN")
            database.executemany(_ADD_DECISION, _earlier(decisions, 1, number))
            database.executemany(_ADD_SPAN, _earlier(spans, 2, number))
            database.execute("COMMIT")


def roll_all_up(path: Path, today: date) -> None:
    """Roll every day up that is long over."""
    with closing(open_to_write(path)) as database:
        kept, more = Queries(database), True
        database.execute("BEGIN")
        while more:
            more = roll_up(database, kept, today)
        database.execute("COMMIT")


def _crowded(entries: Sequence[Entry], times: int) -> Iterator[tuple[object, ...]]:
    copies = (
        replace(one, time=one.time + number * APART)
        for one in entries
        for number in range(max(1, times))
    )
    yield from map(row_of_entry, sorted(copies, key=lambda one: one.time))


def _split(stretches: Sequence[Stretch], times: int) -> Iterator[tuple[object, ...]]:
    for one in stretches:
        part = (one.ends - one.begins) / max(1, times)
        for number in range(max(1, times)):
            begins = one.begins + number * part
            yield row_of_stretch(replace(one, begins=begins, ends=begins + part))


def _earlier(
    rows: Sequence[tuple[object, ...]], times: int, years: int
) -> Iterator[tuple[object, ...]]:
    """Yield the rows so many years earlier; their first `times` cells are times."""
    shift = years * YEAR.total_seconds()
    for row in rows:
        yield (*(float(str(cell)) - shift for cell in row[:times]), *row[times:])
