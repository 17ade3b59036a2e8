"""The whole daemon in a session of each compositor: who is there, and what when it crashes."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.daemon import Daemon, quick_day
from tests.desktop.home import new_home
from tests.waiting import wait_until
from tests.wayland.compositors import Compositor
from tests.wayland.hands import Hands
from tests.wayland.test_sensors import NAMES

FALLS_BACK_WITHIN = 10.0
"""Seconds; what the daemon promises."""
ANSWERS_WITHIN = 5.0
"""Seconds that asking it may take beside that, on a busy machine."""


@pytest.fixture
def daemon(compositor: Compositor, tmp_path: Path) -> Iterator[Daemon]:
    """`unkink run` as the compositor's session starts it."""
    environment = new_home(tmp_path) | {
        "WAYLAND_DISPLAY": str(compositor.socket),
        "DBUS_SESSION_BUS_ADDRESS": compositor.environment["DBUS_SESSION_BUS_ADDRESS"],
        "XDG_SESSION_TYPE": "wayland",
        "DISPLAY": ":4999",
    }
    config = tmp_path / "day.toml"
    config.write_text(quick_day("1h").replace('away_after = "5s"', 'away_after = "3s"'))
    daemon = Daemon(environment, config, ["--tray", "none", "--notifier", "terminal"])
    try:
        daemon.wait_ready()
        yield daemon
    finally:
        daemon.program.stop()


def is_now(daemon: Daemon, presence: str) -> bool:
    return bool(daemon.status()["presence"] == presence)


def wake_ups(daemon: Daemon) -> int:
    """How often the daemon has gone to sleep, and so has been woken."""
    lines = Path(f"/proc/{daemon.program.pid}/status").read_text().splitlines()
    (line,) = (one for one in lines if one.startswith("voluntary_ctxt_switches"))
    return int(line.split()[1])


def use(compositor: Compositor, times: int = 1) -> None:
    """Move the pointer this often."""

    async def move() -> None:
        hands: Hands = await compositor.hands()
        for _ in range(times):
            await hands.move()
        hands.close()
        await asyncio.sleep(0)

    asyncio.run(move())


def test_who_is_there_is_known_in_every_wayland_session(
    compositor: Compositor, daemon: Daemon
) -> None:
    """Safe Eyes #286, Workrave #679 (peers 13): a Wayland session read through XWayland."""
    name = daemon.status()["adapters"]["input"]
    assert name in NAMES[compositor.kind.name]
    assert daemon.status()["blind"] is None

    wait_until(lambda: is_now(daemon, "away"), 15, "nobody to be there")
    use(compositor)
    wait_until(lambda: is_now(daemon, "active"), ANSWERS_WITHIN, "somebody to be there")

    before = wake_ups(daemon)
    use(compositor, times=100)
    assert wake_ups(daemon) - before <= 4  # what has a time of its own, and nothing for a move
    wait_until(lambda: is_now(daemon, "away"), 15, "nobody to be there")
    assert daemon.quit() == 0


def test_a_compositor_that_crashes_is_told_and_its_successor_is_found(
    compositor: Compositor, daemon: Daemon
) -> None:
    """Safe Eyes, Entracte (peers 18): a back end dies and the counters freeze silently."""
    name = daemon.status()["adapters"]["input"]
    compositor.kill()
    wait_until(
        lambda: daemon.status()["blind"],
        FALLS_BACK_WITHIN + ANSWERS_WITHIN,
        "the daemon to say that it is blind",
    )
    status = daemon.status()
    assert status["adapters"]["input"] == "none"
    assert status["presence"] in ("unknown", "away")  # who was away before still is
    told = "nothing tells about input any more: "
    assert daemon.log.count(told) == 1

    compositor.start()
    wait_until(lambda: daemon.status()["blind"] is None, 15, "the daemon to see again")
    assert daemon.status()["adapters"]["input"] == name
    wait_until(lambda: is_now(daemon, "away"), 15, "nobody to be there")
    use(compositor)
    wait_until(lambda: is_now(daemon, "active"), ANSWERS_WITHIN, "somebody to be there")
    assert daemon.log.count("WARNING") == 2, daemon.log
    assert f"{name} tells about input from now on" in daemon.log


def test_a_compositor_that_is_back_at_once_makes_nobody_blind(
    compositor: Compositor, daemon: Daemon
) -> None:
    """KWin's and GNOME's are started again when they crash (peers 18)."""
    name = daemon.status()["adapters"]["input"]
    compositor.kill()
    compositor.start()
    wait_until(lambda: f"{name} tells about input from now on" in daemon.log, 10, "the successor")
    status = daemon.status()
    assert (status["adapters"]["input"], status["blind"]) == (name, None)
    assert daemon.log.count("WARNING") == 1, daemon.log
