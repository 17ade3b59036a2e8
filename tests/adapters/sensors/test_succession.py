"""Who follows when a sensor dies, told with sensors and choices played by hand."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.sensors.buses import connect, leave, running_bus
from tests.adapters.sensors.conftest import XServer
from tests.adapters.sensors.hearing import Ears
from tests.fakes import FakeClock, FakeSensor
from unkink.adapters.clock import SystemClock
from unkink.adapters.sensors.choice import Place
from unkink.adapters.sensors.succession import Succession
from unkink.core.events import Blinded, Looked, SensorChanged
from unkink.ports import InputSensor, Report

GONE = "The Wayland compositor went away."
NOTHING = Blinded("There is no display to watch.")
PAUSES = (0.01, 0.02, 0.05)


class Desktop:
    """What can be had here, in the order of preference; empty: nothing."""

    def __init__(self, clock: FakeClock, *kinds: str) -> None:
        self.kinds = list(kinds)
        self.made: list[FakeSensor] = []
        self.reports: list[Report] = []
        self.asked = 0
        self._clock = clock

    async def choose(self, place: Place, shunned: str | None) -> InputSensor | Blinded:
        self.asked += 1
        kinds = sorted(self.kinds, key=lambda one: one == shunned)
        if not kinds:
            return NOTHING
        self.made.append(FakeSensor(self._clock, kinds[0], last=self._clock.moment))
        self.reports.append(place.report)
        return self.made[-1]

    def die(self, why: str = GONE) -> None:
        self.reports[-1](Blinded(why))


class World:
    """A succession, its desktop and its ears."""

    def __init__(self, folder: Path, *kinds: str) -> None:
        self.clock = FakeClock()
        self.ears = Ears()
        self.desktop = Desktop(self.clock, *kinds)
        self.folder = folder
        place = Place(self.ears, self.clock, {"XDG_RUNTIME_DIR": str(folder)})
        self.sensor = Succession(place, self.desktop.choose, PAUSES)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    world = World(tmp_path, "ext-idle-notify", "kwin-idle")
    await world.sensor.start()
    world.clock.advance(100)
    yield world
    world.sensor.close()


async def test_the_same_kind_takes_over_where_it_can_be_had_again(world: World) -> None:
    """Safe Eyes, Entracte (peers 18): a back end dies and the counters freeze silently."""
    world.sensor.listen_for(frozenset({60.0}))
    world.desktop.die()
    assert world.sensor.name == "none"
    await world.ears.wait_for(2, deadline=10)
    assert world.ears.heard == [SensorChanged("ext-idle-notify", GONE), Looked(world.clock.moment)]
    assert world.sensor.name == "ext-idle-notify"
    first, second = world.desktop.made
    assert first.closed
    assert second.asked == [frozenset({60.0})]


async def test_another_kind_takes_over_where_the_same_is_gone(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Safe Eyes, Entracte (peers 18): the next kind is tried, and one line says so."""
    world.desktop.kinds = ["x11"]
    with caplog.at_level(logging.INFO):
        world.desktop.die()
        await world.ears.wait_for(2, deadline=10)
    assert world.ears.heard[0] == SensorChanged("x11", GONE)
    assert [record.message for record in caplog.records] == [
        f"x11 tells about input from now on: {GONE}"
    ]


async def test_nothing_is_known_while_a_successor_is_sought(world: World) -> None:
    """Entracte #67 (peers 14): what cannot be asked is unknown, neither typing nor silence."""
    world.desktop.kinds = []
    world.desktop.die()
    assert world.sensor.last_input() is None
    assert world.ears.heard == []


