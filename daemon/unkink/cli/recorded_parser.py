"""What can be typed about recorded time: `unkink stats` and `unkink history`."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

STATS_LIMITS = """\
A day ends at midnight. A bout is sitting without a break of five minutes. Taken is what unkink saw
or you said: a tip that was shown need not have been done. Posture is what you said of yourself\
"""

Add = Callable[[Any, str, str], argparse.ArgumentParser]
"""Adds a command of this name and purpose."""


def add_stats(stats: argparse.ArgumentParser) -> None:
    """Add the arguments of `unkink stats`."""
    which = stats.add_mutually_exclusive_group()
    which.add_argument(
        "--week", action="store_true", help="this week, from Monday on (the default)"
    )
    which.add_argument("--month", action="store_true", help="this month")
    which.add_argument("--year", action="store_true", help="this month and the eleven before")
    _add_dates(stats, "today")
    form = stats.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print them for programs")
    form.add_argument("--csv", action="store_true", help="print a row for each day")


def add_history(history: argparse.ArgumentParser, add: Add) -> argparse.ArgumentParser:
    """Add the actions of `unkink history`, and return the one that reads the settings."""
    actions = history.add_subparsers(dest="action", metavar="ACTION", required=True)
    add(actions, "path", "print where it is")
    export = add(actions, "export", "write it out as JSON that ActivityWatch reads too")
    _add_dates(export, "the last day")
    export.add_argument("file", nargs="?", type=Path, metavar="FILE", help="else it is printed")
    take = add(actions, "import", "add what another unkink exported; what is here stays")
    take.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="what unkink history export wrote; - reads it from standard input",
    )
    delete = add(actions, "delete", "forget it for good, on the disk too")
    delete.add_argument("--before", type=_date, metavar="DATE", help="only what is older")
    delete.add_argument("--yes", action="store_true", help="do not ask")
    day = add(actions, "day", "write a recorded day for unkink simulate --day")
    day.add_argument("date", type=_date, metavar="DATE", help="as in 2026-11-20, or yesterday")
    day.add_argument(
        "--csv",
        nargs="?",
        const=Path("-"),
        type=Path,
        metavar="FILE",
        required=True,
        help="the day file; without a name it is printed",
    )
    return day


def _add_dates(command: argparse.ArgumentParser, otherwise: str) -> None:
    command.add_argument("--from", dest="first", type=_date, metavar="DATE", help="the first day")
    command.add_argument(
        "--to", dest="last", type=_date, metavar="DATE", help=f"the last day; else {otherwise}"
    )


def _date(text: str) -> date:
    """Read a date as people type one; argparse makes an error of what goes wrong."""
    from unkink.day_view.words import NO_DATE, read_date  # the words alone, but not for every help

    day = read_date(text, date.today())
    if day is None:
        raise argparse.ArgumentTypeError(f'"{text}" {NO_DATE}')
    return day
