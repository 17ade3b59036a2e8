"""The summary of a day, from a daemon that runs to a notification server on a bus of its own."""

import json
import re
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.adapters.notifiers.scripted_server import ScriptedServer
from tests.adapters.sensors.buses import running_bus
from tests.cli.conftest import Desk
from tests.cli.running import PATIENCE, starting
from tests.faults.living import done, running
from tests.waiting import wait_until_true

SETTINGS = """
[hold]
settle = "1s"

[summary]
day = "12:00"

[[reminder]]
name = "micro"
every = "40m"
rest = "1m"
full_break = "5m"
tips = ["micro"]
"""


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[tuple[ScriptedServer, str]]:
    """A notification server, and the address of its bus."""
    folder = tmp_path / "bus"
    folder.mkdir()
    with running_bus(folder) as (address, _):
        server = ScriptedServer(address)
        await server.start()
        yield server, address
        await server.stop()


@pytest.fixture
def at_noon(desk: Desk, server: tuple[ScriptedServer, str]) -> Desk:
    """A desk on that bus, where it is between twelve and one whenever this runs."""
    desk.paths.config_file.parent.mkdir(parents=True)
    desk.paths.config_file.write_text(SETTINGS)
    return desk.where(
        DBUS_SESSION_BUS_ADDRESS=server[1],
        DBUS_SYSTEM_BUS_ADDRESS=f"unix:path={desk.paths.runtime}/no-bus",
        TZ=f"Etc/GMT{datetime.now(UTC).hour - 12:+d}",
    )


async def quits(desk: Desk, process: Process) -> None:
    """End it, and let what it wrote down be of an hour and a half ago: before twelve."""
    await done(desk, "quit")
    await process.wait()
    kept = json.loads(desk.paths.state_file.read_text())
    earlier = datetime.fromisoformat(kept["wall"]) - timedelta(minutes=90)
    desk.paths.state_file.write_text(json.dumps(kept | {"wall": earlier.isoformat()}))


async def test_it_is_told_quietly_and_once_whatever_is_restarted(
    at_noon: Desk, server: tuple[ScriptedServer, str]
) -> None:
    shown = server[0].notified

    async def told() -> bool:
        return any(one.title == "Today" for one in shown)

    async with starting(at_noon, "run", "--tray", "none", "--notifier", "dbus") as start:
        first = await start()
        await running(first)
        assert not await told()  # it started after twelve
        await quits(at_noon, first)

        second = await start()
        await running(second)
        await wait_until_true(told, PATIENCE, "the summary of the day")
        [summary] = [one for one in shown if one.title == "Today"]
        assert re.fullmatch(r"Longest bout \d+ (s|min)\.", summary.body)
        assert summary.actions == [*("default", "Look at today"), *("today", "Look at today")]
        assert (summary.hints["urgency"], summary.hints["suppress-sound"]) == (0, True)
        assert "summary of the day shown" in await done(at_noon, "why")
        await quits(at_noon, second)

        await running(await start())
        rows = json.loads(await done(at_noon, "why", "--json"))
        assert [one["why"] for one in rows if one["what"] == "summary"] == ["day told"]
