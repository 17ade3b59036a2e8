"""What only a compositor played by hand can be made to do; see tests/wayland for real ones."""

import asyncio
import socket
import struct
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.adapters.sensors import scripted_compositor
from tests.adapters.sensors.hearing import Ears
from tests.adapters.sensors.scripted_compositor import ScriptedCompositor
from tests.fakes import FakeClock
from unkink.adapters.clock import SystemClock
from unkink.adapters.sensors.wayland_idle import EXT_IDLE_NOTIFY, KWIN_IDLE, WaylandSensor
from unkink.core.events import Blinded, Looked
from unkink.ports import AdapterError

EXT = "ext_idle_notifier_v1"
SILENT, RETURNED = 0, 1


@pytest.fixture
async def compositor(tmp_path: Path) -> AsyncIterator[ScriptedCompositor]:
    offered = {"wl_seat": 9, EXT: 2, "org_kde_kwin_idle": 1}
    async with scripted_compositor.running(tmp_path / "wayland-0", **offered) as compositor:
        yield compositor


class Watch:
    """A sensor at the compositor, with a clock that is set by hand."""

    def __init__(self, sensor: WaylandSensor, clock: FakeClock, ears: Ears) -> None:
        self.sensor = sensor
        self.clock = clock
        self.ears = ears


