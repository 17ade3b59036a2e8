"""What processes have used up, read from /proc."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
PARENT, SESSION = 1, 3
"""Places in what `after_name` returns."""
USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM = 11, 12, 13, 14


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process, or several together, have used up at one moment."""

    resident_mb: float = 0.0
    proportional_mb: float = 0.0
    own_mb: float = 0.0
    threads: int = 0
    switches: int = 0
    forced: int = 0
    """Those of the switches that other programs' load forced on it."""
    processor_s: float = 0.0
    """Without threads and children that have ended."""

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            resident_mb=self.resident_mb + other.resident_mb,
            proportional_mb=self.proportional_mb + other.proportional_mb,
            own_mb=self.own_mb + other.own_mb,
            threads=self.threads + other.threads,
            switches=self.switches + other.switches,
            forced=self.forced + other.forced,
            processor_s=self.processor_s + other.processor_s,
        )


@dataclass(frozen=True, slots=True)
class Look:
    """What a whole program has used up at one moment."""

    cost: Cost
    switches: Mapping[int, int]
    """Those of each thread: one that ends takes its count along."""
    processor_s: float
    """With threads and children that have ended."""


def cost_of(pid: int) -> Cost:
    """Read a process's memory, threads, context switches (voluntary or not) and time."""
    process = PROC / str(pid)
    memory = _fields(process / "smaps_rollup")
    tasks = [_fields(task / "status") for task in (process / "task").iterdir()]
    own = memory["Private_Clean"] + memory["Private_Dirty"]
    return Cost(
        resident_mb=memory["Rss"] / 1024,
        proportional_mb=memory["Pss"] / 1024,
        own_mb=own / 1024,
        threads=len(tasks),
        switches=sum(
            task["voluntary_ctxt_switches"] + task["nonvoluntary_ctxt_switches"] for task in tasks
        ),
        forced=sum(task["nonvoluntary_ctxt_switches"] for task in tasks),
        processor_s=_exact_seconds(process),
    )


def look_at(pid: int) -> Look:
    """Look at all of a program's processes that are there now."""
    total = Cost()
    switches: dict[int, int] = {}
    seconds = 0.0
    for member in members(pid, _all_processes()):
        with suppress(FileNotFoundError, ProcessLookupError, KeyError):  # it has just ended
            cost = cost_of(member)
            switches |= _switches(PROC / str(member))
            seconds += _all_seconds(PROC / str(member))
            total += cost
    return Look(total, switches, seconds)


def members(root: int, processes: Iterable[tuple[int, int, int]]) -> set[int]:
    """Return `root`, its descendants and its session; `processes` are (pid, parent, session).

    What a program starts in the background loses its parent, but seldom its session.
    """
    known = list(processes)
    found = {pid for pid, _, session in known if session == root} | {root}
    grown = True
    while grown:
        more = {pid for pid, parent, _ in known if parent in found} - found
        found |= more
        grown = bool(more)
    return found


def after_name(stat: str) -> list[str]:
    """Return the fields of /proc/PID/stat after the program's name, which may hold anything."""
    return stat.rpartition(")")[2].split()


def _switches(process: Path) -> dict[int, int]:
    tasks = {int(task.name): _fields(task / "status") for task in (process / "task").iterdir()}
    return {
        thread: fields["voluntary_ctxt_switches"] + fields["nonvoluntary_ctxt_switches"]
        for thread, fields in tasks.items()
    }


def _all_processes() -> Iterable[tuple[int, int, int]]:
    for process in PROC.iterdir():
        if process.name.isdecimal():
            with suppress(FileNotFoundError, ProcessLookupError):
                fields = after_name((process / "stat").read_text())
                yield int(process.name), int(fields[PARENT]), int(fields[SESSION])


def _fields(file: Path) -> dict[str, int]:
    """Read "Name:  123 kB" lines; lines without a number are left out."""
    lines = (line.partition(":") for line in file.read_text().splitlines())
    words = ((name, rest.split()) for name, _, rest in lines)
    return {name: int(rest[0]) for name, rest in words if rest and rest[0].isdecimal()}


def _exact_seconds(process: Path) -> float:
    tasks = (process / "task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def _all_seconds(process: Path) -> float:
    """Return the time of its threads and of its children, also of those that have ended.

    `schedstat` is exact but forgets threads that have ended; `stat` knows them, in steps of 10 ms.
    """
    fields = after_name((process / "stat").read_text())
    coarse = (int(fields[USER]) + int(fields[SYSTEM])) / TICKS
    children = (int(fields[CHILDREN_USER]) + int(fields[CHILDREN_SYSTEM])) / TICKS
    return max(_exact_seconds(process), coarse) + children
