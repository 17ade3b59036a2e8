"""Measures what the resident daemon costs on a real desktop; `README.md` beside this tells how.

python -m tests.bench.measure
"""

import argparse
import json
import statistics
import time

from tests.bench.cost import Cost, cost_of
from tests.bench.registration import registration_watch, registrations
from tests.desktop.daemon import COMMAND, Daemon
from tests.desktop.processes import Program
from tests.desktop.screen import ARTEFACTS
from tests.desktop.session import Server, Session
from tests.waiting import stays_false, wait_until

WATCHERS = 3
"""Bars that read `unkink watch` in the watched minute."""
DEFAULTS = ""
"""An empty config file: the program's own defaults."""


def starts(desk: Session, runs: int) -> list[float]:
    """Start and quit the daemon again and again; return the milliseconds from exec to its icon.

    The end is the moment at which the bus carried the call that registers the tray icon.
    """
    watch = registration_watch(desk)
    return [_start(desk, watch) for _ in range(runs)]


def _start(desk: Session, watch: Program) -> float:
    before = len(registrations(watch.log))
    began = time.time()
    daemon = desk.new_daemon(DEFAULTS)
    seen = wait_until(lambda: registrations(watch.log)[before:], 20, "the tray icon")
    daemon.wait_ready()
    daemon.quit()
    return (seen[0] - began) * 1000


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
