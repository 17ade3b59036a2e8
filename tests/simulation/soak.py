"""A thousand days in a process of their own; prints what it holds after 100 of them and after all.

python -m tests.simulation.soak
"""

import gc
import json
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from tests.simulation.days import shortened
from unkink.core.settings import Settings
from unkink.simulation.day_file import Row
from unkink.simulation.driver import beginning
from unkink.simulation.simulated import simulated
from unkink.simulation.timeline import Timeline
from unkink.simulation.totals import totals_for
from unkink.tip_files import read_pool

EARLY, ALL = 100, 1000


def measured() -> dict[str, int]:
    """Count what this process holds."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return {
        "blocks": sys.getallocatedblocks(),
        "resident": pages * os.sysconf("SC_PAGE_SIZE"),
        "files": len(list(Path("/proc/self/fd").iterdir())),
    }


def main() -> None:
    """Play the days, turn them into text as the command does, and print both measurements."""
    early: dict[str, int] = {}

    def rows() -> Iterator[Row]:
        for row in shortened(ALL):
            if not early and row.time - first.time >= timedelta(days=EARLY):
                early.update(measured())
            yield row

    first, settings, pool = next(shortened(1)), Settings(), read_pool()
    totals = totals_for(settings)
    timeline = Timeline(beginning(first), totals, {}, lambda text, _: text)
    lines = sum(1 for _ in timeline.lines(simulated(rows(), settings, pool)))
    figures = {"early": early, "late": measured(), "lines": lines, "tips": totals.shown.total()}
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main()
