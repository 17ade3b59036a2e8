"""Measures how soon a due tip reaches the notification server once the typing pauses.

Run it by hand: `python -m tests.bench.lull_to_notify [TIPS]`. On a desktop of its own (Xvfb, a
session bus, Xfce's server and panel), with a real keyboard. From the moment at which the lull is
long enough to the time stamp that `dbus-monitor --profile` gives the call `Notify`; what xdotool
needs to press the last key is in it, and makes the figure some milliseconds too bad.
"""

import statistics
import sys
import time

from tests.bench.quiet_seat import quiet_seat
from tests.desktop.daemon import Daemon, quick_day
from tests.desktop.processes import Program
from tests.desktop.session import Server, Session
from tests.waiting import wait_until

LULL = 2.0
"""Seconds, as `quick_day` has it."""
GOAL_MS = 100


def notify_watch(desk: Session) -> Program:
    """Watch the session bus for notifications."""
    watch = desk.start(["dbus-monitor", "--profile", "member='Notify'"])
    wait_until(lambda: "NameAcquired" in watch.log, 10, "the bus monitor")
    return watch


def notified(watch: Program) -> list[float]:
    """Return the wall-clock times of the calls so far."""
    calls = [line.split("\t") for line in watch.log.splitlines() if line.startswith("mc\t")]
    return [float(call[1]) for call in calls if call[-1] == "Notify"]


def one_tip(desk: Session, daemon: Daemon, watch: Program) -> float:
    """Type until a tip is due, stop, and return the milliseconds by which it came late."""
    before = len(notified(watch))
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["state"] == "due", 40, "a tip that is due")
    lull_is_over = time.time() + LULL
    desk.hands.key("a")
    [came, *_] = wait_until(lambda: notified(watch)[before:], 10, "the notification")
    daemon.say("skip")
    return (came - lull_is_over) * 1000


def main() -> None:
    """Print the median and the worst."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with Session(Server.XFCE) as desk, quiet_seat(desk):
        daemon = desk.start_daemon(quick_day(every="6s"))
        desk.open_editor()
        watch = notify_watch(desk)
        times = [one_tip(desk, daemon, watch) for _ in range(count)]
    sys.stdout.write(
        f"from the end of the lull to Notify: median {statistics.median(times):.0f} ms, worst "
        f"{max(times):.0f}, of {count}; the goal is {GOAL_MS}\n"
    )


if __name__ == "__main__":
    main()