@pytest.fixture
async def watch(compositor: ScriptedCompositor, tmp_path: Path, ears: Ears) -> AsyncIterator[Watch]:
    clock = FakeClock(wall=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    sensor = await WaylandSensor.open(ears, clock, tmp_path / "wayland-0", EXT_IDLE_NOTIFY)
    yield Watch(sensor, clock, ears)
    sensor.close()


async def until(condition: object, what: str) -> None:
    """Wait until a callable says so."""
    assert callable(condition)
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110  # the other end is a task as well
            await asyncio.sleep(0.01)
    assert what


async def test_where_version_2_is_offered_a_video_keeps_nobody_at_the_desk(
    compositor: ScriptedCompositor, watch: Watch
) -> None:
    """Workrave #181, #565 (peers 10): a player's idle inhibitor must not look like typing."""
    watch.sensor.listen_for(frozenset({60.0}))
    await until(lambda: compositor.asked, "a request")
    ((interface, request, arguments),) = compositor.asked
    assert (interface, request, arguments[1]) == (EXT, 2, 60_000)  # get_input_idle_notification
    assert compositor.bound[arguments[2]] == "wl_seat"


async def test_version_1_and_the_older_protocol_are_asked_as_they_want_it(
    tmp_path: Path, ears: Ears
) -> None:
    offered = {"wl_seat": 1, EXT: 1, "org_kde_kwin_idle": 1}
    async with scripted_compositor.running(tmp_path / "old", **offered) as compositor:
        for protocol in (EXT_IDLE_NOTIFY, KWIN_IDLE):
            path = tmp_path / "old"
            sensor = await WaylandSensor.open(ears, SystemClock(), path, protocol)
            sensor.listen_for(frozenset({60.0}))
            await until(lambda: compositor.asked, "a request")
            interface, request, arguments = compositor.asked.pop()
            order = arguments[1:] if protocol is EXT_IDLE_NOTIFY else arguments[:0:-1]
            assert (interface, order[0]) == (protocol.interface, 60_000)
            assert request == (1 if protocol is EXT_IDLE_NOTIFY else 0)
            assert compositor.bound[order[1]] == "wl_seat"
            sensor.close()


async def listened(compositor: ScriptedCompositor, watch: Watch, *silences: float) -> list[int]:
    """Listen for these and return the compositor's objects for them."""
    before = len(compositor.asked)
    watch.sensor.listen_for(frozenset(silences))
    await until(lambda: len(compositor.asked) == before + len(silences), "requests")
    made = {arguments[1]: arguments[0] for _, _, arguments in compositor.asked[before:]}
    return [made[round(silence * 1000)] for silence in silences]


async def test_a_silence_begins_where_it_began_and_not_where_it_was_noticed(
    compositor: ScriptedCompositor, watch: Watch
) -> None:
    (minute,) = await listened(compositor, watch, 60.0)
    watch.clock.advance(1000)
    assert watch.sensor.last_input() == 1000.0  # the compositor counts from when it was asked
    assert watch.sensor.last_input() is None  # somebody types, or has stopped a while ago
    compositor.say(minute, SILENT)
    await watch.ears.wait_for(1)
    assert watch.ears.heard == [Looked(1940.0)]  # type: ignore[arg-type]  # a Moment is a float
    watch.clock.advance(500)
    assert watch.sensor.last_input() == 1940.0
    compositor.say(minute, RETURNED)
    await watch.ears.wait_for(2)
    assert watch.ears.heard[1] == Looked(watch.clock.moment)


async def test_a_silence_in_which_the_machine_slept_keeps_its_beginning(
    compositor: ScriptedCompositor, watch: Watch
) -> None:
    ten, minute = await listened(compositor, watch, 10.0, 60.0)
    watch.clock.advance(1000)
    compositor.say(ten, SILENT)
    await watch.ears.wait_for(1)
    watch.clock.advance(3600 + 50)
    watch.clock.slept = 3600.0
    compositor.say(minute, SILENT)
    await watch.ears.wait_for(2)
    assert watch.ears.heard == [Looked(1990.0), Looked(1990.0)]  # type: ignore[arg-type]  # as above


async def test_the_next_input_after_a_sleep_is_told_though_no_silence_was_reached(
    compositor: ScriptedCompositor, watch: Watch
) -> None:
    """Workrave #588 (peers 15): detection goes on whatever locked or slept in between."""
    await listened(compositor, watch, 60.0)
    assert watch.sensor.last_input() == 1000.0
    watch.clock.advance(3600)
    watch.clock.slept = 3600.0
    assert watch.sensor.last_input() is None
    assert watch.sensor.last_input() is None
    await until(lambda: len(compositor.asked) == 2, "one more request")
    _, _, (soon, milliseconds, _) = compositor.asked[1]
    assert milliseconds == 1
    compositor.say(soon, SILENT)
    watch.clock.advance(7)
    await asyncio.sleep(0.05)
    assert watch.ears.heard == []
    compositor.say(soon, RETURNED)
    await watch.ears.wait_for(1)
    assert watch.ears.heard == [Looked(watch.clock.moment)]
    await until(lambda: compositor.destroyed == [soon], "it to be let go")


async def test_a_silence_is_told_when_it_is_long_enough_and_not_a_moment_sooner(
    compositor: ScriptedCompositor, tmp_path: Path, ears: Ears
) -> None:
    clock = SystemClock()
    path = tmp_path / "wayland-0"
    sensor = await WaylandSensor.open(ears, clock, path, EXT_IDLE_NOTIFY)
    sensor.listen_for(frozenset({0.5}))
    await until(lambda: compositor.asked, "a request")
    half = compositor.asked[0][2][0]
    compositor.say(half, SILENT)
    await ears.wait_for(1)
    compositor.say(half, RETURNED)
    await ears.wait_for(2)
    returned = ears.heard[1]
    assert isinstance(returned, Looked)
    await asyncio.sleep(0.4)  # of the half second, a tenth was spent before the return was read
    compositor.say(half, SILENT)
    await ears.wait_for(3)
    assert ears.heard[2] == returned
    assert clock.now().moment - returned.last_input >= 0.5
    sensor.close()


async def test_a_refused_request_is_the_end_and_is_said_once(
    compositor: ScriptedCompositor, watch: Watch
) -> None:
    compositor.refuse(1, "invalid object 77")
    await watch.ears.wait_for(1)
    await asyncio.sleep(0.05)
    assert watch.ears.heard == [Blinded("The Wayland compositor refused a request.")]
    with pytest.raises(AdapterError, match="refused"):
        watch.sensor.last_input()


@pytest.mark.parametrize("nonsense", [struct.pack("=IHH", 1, 0, 3), struct.pack("=IHH", 1, 0, 8)])
async def test_nonsense_is_the_end_as_well(
    compositor: ScriptedCompositor, watch: Watch, nonsense: bytes
) -> None:
    compositor.babble(nonsense)
    await watch.ears.wait_for(1)
    assert watch.ears.heard == [
        Blinded("The Wayland compositor said something that makes no sense.")
    ]


async def test_an_event_may_come_in_pieces_or_for_what_is_long_gone(
    compositor: ScriptedCompositor, watch: Watch
) -> None:
    (minute,) = await listened(compositor, watch, 60.0)
    compositor.say(4000, 7, bytes(12))
    whole = struct.pack("=IHH", minute, SILENT, 8)
    compositor.babble(whole[:5])
    await asyncio.sleep(0.05)
    watch.clock.advance(60)
    compositor.babble(whole[5:])
    await watch.ears.wait_for(1)
    assert watch.ears.heard == [Looked(watch.clock.moment - 60)]  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize("interface", [EXT, "wl_seat"])
async def test_a_seat_or_a_protocol_that_is_withdrawn_is_the_end(
    compositor: ScriptedCompositor, watch: Watch, interface: str
) -> None:
    compositor.withdraw("org_kde_kwin_idle")  # of no concern
    compositor.withdraw(interface)
    await watch.ears.wait_for(1)
    assert watch.ears.heard == [Blinded("The Wayland compositor tells no more about input.")]


async def test_a_compositor_without_the_protocol_is_an_error_in_words(
    tmp_path: Path, ears: Ears
) -> None:
    async with scripted_compositor.running(tmp_path / "weston", wl_seat=7):
        path = tmp_path / "weston"
        with pytest.raises(AdapterError, match="tells no other program about input"):
            await WaylandSensor.open(ears, SystemClock(), path, EXT_IDLE_NOTIFY)


async def test_a_compositor_that_hangs_holds_nobody_up(tmp_path: Path, ears: Ears) -> None:
    async with scripted_compositor.running(tmp_path / "hung", wl_seat=7) as compositor:
        compositor.silent = True
        began = time.monotonic()
        path = tmp_path / "hung"
        with pytest.raises(AdapterError, match="does not answer"):
            await WaylandSensor.open(ears, SystemClock(), path, EXT_IDLE_NOTIFY)
        assert time.monotonic() - began < 5


async def test_a_socket_nobody_listens_at_is_an_error_in_words(tmp_path: Path, ears: Ears) -> None:
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(tmp_path / "dead"))
    with pytest.raises(AdapterError, match="cannot be reached"):
        await WaylandSensor.open(ears, SystemClock(), tmp_path / "dead", EXT_IDLE_NOTIFY)
