"""Each input sensor at a real compositor, with real input."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from dbus_fast.aio import MessageBus

from tests.adapters.sensors.hearing import Ears
from tests.wayland.compositors import KWIN, Compositor
from tests.wayland.hands import Hands
from unkink.adapters.clock import SystemClock
from unkink.adapters.sensors.choice import Place, choose_input_sensor
from unkink.adapters.sensors.wayland_idle import (
    EXT_IDLE_NOTIFY,
    KWIN_IDLE,
    IdleProtocol,
    WaylandSensor,
)
from unkink.core.events import Blinded, Event, Looked
from unkink.ports import AdapterError, InputSensor

LATE = 0.6
"""Seconds that a busy machine may be late."""
NAMES = {
    "sway": {"kwin-idle", "ext-idle-notify"},  # up to 1.8, and from then on
    "kwin": {"ext-idle-notify"},
    "mutter": {"mutter"},
}


class TimedEars(Ears):
    """Hears when input was last seen, and when it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.looks: list[tuple[float, float]] = []

    def __call__(self, event: Event) -> None:
        if isinstance(event, Looked):
            self.looks.append((event.last_input, now()))
        super().__call__(event)


def now() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def place(report: Ears, compositor: Compositor, bus: MessageBus | None) -> Place:
    environment = {
        "WAYLAND_DISPLAY": compositor.socket.name,
        "XDG_RUNTIME_DIR": str(compositor.folder),
        "DISPLAY": ":4999",  # as XWayland's would be; nobody may look there
    }
    return Place(report, SystemClock(), environment, bus)


@pytest.fixture
async def ears() -> TimedEars:
    return TimedEars()


@pytest.fixture
async def sensor(
    compositor: Compositor, bus: MessageBus, ears: TimedEars
) -> AsyncIterator[InputSensor]:
    chosen = await choose_input_sensor(place(ears, compositor, bus))
    assert not isinstance(chosen, Blinded), compositor.log
    assert chosen.name in NAMES[compositor.kind.name]
    yield chosen
    chosen.close()


async def test_each_silence_is_told_back_to_its_beginning_and_the_return_of_input_once(
    sensor: InputSensor, hands: Hands, ears: TimedEars
) -> None:
    sensor.listen_for(frozenset({1.0, 2.0}))
    await hands.move()
    moved = now()
    await ears.wait_for(2)
    for (last_input, told), silence in zip(ears.looks, (1.0, 2.0), strict=True):
        assert last_input == pytest.approx(moved, abs=LATE)
        assert told - last_input >= silence
        assert told - moved == pytest.approx(silence, abs=LATE)
    assert sensor.last_input() == ears.looks[1][0]

    back = now()
    await hands.move()
    await ears.wait_for(3)
    assert ears.looks[2][0] == pytest.approx(back, abs=LATE)
    await ears.wait_for(5)  # and so on
    assert len(ears.looks) == 5


async def test_somebody_who_types_wakes_nobody(
    sensor: InputSensor, hands: Hands, ears: TimedEars
) -> None:
    sensor.listen_for(frozenset({3.0}))
    for _ in range(40):
        await hands.move()
    assert ears.heard == []


async def test_a_reading_that_is_not_known_at_once_follows_with_the_next_input(
    sensor: InputSensor, hands: Hands, ears: TimedEars
) -> None:
    sensor.listen_for(frozenset({30.0}))
    began = sensor.last_input()
    assert began is not None
    assert began <= now()
    await hands.move()
    assert sensor.last_input() is None
    async with asyncio.timeout(5):
        while not ears.looks:
            await asyncio.sleep(0.6)  # a pause that KWin takes for one
            await hands.move()
    assert ears.looks[0][0] == pytest.approx(now(), abs=0.7 + LATE)


async def test_a_silence_that_was_reached_before_it_was_asked_for_is_told_at_once(
    sensor: InputSensor, hands: Hands, ears: TimedEars
) -> None:
    sensor.listen_for(frozenset({1.5}))
    await hands.move()
    await ears.wait_for(1)
    sensor.listen_for(frozenset({1.5, 1.0}))
    asked = now()
    await ears.wait_for(2)
    assert now() - asked < LATE
    assert ears.looks[1][0] == ears.looks[0][0]


async def test_a_silence_nobody_listens_for_any_more_still_ends_with_word_of_it(
    sensor: InputSensor, hands: Hands, ears: TimedEars
) -> None:
    sensor.listen_for(frozenset({1.0}))
    await hands.move()
    await ears.wait_for(1)
    sensor.listen_for(frozenset({30.0}))
    await hands.move()
    await ears.wait_for(2)
    assert ears.looks[1][0] == pytest.approx(now(), abs=LATE)


async def test_a_killed_compositor_blinds_once(
    compositor: Compositor, sensor: InputSensor, ears: TimedEars
) -> None:
    sensor.listen_for(frozenset({30.0}))
    compositor.kill()
    await ears.wait_for(1)
    assert isinstance(ears.heard[0], Blinded)
    assert ears.heard[0].why.endswith("went away.")
    with pytest.raises(AdapterError, match="went away"):
        sensor.last_input()
    sensor.listen_for(frozenset({20.0}))
    await asyncio.sleep(0.1)
    assert len(ears.heard) == 1


@pytest.mark.parametrize("compositor", [KWIN], indirect=True, ids=["kwin"])
@pytest.mark.parametrize("protocol", [EXT_IDLE_NOTIFY, KWIN_IDLE], ids=lambda one: one.name)
async def test_both_protocols_say_the_same(
    compositor: Compositor, hands: Hands, ears: TimedEars, protocol: IdleProtocol
) -> None:
    sensor = await WaylandSensor.open(ears, SystemClock(), compositor.socket, protocol)
    sensor.listen_for(frozenset({1.0}))
    await hands.move()
    moved = now()
    await ears.wait_for(1)
    await hands.move()
    await ears.wait_for(2)
    assert ears.looks[0][0] == pytest.approx(moved, abs=LATE)
    assert ears.looks[1][0] == pytest.approx(now(), abs=LATE)
    sensor.close()
