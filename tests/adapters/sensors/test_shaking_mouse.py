"""A real mouse on a shaking table, in front of a real X server; a minute of the loop is 0.2 s."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from tests.adapters.sensors.conftest import XServer
from tests.adapters.sensors.hearing import TimedEars, now, settle
from unkink.adapters.clock import SystemClock
from unkink.adapters.sensors.doubt import Doubt, NoDoubt
from unkink.adapters.sensors.jitter import Sieve
from unkink.adapters.sensors.last_input import SAME_INPUT
from unkink.adapters.sensors.xsync import XSyncSensor
from unkink.adapters.sensors.xsync_protocol import KEYBOARD_IDLE_TIME, Connection
from unkink.ports import AdapterError

AWAY_AFTER = 1.0
PATIENCE = 2.0
SHAKING = 0.05
"""Seconds between two shakes."""
MINUTE = 0.2

TURN_THE_WHEEL = ("click", "5")
CLICK = ("click", "1")
TYPE = ("key", "a")
MOVE = ("mousemove_relative", "30", "0")


@pytest.fixture
async def ears() -> TimedEars:
    return TimedEars()


@pytest.fixture
async def sensor(x_server: XServer, ears: TimedEars) -> XSyncSensor:
    # The first key of a keyboard makes the server announce its layout to everybody.
    await asyncio.to_thread(x_server.press_keys)
    await asyncio.to_thread(x_server.do, "mousemove", "100", "100")
    sensor = XSyncSensor(ears, SystemClock(), x_server.display, PATIENCE)
    sensor.last_input()
    await asyncio.to_thread(x_server.press_keys)
    sensor.listen_for(frozenset({AWAY_AFTER}))
    return sensor


async def readings(sensor: XSyncSensor, pause: float) -> AsyncIterator[float]:
    """Take readings for ten seconds at most."""
    async with asyncio.timeout(10):
        while True:
            yield sensor.last_input()
            await asyncio.sleep(pause)


async def read_until_away(sensor: XSyncSensor) -> float:
    """Take a reading each minute, as the loop does while somebody sits; return the last input."""
    async for moment in readings(sensor, MINUTE):
        if now() - moment >= AWAY_AFTER:
            return moment
    raise AssertionError


async def begin_to_doubt(sensor: XSyncSensor) -> None:
    """Take readings until the mouse has shaken for so long after a key that nobody may be there."""
    assert isinstance(sensor._doubt, Doubt)
    async for _ in readings(sensor, 0.05):
        if sensor._doubt._sieve.doubtful:
            return


async def readings_during(sensor: XSyncSensor, work: Callable[[], None]) -> list[float]:
    """Take a reading each minute while something is done; return how old each answer was."""
    doing = asyncio.create_task(asyncio.to_thread(work))
    ages: list[float] = []
    while not doing.done():
        ages.append(now() - sensor.last_input())
        await asyncio.sleep(MINUTE)
    await doing
    return ages


class Wakeups:
    """Counts how often the server's news and the sensor's own timers wake the daemon."""

    def __init__(self, sensor: XSyncSensor) -> None:
        self.count = 0
        loop, take_events = asyncio.get_running_loop(), sensor._take_events
        loop.remove_reader(sensor._socket)
        loop.add_reader(sensor._socket, self.counted(take_events))
        assert isinstance(sensor._doubt, Doubt)
        sensor._doubt._look_again = self.counted(sensor._doubt._look_again)

    def counted(self, wake: Callable[[], None]) -> Callable[[], None]:
        def count() -> None:
            self.count += 1
            wake()

        return count


async def test_a_shaking_mouse_is_nobody_since_the_last_real_input(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    pressed = sensor.last_input()
    with x_server.shaking(SHAKING):
        away_since = await read_until_away(sensor)
        assert now() - pressed >= PATIENCE
        await asyncio.sleep(AWAY_AFTER)
        assert sensor.last_input() == away_since
    assert away_since == pytest.approx(pressed, abs=0.05)
    assert [moment for moment in ears.looks if moment > pressed + 0.05] == []
    sensor.close()


@pytest.mark.parametrize("what", [TYPE, CLICK, TURN_THE_WHEEL, MOVE])
async def test_whoever_does_something_now_and_then_stays_present_beside_a_shaking_mouse(
    x_server: XServer, sensor: XSyncSensor, what: tuple[str, ...]
) -> None:
    with x_server.shaking(SHAKING):
        ages = await readings_during(sensor, lambda: x_server.do(*[*what, "sleep", "0.7"] * 6))
    assert len(ages) > 10
    assert max(ages) < AWAY_AFTER
    sensor.close()


@pytest.mark.parametrize("what", [TYPE, CLICK, TURN_THE_WHEEL, MOVE])
async def test_whoever_comes_back_to_a_shaking_mouse_is_noticed(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars, what: tuple[str, ...]
) -> None:
    with x_server.shaking(SHAKING):
        away_since = await read_until_away(sensor)
        assert ears.heard == []
        came = now()
        await asyncio.to_thread(x_server.do, *what)
        await ears.wait_for(1, deadline=3.0)
        assert ears.looks[0] >= came - SAME_INPUT > away_since
        if what is not MOVE:
            assert ears.times[0] - came < 0.5
        assert now() - sensor.last_input() < AWAY_AFTER
    assert len(ears.heard) == 1
    sensor.close()


async def test_a_bump_during_a_silence_is_no_return(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    await ears.wait_for(1)
    left = ears.looks[0]
    await asyncio.to_thread(x_server.do, "mousemove_relative", "2", "0")
    await settle()
    assert sensor.last_input() == left
    await asyncio.to_thread(x_server.do, "mousemove_relative", "--", "-1", "1")
    await asyncio.sleep(AWAY_AFTER + 0.5)
    assert sensor.last_input() == left
    assert set(ears.looks) == {left}  # each silence, and no return
    sensor.close()


@pytest.mark.parametrize("what", [TYPE, CLICK, TURN_THE_WHEEL, MOVE])
async def test_after_a_bump_a_return_is_noticed_at_once(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars, what: tuple[str, ...]
) -> None:
    await ears.wait_for(1)
    await asyncio.to_thread(x_server.do, "mousemove_relative", "1", "1", "sleep", "0.3")
    assert len(ears.heard) == 1
    came = now()
    await asyncio.to_thread(x_server.do, *what)
    await ears.wait_for(2, deadline=1.0)
    assert ears.looks[1] >= came - 0.05
    sensor.close()


@pytest.mark.parametrize("what", [TYPE, CLICK, TURN_THE_WHEEL, MOVE])
async def test_a_return_after_a_silence_needs_no_motion(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars, what: tuple[str, ...]
) -> None:
    await ears.wait_for(1)
    came = now()
    await asyncio.to_thread(x_server.do, *what)
    await ears.wait_for(2, deadline=1.0)
    await asyncio.sleep(0.3)
    assert len(ears.heard) == 2
    assert ears.looks[1] >= came - 0.05
    sensor.close()


async def test_a_slow_hand_is_noticed_although_it_begins_with_a_pixel(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    await ears.wait_for(1)
    came = now()
    await asyncio.to_thread(x_server.do, *["mousemove_relative", "1", "0", "sleep", "0.03"] * 20)
    await ears.wait_for(2, deadline=1.0)
    assert ears.looks[-1] >= came - 0.05
    sensor.close()


async def test_neither_shaking_nor_typing_wakes_anybody_while_somebody_may_be_there(
    x_server: XServer, sensor: XSyncSensor
) -> None:
    with x_server.shaking(SHAKING):
        await begin_to_doubt(sensor)
        wakeups = Wakeups(sensor)
        await asyncio.to_thread(x_server.press_keys, 100, 0.02)
        sensor.last_input()
        await asyncio.to_thread(x_server.press_keys, 100, 0.02)
        assert wakeups.count == 0
    sensor.close()


async def test_in_doubt_the_first_click_wakes_and_no_other(
    x_server: XServer, sensor: XSyncSensor
) -> None:
    with x_server.shaking(SHAKING):
        await begin_to_doubt(sensor)
        wakeups = Wakeups(sensor)
        await asyncio.to_thread(x_server.do, "click", "--repeat", "20", "--delay", "50", "1")
        assert wakeups.count == 1
    sensor.close()


async def test_a_shaking_mouse_cannot_set_the_pace_while_nobody_is_there(
    x_server: XServer, sensor: XSyncSensor
) -> None:
    with x_server.shaking(0.01):
        await read_until_away(sensor)
        wakeups = Wakeups(sensor)
        await asyncio.sleep(3.5)
        # Pauses of 0.25, 0.5, 1 and 2 seconds: motion before each, a look after it.
        assert 2 <= wakeups.count <= 9
    await asyncio.sleep(2.5)  # the last pause
    still = wakeups.count
    await asyncio.sleep(1.0)
    assert wakeups.count - still <= 1  # the silence
    sensor.close()


async def test_where_the_server_cannot_tell_keys_from_motion_every_input_counts(
    x_server: XServer, sensor: XSyncSensor
) -> None:
    x = Connection(x_server.display)
    del x.counters[KEYBOARD_IDLE_TIME]
    with pytest.raises(AdapterError, match="by device"):
        Doubt(x, lambda: None, Sieve())
    x.close()
    sensor._doubt = NoDoubt()
    with x_server.shaking(SHAKING):
        ages = await readings_during(sensor, lambda: x_server.do("sleep", str(PATIENCE + 1)))
    assert max(ages[1:]) < 0.5
    sensor.close()
