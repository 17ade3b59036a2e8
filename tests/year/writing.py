"""Writes a lived year into a `history.db`, as the daemon would have."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import chain, groupby
from pathlib import Path
from random import Random

from tests.year.habits import rows
from tests.year.person import PersonAndDaemon
from unkink.adapters.history.history_file import HistoryFile
from unkink.core.effects import Record, Spent
from unkink.core.entries import Entry, Stretch, entry_of, parts_of, stretch_of
from unkink.core.settings import Settings
from unkink.simulation.driver import Driver, beginning
from unkink.tip_files import read_pool

LAST = date(2026, 11, 22)
"""The last day where nobody says another."""


def lived(last: date = LAST, days: int = 365, seed: int = 0) -> Iterator[Entry | Stretch]:
    """Yield what the journal was told of these days, in order, and the span that was going on."""
    chance = Random(seed)
    ahead = rows(last, days, chance)
    first = next(ahead)
    rules = PersonAndDaemon(Settings(), read_pool(), beginning(first), chance)
    driver = Driver(rules, first)
    for effect in rules.begin(driver.now):
        yield from _kept(effect)
    for _, effect in driver.play(chain([first], ahead)):
        yield from _kept(effect)
    yield from parts_of(rules.present(driver.now))


def _kept(effect: object) -> Iterator[Entry | Stretch]:
    if isinstance(effect, Record):
        yield entry_of(effect)
    elif isinstance(effect, Spent):
        yield from parts_of(stretch_of(effect.span, effect.at))


def write(path: Path, last: date = LAST, days: int = 365, seed: int = 0) -> None:
    """Write these days, an hour in one go; all but the last ones are rolled up."""
    with closing(HistoryFile(path, lambda: 100 * 365)) as file:
        for _, hour in groupby(lived(last, days, seed), key=_hour):
            file.write(list(hour))


def _hour(row: Entry | Stretch) -> tuple[date, int]:
    at = row.time if isinstance(row, Entry) else row.ends
    return at.date(), at.hour
