"""`unkink simulate --last 14d`: settings tried on one's own recorded days."""

import json
import sqlite3
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

from unkink.adapters.history.connection import open_to_read
from unkink.adapters.history.queries import Queries
from unkink.cli.terminal import BOLD, complain, painted, say, table
from unkink.core.effects import Record
from unkink.core.health import HealthProfile
from unkink.core.settings import Settings
from unkink.core.tips import Pool
from unkink.protocol import Code
from unkink.simulation.comparison import Result, compared, drawn
from unkink.simulation.day_file import Row
from unkink.simulation.record_line import record_line
from unkink.simulation.recorded import recorded_rows
from unkink.simulation.simulated import simulated
from unkink.simulation.totals import totals_for
from unkink.time_words import looking_back
from unkink.why_data import NO_LENGTH

Candidate = tuple[str, Settings]
"""Settings and what to call them."""


def simulate_recorded(
    given: Namespace,
    history: Path,
    candidates: Sequence[Candidate],
    pool: Pool,
    profile: HealthProfile,
) -> int:
    """Play the recorded days to each of the settings, and print them side by side."""
    now = datetime.now().astimezone()
    since = looking_back(given.last, now)
    if since is None:
        complain(f'"{given.last}" {NO_LENGTH}')
        return Code.BAD_USAGE
    rows = _rows(history, since, now)
    if not rows:
        complain("nothing is recorded of that time; unkink records while it runs")
        return Code.FAILED
    if given.json:
        for name, settings in candidates:
            for _, effect in simulated(rows, settings, pool, profile, given.seed):
                if isinstance(effect, Record):
                    line = {"settings": name} | record_line(effect)
                    say(json.dumps(line, ensure_ascii=False))
        return Code.DONE
    results = [Result(name, totals_for(settings)) for name, settings in candidates]
    for result, (_, settings) in zip(results, candidates, strict=True):
        result.take(simulated(rows, settings, pool, profile, given.seed))
    _print(results, _days(rows))
    return Code.DONE


def _rows(history: Path, since: datetime, until: datetime) -> Sequence[Row]:
    """Read what is recorded; nothing where there is no file."""
    try:
        with closing(open_to_read(history)) as database:
            kept = Queries(database)
            return recorded_rows(kept.spans(since, until), kept.since(since))
    except sqlite3.Error:
        return ()


def _days(rows: Sequence[Row]) -> list[date]:
    """Return the local days from the first row to the last."""
    first, last = rows[0].time.date(), rows[-1].time.date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _print(results: Sequence[Result], days: Sequence[date]) -> None:
    span = f"{days[0]} to {days[-1]}" if len(days) > 1 else f"{days[0]}"
    say(f"{painted(f'Recorded: {span}', BOLD)}\n")
    say(table(compared(results)))
    say(f"\n{painted('Tips a day', BOLD)}\n")
    say(table([("", *(one.name for one in results)), *drawn(results, days)]))
    say("\nNobody follows a tip here. Pauses for thought are known only where a tip was shown.")
