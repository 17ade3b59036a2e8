"""Measures what the resident daemon costs on a real desktop; `README.md` beside this tells how.

python -m tests.bench.measure
"""

import argparse
import json
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.daemon import COMMAND, Daemon
from tests.desktop.processes import Program
from tests.desktop.screen import ARTEFACTS
from tests.desktop.session import Server, Session
from tests.waiting import stays_false, wait_until

REGISTERED = "RegisterStatusNotifierItem"
WATCHERS = 3
"""Bars that read `unkink watch` in the watched minute."""
DEFAULTS = ""
"""An empty config file: the program's own defaults."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process has used up at one moment."""

    resident_mb: float
    proportional_mb: float
    own_mb: float
    threads: int
    switches: int
    forced: int
    """Those of the switches that other programs' load forced on it."""
    processor_s: float


def cost_of(pid: int) -> Cost:
    """Read a process's memory, threads and context switches, voluntary or not, from /proc."""
    process = Path("/proc") / str(pid)
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
        processor_s=sum(_processor_seconds(task) for task in (process / "task").iterdir()),
    )


def _fields(file: Path) -> dict[str, int]:
    """Read "Name:  123 kB" lines; lines without a number are left out."""
    lines = (line.partition(":") for line in file.read_text().splitlines())
    words = ((name, rest.split()) for name, _, rest in lines)
    return {name: int(rest[0]) for name, rest in words if rest and rest[0].isdecimal()}


def _processor_seconds(task: Path) -> float:
    return int((task / "schedstat").read_text().split()[0]) / 1e9


def starts(desk: Session, runs: int) -> list[float]:
    """Start and quit the daemon again and again; return the milliseconds from exec to its icon.

    The end is the moment at which the bus carried the call that registers the tray icon.
    """
    watch = desk.start(["dbus-monitor", "--profile", f"member='{REGISTERED}'"])
    wait_until(lambda: "NameAcquired" in watch.log, 10, "the bus monitor")
    return [_start(desk, watch) for _ in range(runs)]


def _start(desk: Session, watch: Program) -> float:
    before = len(_registrations(watch))
    began = time.time()
    daemon = desk.new_daemon(DEFAULTS)
    seen = wait_until(lambda: _registrations(watch)[before:], 20, "the tray icon")
    daemon.wait_ready()
    daemon.quit()
    return (seen[0] - began) * 1000


def _registrations(watch: Program) -> list[float]:
    """Return the wall-clock times in the monitor's lines "mc TIME SERIAL … MEMBER"."""
    calls = [line.split("\t") for line in watch.log.splitlines() if line.startswith("mc\t")]
    return [float(call[1]) for call in calls if call[-1] == REGISTERED]


def over(daemon: Daemon, seconds: float) -> tuple[Cost, Cost]:
    """Return the costs before and after so many seconds."""
    before = cost_of(daemon.program.pid)
    stays_false(lambda: not daemon.program.running, seconds, "the daemon ended")
    return before, cost_of(daemon.program.pid)


def measure(runs: int, seconds: float) -> dict[str, float | int]:
    """Measure everything on one desktop of its own and return the figures by name."""
    with Session(Server.XFCE) as desk:  # MATE's server leaves when there is nothing to show
        lengths = starts(desk, runs)
        daemon = desk.start_daemon(DEFAULTS)
        desk.tray_icon()
        over(daemon, 5)  # what start-up still has to do is not idleness
        before, idle = over(daemon, seconds)
        bars = [desk.start([*COMMAND, "watch", "--json"]) for _ in range(WATCHERS)]
        wait_until(lambda: all(bar.log for bar in bars), 20, "the bars")
        alone, watched = over(daemon, seconds)
        for bar in bars:
            bar.stop()
        desk.open_editor()
        with desk.hands.typing():
            over(daemon, 5)  # noticing that somebody is back is not part of steady typing
            begun, typed = over(daemon, seconds)
        daemon.say("now")
        desk.wait_for_notification()
        daemon.say("skip")
        prompted = cost_of(daemon.program.pid)
    per_minute = 60 / seconds
    return {
        "start to tray icon, median ms": round(statistics.median(lengths)),
        "start to tray icon, worst ms": round(max(lengths)),
        "PSS MB": round(idle.proportional_mb, 1),
        "USS MB": round(idle.own_mb, 1),
        "RSS MB": round(idle.resident_mb, 1),
        "PSS MB after a tip": round(prompted.proportional_mb, 1),
        "threads": idle.threads,
        "context switches a minute, idle": round((idle.switches - before.switches) * per_minute),
        "forced ones among them, idle": round((idle.forced - before.forced) * per_minute),
        "context switches a minute, watched": round(
            (watched.switches - alone.switches) * per_minute
        ),
        "forced ones among them, watched": round((watched.forced - alone.forced) * per_minute),
        "context switches a minute, typing": round((typed.switches - begun.switches) * per_minute),
        "forced ones among them, typing": round((typed.forced - begun.forced) * per_minute),
        "processor ms a minute, idle": round(
            (idle.processor_s - before.processor_s) * per_minute * 1000, 1
        ),
        "processor ms a minute, typing": round(
            (typed.processor_s - begun.processor_s) * per_minute * 1000, 1
        ),
    }


def main() -> None:
    """Measure, print a table and write it to `tests/artefacts/bench.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="starts to take the median of")
    parser.add_argument("--seconds", type=float, default=60, help="length of each watch")
    options = parser.parse_args()
    figures = measure(options.runs, options.seconds)
    width = max(map(len, figures))
    for name, value in figures.items():
        print(f"{name:<{width}}  {value:>8}")
    ARTEFACTS.mkdir(exist_ok=True)
    (ARTEFACTS / "bench.json").write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
