"""Measures unkink beside other break reminders; `README.md` beside this tells how.

python -m tests.bench.peers --install
"""

import argparse
import itertools
import json
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.bench.births import TRACER, processes_started
from tests.bench.cost import Look, look_at
from tests.bench.peer_programs import PEERS, Peer, install, missing
from tests.bench.peer_table import Figures, markdown, medians, spent
from tests.bench.quiet_seat import quiet_seat
from tests.bench.registration import Docks, icon_in_tray, registration_watch, registrations
from tests.desktop.processes import Program
from tests.desktop.screen import ARTEFACTS
from tests.desktop.session import Server, Session
from tests.waiting import stays_false

SETTLING = 25
"""Seconds after the icon that belong to the start; unkink's first tip comes in them."""
COUNTED = 20
"""Seconds over which started processes are counted."""
NOTICING = 5
"""Seconds of input after which it is no longer somebody coming back."""
LONGEST = 60
"""Seconds of one watch: with more, Workrave's first break, after three minutes, would be in it."""
PLACES = ((200, 200), (340, 260), (260, 340), (400, 220))
STEP = 0.1
"""Seconds between two movements of the pointer."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A desktop at which the starts of one program are timed."""

    desk: Session
    watch: Program
    docks: Docks

    def start(self, command: Sequence[str | Path]) -> tuple[Program, float | None]:
        """Start a program; return it and the milliseconds to its tray icon, None without one."""
        self.docks.forget()
        known = len(registrations(self.watch.log))
        began = time.time()
        program = self.desk.start(command)
        came = icon_in_tray(self.docks, self.watch, known)
        if not program.running:
            raise RuntimeError(f"{program.name} ended\n{program.log}")
        return program, None if came is None else round((came - began) * 1000)


def measured(peer: Peer, seconds: float) -> Figures:
    """Measure one program in a session and a home of its own."""
    with Session(Server.XFCE) as desk, quiet_seat(desk), closing(Docks(desk.screen.name)) as docks:
        # Safe Eyes makes ~/.config/safeeyes and then looks in XDG_CONFIG_HOME.
        (desk.folder / ".config").symlink_to("config")
        bench = Bench(desk, registration_watch(desk), docks)
        bench.start(peer.command)[0].stop()  # a first start unpacks things; none of them is timed
        program, milliseconds = bench.start(peer.command)
        costs = _costs(desk, program, seconds)
        program.stop()
        return {"start to tray icon, ms": milliseconds, **costs, **_births(bench, peer)}


def _costs(desk: Session, program: Program, seconds: float) -> Figures:
    _over(program, SETTLING)
    begun, idle = _over(program, seconds)
    desk.open_editor()
    pointer = desk.start(["xdotool", *_movements(NOTICING + seconds + 10)])
    with desk.hands.typing():
        _over(program, NOTICING)
        before, busy = _over(program, seconds)
    pointer.stop()
    return {
        "PSS, MB": round(idle.cost.proportional_mb, 1),
        "USS, MB": round(idle.cost.own_mb, 1),
        "threads": idle.cost.threads,
        **spent(begun, idle, seconds, "idle"),
        **spent(before, busy, seconds, "under input"),
    }


def _births(bench: Bench, peer: Peer) -> Figures:
    """Count in a start of its own: strace makes everything slow."""
    trace = bench.desk.folder / "trace"
    program, _ = bench.start([*TRACER, trace, *peer.command])
    _over(program, SETTLING)
    first = processes_started(trace.read_text())
    _over(program, COUNTED)
    later = processes_started(trace.read_text()) - first
    program.stop()
    return {
        "processes started, at the start": first,
        "processes started a minute, idle": round(later * 60 / COUNTED),
    }


def _over(program: Program, seconds: float) -> tuple[Look, Look]:
    before = look_at(program.pid)
    stays_false(lambda: not program.running, seconds, f"it ended\n{program.log}")
    return before, look_at(program.pid)


def _movements(seconds: float) -> list[str]:
    """Return what xdotool takes to move the pointer for so long."""
    places = itertools.islice(itertools.cycle(PLACES), round(seconds / STEP))
    return [word for x, y in places for word in ("mousemove", str(x), str(y), "sleep", str(STEP))]


def main() -> None:
    """Measure, print a table and write it to `tests/artefacts/peers.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true", help="install the others (apt-get)")
    parser.add_argument("--runs", type=int, default=5, help="sessions of each program")
    parser.add_argument("--seconds", type=float, default=60, help="length of each watch")
    options = parser.parse_args()
    if options.seconds > LONGEST:
        parser.error(f"--seconds: at most {LONGEST}; a longer watch would see a break")
    if options.install:
        install()
    if lacking := missing():
        parser.error(f"not installed: {', '.join(lacking)}; --install does that")
    versions = {peer.name: peer.version for peer in PEERS}
    runs: dict[str, list[Figures]] = {peer.name: [] for peer in PEERS}
    for number in range(1, options.runs + 1):
        for peer in PEERS:  # in turn, so that a busy minute of the machine does not hit one alone
            print(f"{number} of {options.runs}: {peer.name}", flush=True)
            runs[peer.name].append(measured(peer, options.seconds))
    middle = {name: medians(figures) for name, figures in runs.items()}
    print(markdown({f"{name} {versions[name]}": figures for name, figures in middle.items()}))
    kept = {"seconds": options.seconds, "versions": versions, "medians": middle, "runs": runs}
    ARTEFACTS.mkdir(exist_ok=True)
    (ARTEFACTS / "peers.json").write_text(json.dumps(kept, indent=2) + "\n")


if __name__ == "__main__":
    main()
