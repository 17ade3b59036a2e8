"""Measures what the journal's file costs: writes, memory, and questions to a million rows.

Run it by hand: `python -m tests.bench.history [ROWS]`. It works in a temporary folder of the disk
that `TMPDIR` names; give it one on the disk where the data folder is.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from unkink.adapters.history.connection import open_to_write
from unkink.adapters.history.history_file import HistoryFile
from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.presence import Posture, Presence

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAYS = 400
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
    file = HistoryFile(Path(sys.argv[1]), lambda: 400)
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


def fill(path: Path, rows: int) -> None:
    """Write as many decisions as spans, evenly over `DAYS`."""
    step = DAYS * 86_400 / (rows / 2)

    def times() -> Iterator[float]:
        return (NOW.timestamp() - number * step for number in range(rows // 2, 0, -1))

    with closing(open_to_write(path)) as database:
        database.execute("BEGIN")
        database.executemany(
            "INSERT INTO decision (at, utc_offset, decision, reminder, tip, why)"
            " VALUES (?, 3600, 'shown', 'micro', 'neck-turns', 'due')",
            ((at,) for at in times()),
        )
        database.executemany(
            "INSERT INTO span (begins, ends, utc_offset, presence, posture)"
            " VALUES (?, ?, 3600, 'active', 'sitting')",
            ((at, at + step) for at in times()),
        )
        database.execute("COMMIT")


def questions(path: Path) -> None:
    """Print how long a start and each question take; the file is opened anew for each."""
    day = NOW - timedelta(days=1)
    rows = [Entry(NOW, Decision.PAUSED)]
    asked: dict[str, Callable[[HistoryFile], object]] = {
        "start: open, prune, first write": lambda file: file.write(rows),
        "open and latest(40)": lambda file: file.latest(40),
        "open and since(2 hours ago)": lambda file: file.since(NOW - timedelta(hours=2)),
        "open and since(a day ago)": lambda file: file.since(day),
        "open and spans(a day)": lambda file: file.spans(day, NOW),
        "open and oldest": lambda file: file.oldest(),
    }
    for name, ask in asked.items():
        times = []
        for _ in range(9):
            with closing(HistoryFile(path, lambda: DAYS - 1)) as file:
                times.append(milliseconds(lambda: ask(file)))  # noqa: B023
        sys.stdout.write(f"{name:34} {statistics.median(times):8.2f} ms, worst {max(times):.2f}\n")


def writes(path: Path) -> None:
    """Print what one decision costs, and one span."""
    with closing(HistoryFile(path, lambda: DAYS)) as file:
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
        fill(big, rows)
        sys.stdout.write(f"{rows} rows, {big.stat().st_size / 1e6:.0f} MB\n")
        questions(big)
        writes(big)
        memory(small)
        memory(big)


if __name__ == "__main__":
    main()
