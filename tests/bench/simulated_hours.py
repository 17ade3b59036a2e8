"""Measures how fast simulated time passes: a year of typical days, the rules and the real tips.

Run it by hand: `python -m tests.bench.simulated_hours [DAYS] [--profile]`. The goal is 100,000
hours a minute, by the processor's time, which other programs do not spoil. `--profile` prints what
took it.
"""

import argparse
import cProfile
import pstats
import sys
import time

from tests.simulation.days import typical_days
from unkink.core.settings import Settings
from unkink.simulation.simulated import simulated
from unkink.tip_files import read_pool


def effects(days: int) -> int:
    """Play so many days and count what came of it."""
    return sum(1 for _ in simulated(typical_days(days), Settings(), read_pool()))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("days", type=int, nargs="?", default=365, help="how many to play")
    parser.add_argument("--profile", action="store_true", help="print what took the time")
    options = parser.parse_args()
    began = time.process_time()
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(effects, options.days)
        pstats.Stats(profile).sort_stats("tottime").print_stats(15)
        return
    count = effects(options.days)
    seconds = time.process_time() - began
    hours = options.days * 24 / seconds * 60
    sys.stdout.write(f"{options.days} days, {count} effects: {seconds:.1f} s, ")
    sys.stdout.write(f"{hours:,.0f} simulated hours a minute of processor time\n")


if __name__ == "__main__":
    main()
