"""x2go's X server, which lists idle counters whose alarms come when a silence is over."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.sensors.conftest import XServer
from tests.adapters.sensors.hearing import TimedEars
from tests.waiting import wait_until_true
from unkink.adapters.clock import SystemClock
from unkink.adapters.sensors.xsync import LOOK_EVERY, LOOKING, XSyncSensor
from unkink.core.events import SensorChanged
from unkink.ports import AdapterError


@pytest.fixture
async def nested(x_server: XServer, tmp_path: Path) -> AsyncIterator[str]:
    """An nxagent that shows its screen on a real X server, as a remote desktop does."""
    display = f":{600 + os.getpid() % 300}"
    environment = {**os.environ, "DISPLAY": x_server.display, "HOME": str(tmp_path)}
    agent = await asyncio.create_subprocess_exec(
        *("nxagent", "-ac", "-nolisten", "tcp", "-geometry", "300x200", display),
        env=environment,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    yield display
    agent.kill()
    await agent.wait()


async def test_a_server_whose_alarms_come_late_is_looked_at_and_says_so_once(
    x_server: XServer, nested: str
) -> None:
    """Workrave #243: away for ever, and "measured by keyboard and pointer"."""
    ears, found = TimedEars(), list[XSyncSensor]()

    async def answers() -> bool:
        try:
            found.append(XSyncSensor(ears, SystemClock(), nested))
        except AdapterError:
            return False
        return True

    await wait_until_true(answers, 20, "nxagent")
    [sensor] = found
    await asyncio.to_thread(x_server.do, "mousemove", "100", "100", "key", "a")
    pressed = sensor.last_input()
    sensor.listen_for(frozenset({1.0}))
    await ears.wait_for(2, deadline=10)
    assert isinstance(ears.heard[0], SensorChanged)
    assert set(ears.looks) == {pressed}
    assert sensor.name == LOOKING

    await asyncio.to_thread(x_server.press_keys)

    async def silent_again() -> bool:
        last = ears.looks[-1]
        return last > pressed + 1.0 and ears.times[-1] >= last + 1.0

    await wait_until_true(silent_again, 20, "the return, and then the next silence")
    assert ears.times[-1] - ears.looks[-1] < LOOK_EVERY + 1.5
    assert [type(one) for one in ears.heard].count(SensorChanged) == 1
    sensor.close()
