"""Measures how soon a guide stands after the click: from the event to the last byte of its HTML.

Run it by hand: `python -m tests.bench.guide_opening [RUNS]`. Each run is a process of its own with
the real rules, loop, desk and server; the browser is a bare socket that asks for the page at once.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.fakes import (
    START,
    FakeClock,
    FakeNotifier,
    FakeSchedule,
    FakeSensor,
    FakeStore,
    FakeTray,
)
from unkink.adapters.tuning_file import TuningFile
from unkink.core.engine import Engine
from unkink.core.events import GuideRequested, Looked, PoolLoaded, PromptRequested
from unkink.core.settings import MICRO, Settings
from unkink.health_keeper import HealthKeeper
from unkink.journal import RecentJournal
from unkink.loop import Loop
from unkink.page_desk import PageDesk
from unkink.pages_on_demand import PagesOnDemand
from unkink.tip_files import read_pool
from unkink.version import VERSION
from unkink.world import World

if TYPE_CHECKING:
    from unkink.guide.server import GuideServer

TIP = "neck-turns"
WARM_ROUNDS = 20
GOAL_MS = 150


class Reader:
    """Reads a page as soon as it is opened, and notes when the last byte was there."""

    def __init__(self) -> None:
        self.first = self.last = 0.0

    async def open(self, address: str, token: str | None = None) -> None:
        parts = urlsplit(address)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        writer.write(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
        page = await reader.read(64)
        self.first = time.perf_counter()
        page += await reader.read()
        self.last = time.perf_counter()
        writer.close()
        assert page.startswith(b"HTTP/1.1 200"), page[:200]
        assert page.endswith(b"</html>\n")


async def one_run(folder: Path, *, prompted: bool) -> dict[str, float]:
    """Click once in a fresh process, and then again and again."""
    loop, reader, pages = house(folder)
    if prompted:
        await loop.perform(PromptRequested(TIP))
        await asyncio.sleep(0)  # the prompt's own errands have begun
    first_byte, cold = await clicked(loop, reader)
    warm = [(await clicked(loop, reader))[1] for _ in range(WARM_ROUNDS)]
    await loop.settle()
    await pages.close()
    return {"first byte": first_byte, "cold": cold, "warm": statistics.median(warm)}


async def clicked(loop: Loop, reader: Reader) -> tuple[float, float]:
    """Return the milliseconds from the click to the first and to the last byte."""
    began = time.perf_counter()
    assert await loop.perform(GuideRequested(TIP)) is None
    return (reader.first - began) * 1000, (reader.last - began) * 1000


def house(folder: Path) -> tuple[Loop, Reader, PagesOnDemand]:
    """Build what the daemon is made of, but for the world around it."""
    clock, reader, journal = FakeClock(), Reader(), RecentJournal()
    settings = Settings(reminders=(MICRO,))

    def server() -> "GuideServer":
        from unkink.guide.figures import Figures
        from unkink.guide.server import GuideServer

        keeper = HealthKeeper(folder / "health.toml", loop.report, lambda _: None)
        switches = TuningFile(folder / "guide.json")
        desk = PageDesk(loop, journal, keeper, folder / "tips", switches)
        return GuideServer(desk, Figures(folder / "figures", VERSION))

    pages = PagesOnDemand(server)
    world = World(
        clock=clock,
        schedule=FakeSchedule(),
        store=FakeStore(),
        journal=journal,
        notifier=FakeNotifier(),
        pages=pages,
        browser=reader,
        tray=FakeTray(),
        sensor=FakeSensor(clock),
    )
    loop = Loop(Engine(settings, clock.now(), Random(1), "boot"), world)
    loop.report(PoolLoaded(read_pool()))
    loop.report(Looked(START))
    return loop, reader, pages


def measured(runs: int, *, prompted: bool) -> Iterable[dict[str, float]]:
    """Run as many processes, each in a folder of its own."""
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            choice = ["--prompted"] if prompted else []
            command = [sys.executable, "-m", "tests.bench.guide_opening", "--in", folder, *choice]
            yield json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def main() -> None:
    """Print medians; the goal is 150 ms."""
    if "--in" in sys.argv:
        folder = Path(sys.argv[sys.argv.index("--in") + 1])
        figures = asyncio.run(one_run(folder, prompted="--prompted" in sys.argv))
        sys.stdout.write(json.dumps(figures))
        return
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    for name, prompted in (("no prompt before", False), ("from its prompt", True)):
        found = list(measured(runs, prompted=prompted))
        for what in ("first byte", "cold", "warm"):
            times = [one[what] for one in found]
            middle, worst = statistics.median(times), max(times)
            sys.stdout.write(f"{name:18} {what:12} {middle:6.1f} ms, worst {worst:6.1f}\n")
    sys.stdout.write(f"goal {GOAL_MS} ms\n")


if __name__ == "__main__":
    main()
