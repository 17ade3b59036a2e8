"""What only an idle monitor played by hand can be made to do; see tests/wayland for Mutter's."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from dbus_fast.aio import MessageBus

from tests.adapters.sensors.buses import connect, leave, running_bus
from tests.adapters.sensors.hearing import Ears
from tests.adapters.sensors.played_monitor import PlayedMonitor
from tests.fakes import FakeClock
from unkink.adapters.sensors.mutter_idle import MUFFIN, MUTTER, MutterSensor
from unkink.core.events import Blinded, Looked
from unkink.core.moment import Moment
from unkink.ports import AdapterError


@pytest.fixture
async def buses(tmp_path: Path) -> AsyncIterator[tuple[MessageBus, MessageBus]]:
    """Two connections to one bus: the desktop's and ours."""
    with running_bus(tmp_path) as (address, _):
        desktop, ours = await connect(address), await connect(address)
        yield desktop, ours
        for bus in (desktop, ours):
            if bus.connected:
                await leave(bus)


@pytest.fixture
async def monitor(buses: tuple[MessageBus, MessageBus]) -> PlayedMonitor:
    monitor = PlayedMonitor(buses[0], MUTTER)
    await monitor.come()
    return monitor


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def sensor(
    buses: tuple[MessageBus, MessageBus], monitor: PlayedMonitor, clock: FakeClock, ears: Ears
) -> AsyncIterator[MutterSensor]:
    sensor = await MutterSensor.open(ears, clock, buses[1])
    yield sensor
    sensor.close()


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110  # another program
            await asyncio.sleep(0.01)


async def test_who_fell_silent_while_a_video_holds_the_watches_is_known_by_asking(
    monitor: PlayedMonitor, sensor: MutterSensor, clock: FakeClock, ears: Ears
) -> None:
    """Workrave #181, #565 (peers 10): an inhibitor keeps Mutter's watches from firing."""
    sensor.listen_for(frozenset({60.0}))
    await until(lambda: monitor.idle_watches)
    assert sensor.last_input() == clock.moment
    clock.advance(300)
    monitor.silence = 300_000
    assert sensor.last_input() is None
    await ears.wait_for(1)
    assert ears.heard == [Looked(Moment(1000.0))]
    assert len(monitor.return_watches) == 1
    assert sensor.last_input() == 1000.0


async def test_somebody_who_is_back_before_we_could_listen_for_it_is_noticed(
    monitor: PlayedMonitor, sensor: MutterSensor, clock: FakeClock, ears: Ears
) -> None:
    sensor.listen_for(frozenset({60.0}))
    await until(lambda: monitor.idle_watches)
    clock.advance(60.5)
    monitor.silence = 200  # input came between the watch and our question
    monitor.fire(next(iter(monitor.idle_watches)))
    await ears.wait_for(1)
    assert ears.heard == [Looked(Moment(clock.moment - 0.2))]
    assert monitor.return_watches == []


async def test_a_silence_before_a_sleep_is_not_taken_for_input_after_it(
    monitor: PlayedMonitor, sensor: MutterSensor, clock: FakeClock, ears: Ears
) -> None:
    sensor.listen_for(frozenset({60.0}))
    clock.advance(20)
    monitor.silence = 20_000
    sensor.last_input()
    assert sensor.last_input() is None
    await ears.wait_for(1)
    clock.advance(3600)
    clock.slept = 3600.0  # of which Mutter's count knows nothing
    assert sensor.last_input() is None
    await ears.wait_for(2)
    assert ears.heard == [Looked(Moment(1000.0)), Looked(Moment(1000.0))]


async def test_a_shell_that_restarts_takes_its_watches_with_it(
    monitor: PlayedMonitor, sensor: MutterSensor, ears: Ears
) -> None:
    """Safe Eyes, Entracte (peers 18): whoever keeps waiting for the old watches hears nothing."""
    await monitor.go()
    await monitor.come()
    await ears.wait_for(1)
    assert ears.heard == [Blinded("The desktop's compositor went away.")]
    with pytest.raises(AdapterError, match="went away"):
        sensor.last_input()


async def test_a_session_bus_that_is_gone_is_noticed_at_the_next_reading(
    buses: tuple[MessageBus, MessageBus], sensor: MutterSensor, ears: Ears
) -> None:
    sensor.last_input()
    await leave(buses[1])
    assert sensor.last_input() is None
    await ears.wait_for(1)
    assert ears.heard == [Blinded("The desktop's idle monitor does not answer.")]


async def test_nobody_is_asked_or_heard_after_close(
    monitor: PlayedMonitor, sensor: MutterSensor, ears: Ears
) -> None:
    sensor.listen_for(frozenset({60.0}))
    await until(lambda: monitor.idle_watches)
    watch = next(iter(monitor.idle_watches))
    sensor.close()
    await until(lambda: not monitor.idle_watches)
    monitor.fire(watch)
    await asyncio.sleep(0.05)
    assert (monitor.questions, ears.heard) == (1, [])


async def test_cinnamon_has_the_same_by_another_name(
    buses: tuple[MessageBus, MessageBus], clock: FakeClock, ears: Ears
) -> None:
    monitor = PlayedMonitor(buses[0], MUFFIN)
    await monitor.come()
    monitor.silence = 7_000
    sensor = await MutterSensor.open(ears, clock, buses[1], MUFFIN)
    assert (sensor.name, sensor.last_input()) == ("muffin", 993.0)
    sensor.close()


async def test_where_there_is_no_such_monitor_it_is_an_error(
    buses: tuple[MessageBus, MessageBus], clock: FakeClock, ears: Ears
) -> None:
    with pytest.raises(AdapterError, match="idle monitor"):
        await MutterSensor.open(ears, clock, buses[1])
