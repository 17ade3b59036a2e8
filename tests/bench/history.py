"""Measures what the journal's file costs: writes, memory, and questions to ten years of it.

Run it by hand: `python -m tests.bench.history [ROWS]`, a million if nothing is said; that takes
some five minutes. It works in a temporary folder of the disk that `TMPDIR` names; give it one on
the disk where the data folder is. The goal is 100 ms for each question.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from tests.bench.history_commands import commands
from tests.bench.ten_years import YEARS, fill, roll_all_up
from unkink.adapters.history.connection import open_to_read, open_to_write
from unkink.adapters.history.history_file import HistoryFile
from unkink.adapters.history.pruning import forget_days
from unkink.adapters.history.queries import Queries
from unkink.adapters.history.roll_up import roll_up
from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.presence import Posture, Presence
from unkink.recorded_days import summaries, told_day

NOW = datetime.now().astimezone()
TODAY = NOW.date()
KEEP_DAYS = (YEARS + 1) * 366
MEMORY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from unkink import journal, ports
from unkink.core.entries import Entry
from unkink.core.effects import Decision

def kilobytes():
    fields = dict(line.split(":") for line in open("/proc/self/smaps_rollup").readlines()[1:])
    return [int(fields[name].split()[0]) for name in ("Rss", "Private_Dirty")]

before = kilobytes()
if len(sys.argv) > 1:
    from unkink.adapters.history.history_file import HistoryFile
    file = HistoryFile(Path(sys.argv[1]), lambda: 4000)
    file.write([Entry(datetime.now(UTC), Decision.PAUSED)])
    file.latest(40)
after = kilobytes()
print(*(new - old for old, new in zip(before, after)))
"""


def milliseconds(work: Callable[[], object]) -> float:
    """Time one piece of work."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def printed(name: str, times: list[float]) -> None:
    """Print the median of these milliseconds, and the worst."""
    middle, worst = statistics.median(times), max(times)
    sys.stdout.write(f"{name:46} {middle:9.2f} ms, worst {worst:.2f}\n")


def questions(path: Path) -> None:
    """Print how long a start and each question take; the file is opened anew for each."""
    day = NOW - timedelta(days=1)
    rows = [Entry(NOW, Decision.PAUSED)]
    asked: dict[str, Callable[[HistoryFile], object]] = {
        "start: open, prune, first write": lambda file: file.write(rows),
        "open and latest(40)": lambda file: file.latest(40),
        "open and newest": lambda file: file.newest(),
        "open and since(2 hours ago)": lambda file: file.since(NOW - timedelta(hours=2)),
        "open and since(a day ago)": lambda file: file.since(day),
        "open and spans(a day)": lambda file: file.spans(day, NOW),
        "open and oldest": lambda file: file.oldest(),
    }
    for name, ask in asked.items():
        times = []
        for _ in range(9):
            with closing(HistoryFile(path, lambda: KEEP_DAYS)) as file:
                times.append(milliseconds(lambda: ask(file)))  # noqa: B023
        printed(name, times)


def days(path: Path, how: str) -> None:
    """Print how long days take to be told, one or many."""
    first = {
        "a week": TODAY - timedelta(days=7),
        "a month": TODAY - timedelta(days=30),
        "a year": TODAY - timedelta(days=365),
        f"{YEARS} years": TODAY - timedelta(days=YEARS * 365),
    }
    present = Stretch(NOW - timedelta(minutes=20), NOW, Presence.ACTIVE, Posture.SITTING)
    asked: dict[str, Callable[[Queries], object]] = {
        "told_day of today": lambda kept: told_day(kept, TODAY, present),
        "told_day of a day five years ago": lambda kept: told_day(kept, _long_ago()),
    }
    for length, since in first.items():
        asked[f"summaries of {length}, {how}"] = partial(
            summaries, first=since, last=TODAY, present=present
        )
    for name, ask in asked.items():
        times = []
        for _ in range(5):
            with closing(open_to_read(path)) as database:
                times.append(milliseconds(lambda: ask(Queries(database))))  # noqa: B023
        printed(name, times)


def _long_ago() -> date:
    return TODAY - timedelta(days=5 * 364)


def rolling_up(path: Path) -> None:
    """Print what it costs to roll one day up."""
    with closing(open_to_write(path)) as database:
        kept = Queries(database)
        forget_days(database, TODAY - timedelta(days=12))
        times = [milliseconds(lambda: roll_up(database, kept, TODAY)) for _ in range(9)]
    printed("rolling one day up", times)


def writes(path: Path) -> None:
    """Print what one decision costs, and one span."""
    with closing(HistoryFile(path, lambda: KEEP_DAYS)) as file:
        file.write([Entry(NOW, Decision.PAUSED)])
        times = []
        for number in range(5000):
            at = NOW + timedelta(seconds=number)
            row = Entry(at, Decision.HELD, "micro", None, "call: microphone in use by Firefox")
            times.append(milliseconds(lambda: file.write([row])))  # noqa: B023
        stretch = Stretch(NOW, NOW, Presence.ACTIVE, Posture.SITTING)
        span = milliseconds(lambda: file.write([stretch]))
    times.sort()
    middle, slow, worst = times[2500], times[4950], times[-1]
    sys.stdout.write(
        f"write one decision: median {middle:.3f} ms, 99 of 100 below {slow:.3f}, worst {worst:.1f}"
        f" (a checkpoint); one span {span:.3f}\n"
    )


def memory(path: Path) -> None:
    """Print how many kilobytes a process grows by that opens the file, writes and reads.

    Resident, not proportional: this process has the library too, and would bear half of it.
    """
    grown = subprocess.run(
        [sys.executable, "-c", MEMORY, str(path)], check=True, capture_output=True, text=True
    ).stdout.split()
    sys.stdout.write(f"memory: resident +{grown[0]} kB, of which private and dirty {grown[1]} kB\n")


def main() -> None:
    """Print everything, with files of a million rows and of none."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        big, small = Path(folder) / "big" / "history.db", Path(folder) / "small" / "history.db"
        fill(big, rows, TODAY - timedelta(days=1))
        sys.stdout.write(f"{rows} rows, {big.stat().st_size / 1e6:.0f} MB\n")
        days(big, "by rows")
        roll_all_up(big, TODAY)
        days(big, "rolled up")
        commands(big, "a million rows")
        commands(small, "no rows")
        rolling_up(big)
        questions(big)
        writes(big)
        memory(small)
        memory(big)


if __name__ == "__main__":
    main()