async def test_where_nothing_works_it_says_so_once(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.desktop.kinds = []
    world.desktop.die()
    await world.ears.wait_for(1, deadline=10)
    assert world.ears.heard == [NOTHING]
    assert world.sensor.last_input() is None
    assert len(caplog.records) == 1


async def test_a_reading_that_fails_is_a_death_as_well(world: World) -> None:
    world.desktop.made[0].broken = True
    assert world.sensor.last_input() is None
    await world.ears.wait_for(2, deadline=10)
    assert world.ears.heard[0] == SensorChanged("ext-idle-notify", "The display is gone.")


async def test_a_successor_that_dies_young_gives_way_to_another_kind(world: World) -> None:
    world.desktop.die()
    await world.ears.wait_for(2, deadline=10)
    world.clock.advance(5)
    world.desktop.die("The Wayland compositor refused a request.")
    await world.ears.wait_for(4, deadline=10)
    assert world.sensor.name == "kwin-idle"


async def test_what_dies_again_and_again_is_not_tried_for_ever(world: World) -> None:
    for _ in PAUSES:
        heard = len(world.ears.heard)
        world.desktop.die()
        await world.ears.wait_for(heard + 2, deadline=10)
    world.desktop.die()
    await world.ears.wait_for(2 * len(PAUSES) + 1)
    assert isinstance(world.ears.heard[-1], Blinded)
    assert len(world.desktop.made) == 1 + len(PAUSES)


async def test_a_display_that_comes_up_later_is_noticed_without_looking(tmp_path: Path) -> None:
    """Entracte #67 (peers 14), Safe Eyes (peers 18): blind is told, and does not last."""
    world = World(tmp_path)
    await world.sensor.start()
    assert world.ears.heard == [NOTHING]
    (tmp_path / "pulse").touch()  # of no concern
    await asyncio.sleep(0.1)
    assert world.desktop.asked == 1

    world.desktop.kinds = ["kwin-idle"]
    (tmp_path / "wayland-1").touch()
    await world.ears.wait_for(3, deadline=10)
    assert world.ears.heard[1:] == [
        SensorChanged("kwin-idle", "A display or a compositor came up."),
        Looked(world.clock.moment),
    ]
    world.sensor.close()


async def test_what_comes_up_during_the_search_is_not_missed(world: World) -> None:
    world.desktop.kinds = []
    world.desktop.die()
    await asyncio.sleep(0)
    (world.folder / "wayland-1").touch()
    await world.ears.wait_for(1, deadline=10)
    world.desktop.kinds = ["ext-idle-notify"]
    await world.ears.wait_for(3, deadline=10)
    assert world.sensor.name == "ext-idle-notify"


async def test_a_sensor_on_the_session_bus_goes_with_it_and_is_found_on_the_next_one(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, "mutter")
    await world.sensor.start()
    world.desktop.kinds = []
    await world.sensor.use(None)
    assert world.sensor.name == "none"
    await world.ears.wait_for(1, deadline=10)
    assert world.ears.heard == [NOTHING]
    world.desktop.kinds = ["mutter"]
    with running_bus(tmp_path) as (address, _):
        bus = await connect(address)
        await world.sensor.use(bus)
        await world.ears.wait_for(3, deadline=10)
        assert world.sensor.name == "mutter"
        world.sensor.close()
        await leave(bus)


async def test_a_sensor_elsewhere_does_not_mind_the_loss_of_the_session_bus(world: World) -> None:
    await world.sensor.use(None)
    assert world.sensor.name == "ext-idle-notify"
    assert world.ears.heard == []


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


async def test_nothing_is_reported_or_kept_open_after_close(tmp_path: Path) -> None:
    before = open_files()
    world = World(tmp_path, "x11")
    await world.sensor.start()
    world.desktop.kinds = []
    world.desktop.die()
    await world.ears.wait_for(1)
    world.sensor.close()
    world.desktop.kinds = ["kwin-idle"]
    (tmp_path / "wayland-1").touch()
    await asyncio.sleep(0.1)
    assert open_files() == before
    assert world.ears.heard == [NOTHING]


@pytest.mark.filterwarnings("ignore:unclosed <socket")  # python-xlib leaves those to the collector
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_an_x_server_that_comes_back_is_watched_again(x_server: XServer, ears: Ears) -> None:
    """Safe Eyes, Entracte (peers 18), with a real X server that is killed and started again."""
    sensor = Succession(Place(ears, SystemClock(), {"DISPLAY": x_server.display}), pauses=PAUSES)
    await sensor.start()
    assert sensor.name == "x11"
    x_server.kill()
    await ears.wait_for(1)
    assert isinstance(ears.heard[0], Blinded)
    again = await asyncio.create_subprocess_exec(
        "Xvfb", x_server.display, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        await ears.wait_for(3, deadline=15)
        assert isinstance(ears.heard[1], SensorChanged)
        assert sensor.name == "x11"
        assert isinstance(ears.heard[2], Looked)
        sensor.close()
    finally:
        again.kill()
        await again.wait()
        gc.collect()
