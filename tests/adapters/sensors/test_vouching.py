"""A compositor that lets an inhibitor hide silences is not believed without end."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.adapters.sensors import scripted_compositor
from tests.adapters.sensors.hearing import Ears
from tests.adapters.sensors.scripted_compositor import ScriptedCompositor
from tests.adapters.sensors.test_wayland_idle import EXT, RETURNED, SILENT, Watch, until
from tests.fakes import FakeClock
from unkink.adapters.sensors.wayland_idle import EXT_IDLE_NOTIFY, PAUSE, WaylandSensor
from unkink.core.events import Looked
from unkink.core.moment import Moment

PATIENCE = 0.1


@pytest.fixture
async def compositor(tmp_path: Path) -> AsyncIterator[ScriptedCompositor]:
    async with scripted_compositor.running(tmp_path / "old", wl_seat=9, **{EXT: 1}) as compositor:
        yield compositor


@pytest.fixture
async def watch(compositor: ScriptedCompositor, tmp_path: Path, ears: Ears) -> AsyncIterator[Watch]:
    clock = FakeClock(wall=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    path = tmp_path / "old"
    sensor = await WaylandSensor.open(ears, clock, path, EXT_IDLE_NOTIFY, PATIENCE)
    yield Watch(sensor, clock, ears)
    sensor.close()


def asked_silences(compositor: ScriptedCompositor) -> list[int]:
    return [arguments[1] for _, _, arguments in compositor.asked]


def object_for(compositor: ScriptedCompositor, silence: int) -> int:
    (made,) = (one[0] for _, _, one in compositor.asked if one[1] == silence)
    return made


async def test_without_any_silence_told_the_last_input_known_is_the_answer(
    compositor: ScriptedCompositor, watch: Watch
) -> None:
    started = watch.clock.now().moment
    watch.sensor.listen_for(frozenset({60.0}))
    watch.clock.advance(7200)
    await watch.ears.wait_for(1)
    assert asked_silences(compositor) == [60_000, PAUSE]
    assert watch.ears.heard == [Looked(started)]
    assert watch.sensor.last_input() == started


async def test_the_first_pause_that_is_told_after_all_ends_the_doubt(
    compositor: ScriptedCompositor, watch: Watch
) -> None:
    watch.sensor.listen_for(frozenset({60.0}))
    watch.clock.advance(7200)
    await watch.ears.wait_for(1)
    pause = object_for(compositor, PAUSE)
    compositor.say(pause, SILENT)
    await watch.ears.wait_for(2)
    now = watch.clock.now().moment
    assert watch.ears.heard[1] == Looked(Moment(now - 10))
    watch.clock.advance(5)
    compositor.say(pause, RETURNED)
    await watch.ears.wait_for(3)
    assert watch.ears.heard[2] == Looked(Moment(now + 5))
    await until(lambda: pause in compositor.destroyed, "the short silence is let go of")


async def test_version_2_needs_no_doubt(tmp_path: Path, ears: Ears) -> None:
    path = tmp_path / "new"
    async with scripted_compositor.running(path, wl_seat=9, **{EXT: 2}):
        clock = FakeClock(wall=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
        sensor = await WaylandSensor.open(ears, clock, path, EXT_IDLE_NOTIFY, PATIENCE)
        assert sensor._vouching is None
        sensor.close()
