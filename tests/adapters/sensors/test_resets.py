"""What only resets the idle counters is no input: a game left open over lunch."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.adapters.sensors.conftest import XServer
from tests.adapters.sensors.hearing import TimedEars, settle
from unkink.adapters.clock import SystemClock
from unkink.adapters.sensors.resets import is_reset
from unkink.adapters.sensors.xsync import XSyncSensor
from unkink.adapters.sensors.xsync_protocol import Sight
from unkink.x11_connection import X11Connection

FORCE_SCREEN_SAVER, RESET = 115, 0
LOST = 0.7


@asynccontextmanager
async def resetting(display: str, pause: float) -> AsyncIterator[Callable[[int], Awaitable[None]]]:
    """Have a program do what a game's window does, only more often; yields how to wait for it."""
    x = X11Connection(display)
    done = asyncio.Semaphore(0)

    async def more(times: int) -> None:
        while not done.locked():
            await done.acquire()
        for _ in range(times):
            await done.acquire()

    async def go_on() -> None:
        while True:
            x.send(FORCE_SCREEN_SAVER, b"", RESET)
            x.flush()
            done.release()
            await asyncio.sleep(pause)

    task = asyncio.create_task(go_on())
    try:
        yield more
    finally:
        task.cancel()
        x.close()


@pytest.fixture
async def ears() -> TimedEars:
    return TimedEars()


@pytest.fixture
async def sensor(x_server: XServer, ears: TimedEars) -> AsyncIterator[XSyncSensor]:
    sensor = XSyncSensor(ears, SystemClock(), x_server.display)
    yield sensor
    sensor.close()


def test_counters_that_all_agree_were_reset_and_those_of_one_device_were_used() -> None:
    def sight(**idle: int) -> Sight:
        names = {f"DEVICEIDLETIME {name[1:]}": value for name, value in idle.items()}
        return Sight(9, min(idle.values()), 0, (0, 0), names)

    assert is_reset(sight(d2=40, d3=41, d4=40, d5=41))
    assert not is_reset(sight(d2=4000, d3=7, d4=4000, d5=7))  # a key
    assert not is_reset(sight(d2=7, d3=4000, d4=4000, d5=4000))  # the pointer
    assert not is_reset(sight(d2=7, d3=7))  # nothing but masters: nobody can tell


async def test_who_leaves_a_game_open_is_away_since_they_left_and_stays_it(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    x_server.press_keys()
    left = sensor.last_input()
    sensor.listen_for(frozenset({1.0, 2.0}))
    async with resetting(x_server.display, 0.3) as resets:
        await ears.wait_for(2)
        # Up to the first reset somebody may have typed on, unheard.
        assert all(left <= one <= left + 0.4 for one in ears.looks)
        assert ears.times[0] - left == pytest.approx(1.0, abs=0.7)
        await resets(5)
        assert len(ears.heard) == 2  # no reset is a return
        assert sensor.last_input() <= left + 0.4


async def test_who_comes_back_to_it_is_back_at_the_first_key(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    x_server.press_keys()
    sensor.listen_for(frozenset({1.0}))
    async with resetting(x_server.display, 0.3):
        await ears.wait_for(1)
        before = SystemClock().now().moment
        await asyncio.to_thread(x_server.press_keys, 3, 0.15)
        await ears.wait_for(2)
        assert ears.looks[1] >= before - 0.05
        await ears.wait_for(3)  # and away again, a second after the last of them
        assert ears.looks[2] >= ears.looks[1]


async def test_who_types_on_beside_it_is_there_with_a_key_of_their_own(
    x_server: XServer, sensor: XSyncSensor
) -> None:
    sensor.listen_for(frozenset({5.0}))
    async with resetting(x_server.display, 0.3):
        for _ in range(6):
            before = SystemClock().now().moment
            await asyncio.to_thread(x_server.press_keys, 2, 0.12)
            await settle()
            # A key amid a reset may be lost where one comes a hundred times as often as a game's.
            assert sensor.last_input() >= before - LOST
            key = sensor.last_key()
            assert key is not None
            assert key >= before - LOST


async def test_once_the_game_is_closed_the_server_tells_silences_by_itself_again(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    sensor.listen_for(frozenset({1.0}))
    async with resetting(x_server.display, 0.3):
        await ears.wait_for(1)
    await asyncio.to_thread(x_server.press_keys)
    await ears.wait_for(2)
    pressed = sensor.last_input()
    await ears.wait_for(3)
    assert ears.looks[2] == pressed
    assert ears.times[2] - pressed == pytest.approx(1.0, abs=0.5)


async def test_a_real_window_of_sdl_makes_nobody_present(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    """Its half minute is its own, so this one takes longer than that."""
    sensor.listen_for(frozenset({32.0}))
    sensor.last_input()
    program = Path(__file__).with_name("sdl_window.py")
    environment = {"DISPLAY": x_server.display, "PATH": "/usr/bin:/bin"}
    window = await asyncio.create_subprocess_exec(
        sys.executable, program, env=environment, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert window.stdout is not None
        assert await window.stdout.readline() == b"open\n"
        await asyncio.to_thread(x_server.press_keys)
        left = sensor.last_input()
        await ears.wait_for(1, deadline=60)
        assert ears.looks[0] == pytest.approx(left, abs=0.3)
        assert sensor.last_input() == ears.looks[0]
        assert is_reset(sensor._x.look())  # the counters were reset meanwhile, all at once
    finally:
        window.kill()
        await window.communicate()
