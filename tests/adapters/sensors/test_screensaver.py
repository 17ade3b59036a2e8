import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from tests.adapters.sensors.buses import connect, leave, owned, running_bus
from tests.adapters.sensors.hearing import Ears, settle
from unkink.adapters.sensors.lock import Lock
from unkink.adapters.sensors.screensaver import ScreensaverSensor
from unkink.core.events import Locked, Unlocked


class Saver:
    """A screen saver on the bus, as far as others can tell."""

    def __init__(self, bus: MessageBus, name: str, path: str) -> None:
        self._bus = bus
        self._name = name
        self._path = path
        self.active = False
        bus.add_message_handler(self._answer)

    async def appear(self) -> None:
        await self._bus.request_name(self._name)

    def become(self, *, active: bool) -> None:
        self.active = active
        self._bus.send(Message.new_signal(self._path, self._name, "ActiveChanged", "b", [active]))

    def _answer(self, message: Message) -> Message | None:
        if message.message_type is MessageType.METHOD_CALL and message.member == "GetActive":
            return Message.new_method_return(message, "b", [self.active])
        return None


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with running_bus(tmp_path) as (address, _):
        yield address


@pytest.fixture
async def bus(address: str) -> AsyncIterator[MessageBus]:
    bus = await connect(address)
    yield bus
    if bus.connected:
        await leave(bus)


@pytest.fixture
async def sensor(bus: MessageBus, ears: Ears) -> ScreensaverSensor:
    return ScreensaverSensor(bus, Lock(ears))


@pytest.fixture(
    params=[
        ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
        ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
        ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
        ("org.mate.ScreenSaver", "/"),
        ("org.xfce.ScreenSaver", "/"),
    ],
    ids=lambda saver: saver[0],
)
async def saver(request: pytest.FixtureRequest, address: str) -> AsyncIterator[Saver]:
    bus = await connect(address)
    saver = Saver(bus, *request.param)
    await saver.appear()
    yield saver
    if bus.connected:
        await leave(bus)


async def test_a_screen_saver_that_starts_and_ends_is_a_lock_and_an_unlock(
    saver: Saver, sensor: ScreensaverSensor, ears: Ears
) -> None:
    await sensor.start()
    saver.become(active=True)
    await ears.wait_for(1)
    saver.become(active=False)
    await ears.wait_for(2)
    assert ears.heard == [Locked(), Unlocked()]


async def test_a_screen_saver_that_is_active_at_the_start_is_a_lock(
    saver: Saver, sensor: ScreensaverSensor, ears: Ears
) -> None:
    saver.active = True
    await sensor.start()
    assert ears.heard == [Locked()]


async def test_a_screen_saver_that_vanishes_leaves_nobody_locked_out(
    saver: Saver, sensor: ScreensaverSensor, ears: Ears
) -> None:
    await sensor.start()
    saver.become(active=True)
    await ears.wait_for(1)
    await leave(saver._bus)
    await ears.wait_for(2)
    assert ears.heard == [Locked(), Unlocked()]


async def test_no_screen_saver_is_no_trouble_and_none_is_started(
    sensor: ScreensaverSensor, ears: Ears
) -> None:
    await sensor.start()
    assert ears.heard == []


async def test_a_bus_that_goes_leaves_nobody_locked_out_and_the_next_one_is_listened_to(
    address: str, saver: Saver, sensor: ScreensaverSensor, ears: Ears
) -> None:
    await sensor.start()
    saver.become(active=True)
    await ears.wait_for(1)
    await sensor.use(None)
    assert ears.heard == [Locked(), Unlocked()]
    another = await connect(address)
    await sensor.use(another)
    assert ears.heard[2:] == [Locked()]
    saver.become(active=False)
    await ears.wait_for(4)
    assert ears.heard[3:] == [Unlocked()]
    await leave(another)


async def test_nothing_is_reported_after_close(
    saver: Saver, sensor: ScreensaverSensor, ears: Ears
) -> None:
    await sensor.start()
    sensor.close()
    saver.become(active=True)
    await asyncio.sleep(0.2)
    assert ears.heard == []


async def test_a_program_that_is_no_screen_saver_is_not_heard(
    saver: Saver, address: str, bus: MessageBus, sensor: ScreensaverSensor, ears: Ears
) -> None:
    await sensor.start()
    stranger = await connect(address)
    for to in (None, bus.unique_name):
        message = Message.new_signal(saver._path, saver._name, "ActiveChanged", "b", [True])
        message.destination = to
        await stranger.send(message)
    for one in (stranger, bus):  # once both have an answer, what was said before has arrived
        assert await owned(one, saver._name)
    assert ears.heard == []
    await leave(stranger)
    saver.become(active=True)
    await ears.wait_for(1)
    assert ears.heard == [Locked()]


async def test_a_saver_that_lets_go_of_its_name_has_said_its_last_word(
    saver: Saver, sensor: ScreensaverSensor, ears: Ears
) -> None:
    await sensor.start()
    saver.become(active=True)
    await ears.wait_for(1)
    await saver._bus.release_name(saver._name)
    await ears.wait_for(2)
    saver.become(active=True)
    await settle()
    assert ears.heard == [Locked(), Unlocked()]


async def test_a_saver_that_comes_later_is_asked(
    address: str, sensor: ScreensaverSensor, ears: Ears
) -> None:
    await sensor.start()
    bus = await connect(address)
    late = Saver(bus, "org.mate.ScreenSaver", "/")
    late.active = True
    await late.appear()
    await ears.wait_for(1)
    await leave(bus)
    await ears.wait_for(2)
    assert ears.heard == [Locked(), Unlocked()]
