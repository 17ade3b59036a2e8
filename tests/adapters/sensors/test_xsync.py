import asyncio
import gc
import time

import pytest

from tests.adapters.sensors.conftest import XServer
from tests.adapters.sensors.hearing import TimedEars, now, settle
from unkink.adapters.clock import SystemClock
from unkink.adapters.sensors.xsync import XSyncSensor
from unkink.core.events import Blinded
from unkink.ports import AdapterError


async def press(x_server: XServer, count: int = 1, pause: float = 0.0) -> None:
    await asyncio.to_thread(x_server.press_keys, count, pause)


@pytest.fixture
async def ears() -> TimedEars:
    return TimedEars()


@pytest.fixture
async def sensor(x_server: XServer, ears: TimedEars) -> XSyncSensor:
    return XSyncSensor(ears, SystemClock(), x_server.display)


async def test_a_fresh_reading_tells_when_the_last_key_was_pressed(
    x_server: XServer, sensor: XSyncSensor
) -> None:
    before = now()
    await press(x_server)
    after = now()
    assert before - 0.05 <= sensor.last_input() <= after
    sensor.close()


async def test_without_new_input_a_reading_is_the_very_same_moment(
    x_server: XServer, sensor: XSyncSensor
) -> None:
    await press(x_server)
    first = sensor.last_input()
    await asyncio.sleep(0.4)
    assert sensor.last_input() == first
    sensor.close()


async def test_each_silence_and_the_return_of_input_are_reported_once(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    await press(x_server)
    pressed = sensor.last_input()
    sensor.listen_for(frozenset({1.0, 1.5}))
    await ears.wait_for(2)
    assert ears.looks == [pressed, pressed]
    assert ears.times[0] - pressed == pytest.approx(1.0, abs=0.3)
    assert ears.times[1] - pressed == pytest.approx(1.5, abs=0.3)
    assert ears.times[0] - pressed >= 1.0

    await press(x_server, count=5)
    await settle()
    assert len(ears.heard) == 3
    assert ears.looks[2] > pressed + 1.5
    sensor.close()


async def test_the_next_silence_is_reported_like_the_first(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    sensor.listen_for(frozenset({0.6}))
    for round_ in range(3):
        await press(x_server)
        await ears.wait_for(2 * round_ + 1)
        await press(x_server)
        await ears.wait_for(2 * round_ + 2)
    sensor.close()


async def test_no_silence_is_reported_before_it_is_reached(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    sensor.listen_for(frozenset({0.1}))
    for _ in range(15):
        await press(x_server)
        pressed = sensor.last_input()
        async with asyncio.timeout(2):
            while ears.looks[-1:] != [pressed] or ears.times[-1] - pressed < 0.05:
                await ears.wait_for(len(ears.heard) + 1)
        assert ears.times[-1] - pressed >= 0.1
    sensor.close()


async def test_typing_and_idling_wake_nobody(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    # The first key of a keyboard makes the server announce its layout to everybody.
    await press(x_server)
    await settle()
    wakeups = 0
    inner = sensor._take_events

    def counted() -> None:
        nonlocal wakeups
        wakeups += 1
        inner()

    asyncio.get_running_loop().remove_reader(sensor._socket)
    asyncio.get_running_loop().add_reader(sensor._socket, counted)
    sensor.listen_for(frozenset({1.0}))
    await press(x_server, count=30, pause=0.03)
    assert wakeups == 0
    await ears.wait_for(1)
    assert wakeups == 1
    await asyncio.sleep(1.5)
    assert wakeups == 1
    sensor.close()


async def test_a_silence_that_was_reached_before_is_reported_at_once(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    await press(x_server)
    pressed = sensor.last_input()
    await asyncio.sleep(0.8)
    sensor.listen_for(frozenset({0.5, 60.0}))
    assert ears.heard == []  # never while the caller is still at work
    await ears.wait_for(1, deadline=0.5)
    assert ears.looks == [pressed]

    await press(x_server)
    await ears.wait_for(2)
    assert ears.looks[1] > pressed
    sensor.close()


async def test_asking_for_the_same_again_says_nothing_again(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    await press(x_server)
    await asyncio.sleep(0.3)
    for _ in range(3):
        sensor.listen_for(frozenset({0.2}))
        await settle()
    assert len(ears.heard) == 1
    sensor.close()


async def test_what_is_asked_for_replaces_what_was_asked_before(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    await press(x_server)
    sensor.listen_for(frozenset({0.5, 1.0}))
    sensor.listen_for(frozenset({1.0}))
    await ears.wait_for(1)
    assert ears.times[0] - ears.looks[0] >= 1.0

    sensor.listen_for(frozenset())
    await press(x_server)
    await asyncio.sleep(1.2)
    assert len(ears.heard) == 1
    sensor.close()


async def test_a_reading_at_the_time_of_an_alarm_does_not_swallow_it(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    await press(x_server)
    sensor.listen_for(frozenset({0.3}))
    # Block the loop over the alarm, so that its event is read beside the reply.
    time.sleep(0.5)  # noqa: ASYNC251  # a busy loop is what is tried here
    sensor.last_input()
    await ears.wait_for(1, deadline=1.0)
    sensor.close()


async def test_a_silence_that_came_and_went_while_the_daemon_was_stopped_is_told_in_full(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    await press(x_server)
    pressed = sensor.last_input()
    sensor.listen_for(frozenset({0.5}))
    time.sleep(1.0)  # noqa: ASYNC251  # stands for a stopped process
    x_server.press_keys()
    returned = now()
    time.sleep(0.7)  # noqa: ASYNC251
    await ears.wait_for(3)
    assert ears.looks[0] == pressed
    assert ears.looks[1] == ears.looks[2] == pytest.approx(returned, abs=0.2)
    sensor.close()


async def test_a_killed_server_blinds_once(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars, caplog: pytest.LogCaptureFixture
) -> None:
    sensor.listen_for(frozenset({60.0}))
    x_server.kill()
    await ears.wait_for(1)
    assert ears.heard == [Blinded("The connection to the X server was lost.")]
    with pytest.raises(AdapterError, match="X server was lost"):
        sensor.last_input()
    sensor.listen_for(frozenset({30.0}))
    sensor.close()
    await settle()
    assert len(ears.heard) == 1
    assert caplog.records == []  # who chooses the next sensor says it, once


async def test_a_reading_from_a_killed_server_is_an_error_and_blinds_once(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    x_server.kill()
    with pytest.raises(AdapterError, match="X server was lost"):
        sensor.last_input()
    assert ears.heard == []
    await settle()
    assert ears.heard == [Blinded("The connection to the X server was lost.")]


async def test_nothing_is_reported_after_close(
    x_server: XServer, sensor: XSyncSensor, ears: TimedEars
) -> None:
    await asyncio.sleep(0.3)
    sensor.listen_for(frozenset({0.2}))
    sensor.close()
    sensor.close()
    await press(x_server)
    await settle()
    assert ears.heard == []


async def test_a_display_that_is_not_there_is_an_error_in_words(ears: TimedEars) -> None:
    with pytest.raises(AdapterError, match="the X server cannot be reached"):
        XSyncSensor(ears, SystemClock(), "unix:4999")
    gc.collect()
