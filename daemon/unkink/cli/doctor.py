"""`unkink doctor`: tries every part on this desktop, and says what to do.

Of all commands this alone loads adapters, pages and libraries: it has to try them.
"""

import asyncio
import logging
import os
import signal
import sys
from argparse import Namespace
from contextlib import aclosing

from unkink.cli import INTERRUPTED
from unkink.cli.terminal import BOLD, painted, print_json, say, wrapped
from unkink.doctor.examination import examine
from unkink.doctor.finding import Finding, Verdict
from unkink.doctor.person import AtTerminal, Nobody, Person
from unkink.paths import Paths
from unkink.protocol import Code, Json
from unkink.version import VERSION

SCHEMA = 1
"""Of `--json`; raised when a key goes or changes its meaning, new ones may come at any time."""

SIGNS = {Verdict.WORKS: "ok", Verdict.PARTLY: "??", Verdict.FAILS: "NO", Verdict.UNTRIED: "--"}
PART_WIDTH = 17


def doctor(given: Namespace, paths: Paths) -> int:
    """Examine everything; return 1 when anything fails."""
    logging.getLogger("unkink").addHandler(logging.NullHandler())  # the report says it all
    try:
        found = asyncio.run(_found(paths, _person(given), as_json=given.json))
    except asyncio.CancelledError:  # SIGTERM; Ctrl-C comes as KeyboardInterrupt
        return INTERRUPTED
    if given.json:
        print_json(report_data(found))
    else:
        say(f"\n{painted(summary(found), BOLD)}")
    return Code.FAILED if _count(found, Verdict.FAILS) else Code.DONE


def _person(given: Namespace) -> Person:
    """Ask only where somebody sees the question and can answer it."""
    if given.quick or given.json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Nobody()
    return AtTerminal(_say_now, sys.stdin.fileno())


async def _found(paths: Paths, person: Person, *, as_json: bool) -> list[Finding]:
    task = asyncio.current_task()
    if task is not None:
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    found = []
    async with aclosing(examine(paths, os.environ, person)) as findings:
        async for finding in findings:
            found.append(finding)
            if not as_json:
                _say_now(line(finding))
    return found


def _say_now(text: str) -> None:
    say(text)
    sys.stdout.flush()


def line(finding: Finding) -> str:
    """Word one finding: a sign, the part, what was seen; below it, what to do."""
    margin = " " * (PART_WIDTH + 6)
    start = f"  {SIGNS[finding.verdict]}  "
    text = wrapped(f"{finding.part.ljust(PART_WIDTH)}{finding.seen}", start, margin)
    if finding.verdict is Verdict.FAILS:
        text = painted(text, BOLD)
    if not finding.advice:
        return text
    return f"{text}\n{wrapped(finding.advice, f'{margin}-> ', f'{margin}   ')}"


def summary(found: list[Finding]) -> str:
    """Count what is to be looked at."""
    failing, partly = _count(found, Verdict.FAILS), _count(found, Verdict.PARTLY)
    better = f"; {partly} could be better (??)" if partly else ""
    if failing:
        return f"{failing} {'does' if failing == 1 else 'do'} not work (NO){better}."
    return f"Everything that was tried works{better}."


def _count(found: list[Finding], verdict: Verdict) -> int:
    return sum(one.verdict is verdict for one in found)


def report_data(found: list[Finding]) -> Json:
    """Describe the report for programs; `advice` is null where nothing is to be done."""
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "desktop": os.environ.get("XDG_CURRENT_DESKTOP"),
        "fails": _count(found, Verdict.FAILS),
        "checks": [
            {
                "part": one.part,
                "verdict": one.verdict.value,
                "seen": one.seen,
                "advice": one.advice or None,
            }
            for one in found
        ],
    }
