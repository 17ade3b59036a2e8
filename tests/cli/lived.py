"""Six weeks in a journal, up to 2026-11-22: simulated days, and what people say after tips."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from tests.simulation.days import typical_days
from unkink.adapters.history.history_file import HistoryFile
from unkink.core.effects import Decision, Record, Spent
from unkink.core.entries import Entry, Stretch, entry_of, stretch_of
from unkink.core.presence import Presence
from unkink.core.settings import Settings
from unkink.simulation.simulated import simulated
from unkink.tip_files import read_pool

DAYS = 42
BEFORE = timedelta(days=DAYS)
"""Days to play begin on 2026-11-23; a test must have them behind it, whenever it is run."""
NOT_RUNNING = timedelta(hours=1)


def write(file: Path, days: int = DAYS) -> None:
    """Write the first of these days, or all."""
    with closing(HistoryFile(file, lambda: 100 * 365)) as kept:
        for _, day in groupby(lived(days), key=_date):
            kept.write(list(day))


def lived(days: int) -> Iterator[Entry | Stretch]:
    """Yield what the journal is told; each Monday unkink does not run for an hour."""
    rows = (replace(row, time=row.time - BEFORE) for row in typical_days(days))
    for _, effect in simulated(rows, Settings(), read_pool()):
        if isinstance(effect, Spent):
            spent = stretch_of(effect.span, effect.at)
            yield from _in_part(spent) if spent.begins.weekday() == 0 else (spent,)
        elif isinstance(effect, Record):
            entry = entry_of(effect)
            yield entry
            yield from _said(entry)


def _said(entry: Entry) -> Iterator[Entry]:
    """Answer once a day how it feels, like the tip on the 20th, and do one more."""
    if entry.decision is not Decision.OUTCOME or entry.time.hour != 11:
        return
    later = entry.time + timedelta(minutes=1)
    yield Entry(later, Decision.FELT, tip=entry.tip, why="better")
    yield Entry(later, Decision.DID, tip="neck-turns")
    if later.day == 20:
        yield Entry(later, Decision.RATED, tip=entry.tip, why="more")


def _in_part(spent: Stretch) -> Iterator[Stretch]:
    """Take an hour out of the middle of a long stretch of sitting."""
    length = spent.ends - spent.begins
    if spent.presence is not Presence.ACTIVE or length <= NOT_RUNNING:
        yield spent
        return
    gap = spent.begins + (length - NOT_RUNNING) / 2
    yield replace(spent, ends=gap)
    yield replace(spent, begins=gap + NOT_RUNNING)


def _date(row: Entry | Stretch) -> date:
    time: datetime = row.time if isinstance(row, Entry) else row.ends
    return time.date()
