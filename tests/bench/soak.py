"""Wears the daemon out on a real desktop, and tells what it holds afterwards.

Run it by hand: `python -m tests.bench.soak`. It shows 2,000 prompts, saves the settings 500 times
and opens a guide 500 times, and prints memory and open files after a warm-up and after each part.
"""

import argparse
import http.client
import json
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.cost import cost_of, look_at
from tests.bench.quiet_seat import quiet_seat
from tests.desktop.daemon import Daemon
from tests.desktop.screen import ARTEFACTS
from tests.desktop.session import Server, Session
from tests.faults.pouring import TIPS, Pouring
from tests.waiting import wait_until

WARM = 200
"""Prompts before the first look, so that what is loaded once is there."""
ARRIVES = 20.0
"""Seconds; a save is taken within a few hundredths, a page opened within some tenths."""
Held = dict[str, float | int]


def held(daemon: Daemon, desk: Session) -> Held:
    """Tell what it holds now, once the processes it started have ended."""
    pid = daemon.program.pid
    children = Path(f"/proc/{pid}/task/{pid}/children")
    wait_until(lambda: not children.read_text(), ARRIVES, "its children to end")
    alone = cost_of(pid)
    return {
        "PSS MB": round(alone.proportional_mb, 1),
        "USS MB": round(alone.own_mb, 1),
        "RSS MB": round(alone.resident_mb, 1),
        "files": len(os.listdir(f"/proc/{pid}/fd")),  # noqa: PTH208 - links that lead nowhere
        "threads": alone.threads,
        "processor s": round(look_at(pid).processor_s, 1),
        "journal kB": (desk.folder / "data/unkink/history.db").stat().st_size // 1024,
        "log lines": len(daemon.log.splitlines()),
    }


def settings(minutes: int) -> str:
    """Return a settings file that differs from the one before it in one number."""
    return f"""
[[reminder]]
name = "micro"
every = "{minutes}m"
rest = "60s"
full_break = "5m"
tips = ["micro"]
"""


def reloads(daemon: Daemon, desk: Session, number: int) -> None:
    """Save the settings so often, as an editor does, and wait each time until they are in force."""
    file = desk.folder / "config/unkink/config.toml"
    for turn in range(number):
        minutes = 31 + turn % 2
        fresh = file.with_name("config.toml.new")
        fresh.write_text(settings(minutes))
        fresh.replace(file)

        def taken(seconds: int = minutes * 60) -> bool:
            return bool(daemon.reminder()["every_s"] == seconds)

        wait_until(taken, ARRIVES, f"settings {turn} to be taken")


def openings(daemon: Daemon, desk: Session, number: int) -> None:
    """Open a guide so often, and read it to its end."""
    for turn in range(number):
        daemon.say("tip", TIPS[turn % len(TIPS)])
        address = desk.browser.wait_for_page(ARRIVES).address
        read_page(address)


def read_page(address: str) -> None:
    """Follow the ticket and read the page it leads to; style, scripts and figure are in it."""
    parts = urlsplit(address)
    status, place, _ = answered(parts.netloc, parts.path)
    assert (status, place is None) == (303, False)
    status, _, page = answered(parts.netloc, str(place))
    assert status == 200
    assert page.endswith(b"</html>\n")


def answered(netloc: str, path: str) -> tuple[int, str | None, bytes]:
    """Ask once; return status, where it sends us, and the body."""
    with closing(http.client.HTTPConnection(netloc, timeout=ARRIVES)) as asking:
        asking.request("GET", path)
        reply = asking.getresponse()
        return reply.status, reply.headers["location"], reply.read()


def parts(prompts: int, saves: int, guides: int) -> Iterator[tuple[str, Held]]:
    """Go through the parts on a desktop of their own; yield what is held after each."""
    with Session(Server.XFCE) as desk, quiet_seat(desk):
        daemon = desk.start_daemon(settings(30))
        desk.tray_icon()
        person = Pouring(desk.folder / "run/unkink/control.sock")
        yield "at the start", held(daemon, desk)
        person.prompts(WARM)
        openings(daemon, desk, 1)
        yield f"{WARM} prompts, a guide", held(daemon, desk)
        person.prompts(prompts)
        yield f"{prompts} prompts more", held(daemon, desk)
        reloads(daemon, desk, saves)
        yield f"{saves} reloads", held(daemon, desk)
        openings(daemon, desk, guides)
        yield f"{guides} guides", held(daemon, desk)
        code = daemon.quit()
        assert code == 0, f"it ended with {code}"


def main() -> None:
    """Print a table and write it to `tests/artefacts/soak.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=int, default=2000)
    parser.add_argument("--reloads", type=int, default=500)
    parser.add_argument("--guides", type=int, default=500)
    options = parser.parse_args()
    rows: dict[str, Held] = {}
    for name, row in parts(options.prompts, options.reloads, options.guides):
        if not rows:
            sys.stdout.write(f"{'':24}{''.join(f'{one:>12}' for one in row)}\n")
        sys.stdout.write(f"{name:24}{''.join(f'{one:>12}' for one in row.values())}\n")
        sys.stdout.flush()
        rows[name] = row
    ARTEFACTS.mkdir(exist_ok=True)
    (ARTEFACTS / "soak.json").write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    main()
