"""Writes a year of simulated days to look at: `python -m tests.year FILE [--days N]`.

It ends with yesterday, so that a daemon with that file in its data folder goes on from there.
"""

import argparse
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from tests.year.writing import write


def main() -> None:
    """Write the file; one that is there already is added to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="where, such as history.db in an empty folder")
    parser.add_argument("--days", type=int, default=365, help="how many; 365 if nothing is said")
    parser.add_argument("--seed", type=int, default=0, help="another person's days")
    yesterday = date.today() - timedelta(days=1)
    parser.add_argument("--last", type=date.fromisoformat, default=yesterday, help="the last day")
    options = parser.parse_args()
    began = time.perf_counter()
    write(options.file, options.last, options.days, options.seed)
    sys.stdout.write(f"{options.days} days in {time.perf_counter() - began:.0f} s\n")


if __name__ == "__main__":
    main()
