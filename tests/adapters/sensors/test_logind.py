"""logind is played by python-dbusmock, whose template is its published interface."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from tests.adapters.sensors.buses import running_bus
from tests.adapters.sensors.hearing import Ears
from tests.adapters.sensors.played_logind import Machine, playing_logind
from tests.waiting import wait_until_true
from unkink.adapters.sensors.lock import Lock
from unkink.adapters.sensors.logind import LogindSensor
from unkink.adapters.session_bus import SYSTEM_BUS, LastingBus
from unkink.core.events import FellAsleep, LidClosed, Locked, Unlocked, Woke


@pytest.fixture
def system_bus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    with running_bus(tmp_path) as (address, daemon):
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address, daemon


@pytest.fixture
async def machine(
    system_bus: tuple[str, "subprocess.Popen[bytes]"],
) -> AsyncIterator[Machine]:
    async with playing_logind(*system_bus) as machine:
        yield machine


@pytest.fixture
async def lasting(
    system_bus: tuple[str, "subprocess.Popen[bytes]"],
) -> AsyncIterator[LastingBus]:
    bus = LastingBus(SYSTEM_BUS)
    await bus.start()
    yield bus
    await bus.close()


@pytest.fixture
async def sensor(lasting: LastingBus, ears: Ears) -> AsyncIterator[LogindSensor]:
    sensor = LogindSensor(lasting.connection, ears, Lock(ears), {})
    lasting.attend(sensor.use)
    yield sensor
    await sensor.close()


async def test_locking_and_unlocking_are_reported_as_the_locker_says(
    machine: Machine, sensor: LogindSensor, ears: Ears
) -> None:
    await machine.begin_session("c1", "x11")
    await sensor.start()
    await machine.hint("c1", locked=True)
    await ears.wait_for(1)
    await machine.hint("c1", locked=False)
    await ears.wait_for(2)
    assert ears.heard == [Locked(), Unlocked()]


async def test_a_request_to_lock_is_not_yet_a_lock(
    machine: Machine, sensor: LogindSensor, ears: Ears
) -> None:
    await machine.begin_session("c1", "wayland")
    await sensor.start()
    await machine.ask_to("Lock", "c1")
    await machine.ask_to("Unlock", "c1")
    await machine.hint("c1", locked=True)
    await ears.wait_for(1)
    assert ears.heard == [Locked()]


async def test_a_session_that_is_locked_at_the_start_is_reported(
    machine: Machine, sensor: LogindSensor, ears: Ears
) -> None:
    await machine.begin_session("c1", "x11")
    await machine.hint("c1", locked=True)
    await sensor.start()
    assert ears.heard == [Locked()]


async def test_the_lock_of_another_person_or_of_a_text_session_is_not_ours(
    machine: Machine, sensor: LogindSensor, ears: Ears
) -> None:
    await machine.begin_session("c1", "tty")
    await machine.begin_session("c2", "x11", user=os.getuid() + 1)
    await machine.begin_session("c3", "x11")
    await sensor.start()
    await machine.hint("c1", locked=True)
    await machine.hint("c2", locked=True)
    await machine.hint("c3", locked=True)
    await machine.hint("c3", locked=False)
    await ears.wait_for(2)
    assert ears.heard == [Locked(), Unlocked()]


async def test_the_session_named_by_the_environment_is_preferred(
    machine: Machine, lasting: LastingBus, ears: Ears
) -> None:
    await machine.begin_session("c1", "x11")
    await machine.begin_session("c2", "x11")
    sensor = LogindSensor(lasting.connection, ears, Lock(ears), {"XDG_SESSION_ID": "c2"})
    await sensor.start()
    await machine.hint("c1", locked=True)
    await machine.hint("c2", locked=True)
    await machine.hint("c2", locked=False)
    await ears.wait_for(2)
    assert ears.heard == [Locked(), Unlocked()]
    await sensor.close()


async def test_a_session_that_begins_later_is_found(
    machine: Machine, sensor: LogindSensor, ears: Ears
) -> None:
    await sensor.start()
    await machine.begin_session("c1", "x11")
    await machine.hint("c1", locked=True)
    await machine.tell_of_new_session("c1")
    await ears.wait_for(1)
    assert ears.heard == [Locked()]


async def test_sleep_is_reported_before_it_begins_and_after_it_ends(
    machine: Machine, sensor: LogindSensor, ears: Ears
) -> None:
    await sensor.start()
    (inhibitor,) = await machine.inhibitors()
    assert list(inhibitor[:2]) == ["sleep", "unkink"]
    assert inhibitor[3] == "delay"

    await machine.sleep(asleep=True)
    await ears.wait_for(1)
    assert await _becomes(machine, 0)  # the machine may sleep now

    await machine.sleep(asleep=False)
    await ears.wait_for(2)
    assert await _becomes(machine, 1)
    assert ears.heard == [FellAsleep(), Woke()]


async def test_a_lid_that_is_closed_over_the_only_screen_is_reported(
    machine: Machine, sensor: LogindSensor, ears: Ears
) -> None:
    await machine.have_lid()
    await sensor.start()
    await machine.move_lid(closed=True)
    await ears.wait_for(1)
    await machine.move_lid(closed=False)  # who opened it is known when they type
    await machine.move_lid(closed=True)
    await ears.wait_for(2)
    assert ears.heard == [LidClosed(), LidClosed()]


async def test_a_lid_that_is_closed_beside_another_screen_says_nothing(
    machine: Machine, sensor: LogindSensor, ears: Ears
) -> None:
    await machine.have_lid()
    await sensor.start()
    await machine.move_lid(closed=True, docked=True)
    await machine.move_lid(closed=False, docked=True)
    await machine.sleep(asleep=True)
    await ears.wait_for(1)
    await machine.move_lid(closed=True)
    await ears.wait_for(2)
    assert ears.heard == [FellAsleep(), LidClosed()]


async def test_where_the_dock_is_not_known_a_closed_lid_says_nothing(
    machine: Machine, sensor: LogindSensor, ears: Ears, caplog: pytest.LogCaptureFixture
) -> None:
    await sensor.start()
    await machine.begin_session("c1", "x11")
    await machine.close_lid_without_a_word_of_the_dock()
    await wait_until_true(lambda: told(caplog), 5, "the refusal")
    assert ears.heard == []


async def told(log: pytest.LogCaptureFixture) -> bool:
    return "logind did not answer: Get: " in log.text


async def _becomes(machine: Machine, count: int) -> bool:
    async with asyncio.timeout(5):
        while len(await machine.inhibitors()) != count:  # noqa: ASYNC110  # another process
            await asyncio.sleep(0.05)
    return True


async def test_without_a_system_bus_there_is_nothing_to_hear(ears: Ears) -> None:
    sensor = LogindSensor(None, ears, Lock(ears), {})
    await sensor.start()
    await sensor.close()
    assert ears.heard == []


async def test_a_logind_that_comes_later_is_heard(
    system_bus: tuple[str, "subprocess.Popen[bytes]"], sensor: LogindSensor, ears: Ears
) -> None:
    await sensor.start()
    async with playing_logind(*system_bus) as machine:
        await machine.begin_session("c1", "x11")
        await machine.tell_of_new_session("c1")
        await machine.hint("c1", locked=True)
        await ears.wait_for(1)
    assert ears.heard[:1] == [Locked()]


async def test_a_bus_that_dies_while_the_session_is_locked_leaves_nobody_locked_out(
    machine: Machine, sensor: LogindSensor, ears: Ears
) -> None:
    await machine.begin_session("c1", "x11")
    await machine.hint("c1", locked=True)
    await sensor.start()
    machine.daemon.kill()
    await ears.wait_for(2)
    assert ears.heard == [Locked(), Unlocked()]


async def test_nothing_is_reported_after_close(
    machine: Machine, sensor: LogindSensor, ears: Ears
) -> None:
    await machine.begin_session("c1", "x11")
    await sensor.start()
    await sensor.close()
    await machine.hint("c1", locked=True)
    await machine.sleep(asleep=True)
    async with asyncio.timeout(10):
        while await machine.inhibitors():  # noqa: ASYNC110  # another process lets go
            await asyncio.sleep(0.05)
    assert ears.heard == []


# ── the session ends ──────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def ends() -> list[str]:
    return []


@pytest.fixture
async def watcher(
    lasting: LastingBus, ears: Ears, ends: list[str], machine: Machine
) -> AsyncIterator[LogindSensor]:
    """A sensor in the session c1, beside which there is another of the same person."""
    for name in ("c1", "c2"):
        await machine.begin_session(name, "x11")
    sensor = LogindSensor(
        lasting.connection,
        ears,
        Lock(ears),
        {"XDG_SESSION_ID": "c1"},
        logged_out=lambda: ends.append("logged out"),
    )
    await sensor.start()
    yield sensor
    await sensor.close()


async def test_a_session_that_is_removed_is_told_of_lingering_or_not(
    machine: Machine, watcher: LogindSensor, ears: Ears, ends: list[str]
) -> None:
    await machine.end_session("c2")  # another one is none of its business
    await machine.hint("c1", locked=True)
    assert ends == []
    await machine.forget_session("c1")
    await machine.end_session("c1")
    await wait_until_true(_has(ends, 1), 5, "the end to be told")
    await machine.end_session("c1")
    await machine.sleep(asleep=True)
    await ears.wait_for(3)
    assert ends == ["logged out"]


async def test_a_session_that_is_kept_open_by_this_very_program_is_told_of_too(
    machine: Machine, watcher: LogindSensor, ends: list[str]
) -> None:
    """logind removes none while any of its programs runs."""
    await machine.leave_session("c1")
    await wait_until_true(_has(ends, 1), 5, "the end to be told")


async def test_where_the_display_has_gone_a_session_in_use_is_not_over(
    machine: Machine, watcher: LogindSensor, ends: list[str]
) -> None:
    watcher.look_whether_closing()
    await machine.sleep(asleep=True)
    await machine.sleep(asleep=False)
    assert ends == []


async def watched(
    lasting: LastingBus, ears: Ears, ends: list[str], environment: dict[str, str]
) -> LogindSensor:
    """A sensor of a daemon that was started with this environment."""
    sensor = LogindSensor(
        lasting.connection, ears, Lock(ears), environment, logged_out=lambda: ends.append("out")
    )
    lasting.attend(sensor.use)
    await sensor.start()
    return sensor


async def after_the_end_of(
    session: str, machine: Machine, ears: Ears, sensor: LogindSensor
) -> None:
    """End that session, and wait until what was told after it is heard."""
    await machine.end_session(session)
    await machine.sleep(asleep=True)
    await ears.wait_for(1)
    await sensor.close()


async def test_what_began_in_no_session_does_not_end_with_one_that_comes_later(
    machine: Machine, lasting: LastingBus, ears: Ears, ends: list[str]
) -> None:
    """Started over ssh or in a container; then its person logs in at the desk, and out again."""
    sensor = await watched(lasting, ears, ends, {})
    await machine.begin_session("c1", "x11")
    await machine.tell_of_new_session("c1")
    await machine.hint("c1", locked=True)
    await ears.wait_for(1)  # by now the new session is found
    await machine.hint("c1", locked=False)
    await ears.wait_for(2)
    await machine.end_session("c1")
    await machine.sleep(asleep=True)
    await ears.wait_for(3)
    await sensor.close()
    assert ends == []


async def test_a_display_forwarded_by_ssh_is_not_the_desk(
    machine: Machine, lasting: LastingBus, ears: Ears, ends: list[str]
) -> None:
    await machine.begin_session("c1", "x11")
    await machine.show_on("c1", ":0")
    await machine.begin_session("7", "tty")
    await machine.come_from_afar("7")
    environment = {"XDG_SESSION_ID": "7", "DISPLAY": "localhost:10.0"}
    sensor = await watched(lasting, ears, ends, environment)
    await machine.end_session("7")
    await after_the_end_of("c1", machine, ears, sensor)
    assert ends == []


@pytest.mark.parametrize(("session", "expected"), [("c1", []), ("c2", ["out"])])
async def test_of_two_sessions_it_ends_with_the_one_whose_display_it_watches(
    machine: Machine,
    lasting: LastingBus,
    ears: Ears,
    ends: list[str],
    session: str,
    expected: list[str],
) -> None:
    """Started by systemd, which is in no session and knows the display alone."""
    for name, display in (("c1", ":0"), ("c2", ":1")):
        await machine.begin_session(name, "x11")
        await machine.show_on(name, display)
    sensor = await watched(lasting, ears, ends, {"DISPLAY": ":1.0"})
    await after_the_end_of(session, machine, ears, sensor)
    assert ends == expected


async def test_the_lock_of_the_session_whose_display_it_watches_counts(
    machine: Machine, lasting: LastingBus, ears: Ears, ends: list[str]
) -> None:
    for name, display in (("c1", ":0"), ("c2", ":1")):
        await machine.begin_session(name, "x11")
        await machine.show_on(name, display)
    sensor = await watched(lasting, ears, ends, {"DISPLAY": ":1"})
    await machine.hint("c1", locked=True)
    await machine.hint("c2", locked=True)
    await machine.hint("c2", locked=False)
    await ears.wait_for(2)
    await sensor.close()
    assert ears.heard == [Locked(), Unlocked()]


async def test_a_desktop_that_was_begun_from_a_text_session_ends_with_it(
    machine: Machine, lasting: LastingBus, ears: Ears, ends: list[str]
) -> None:
    """startx leaves the session's kind as it is."""
    await machine.begin_session("c1", "tty")
    sensor = await watched(lasting, ears, ends, {"XDG_SESSION_ID": "c1", "DISPLAY": ":0"})
    await after_the_end_of("c1", machine, ears, sensor)
    assert ends == ["out"]


async def test_a_wayland_session_that_tells_of_no_display_is_found(
    machine: Machine, lasting: LastingBus, ears: Ears, ends: list[str]
) -> None:
    await machine.begin_session("c1", "wayland")
    sensor = await watched(lasting, ears, ends, {"WAYLAND_DISPLAY": "wayland-1", "DISPLAY": ":0"})
    await after_the_end_of("c1", machine, ears, sensor)
    assert ends == ["out"]


async def test_a_session_that_is_gone_when_the_bus_comes_back_has_ended(
    machine: Machine, lasting: LastingBus, ears: Ears, ends: list[str]
) -> None:
    await machine.begin_session("c1", "x11")
    sensor = await watched(lasting, ears, ends, {"XDG_SESSION_ID": "c1"})
    await sensor.use(None)
    await sensor.use(lasting.connection)
    assert ends == []
    await sensor.use(None)
    await machine.forget_session("c1")
    await sensor.use(lasting.connection)
    await wait_until_true(_has(ends, 1), 5, "the end to be told")
    await sensor.close()


async def test_a_session_that_ends_while_logind_is_away_has_ended(
    system_bus: tuple[str, "subprocess.Popen[bytes]"],
    lasting: LastingBus,
    ears: Ears,
    ends: list[str],
) -> None:
    async with playing_logind(*system_bus) as machine:
        await machine.begin_session("c1", "x11")
        sensor = await watched(lasting, ears, ends, {"XDG_SESSION_ID": "c1"})
    assert ends == []
    async with playing_logind(*system_bus):
        await wait_until_true(_has(ends, 1), 5, "the end to be told")
    await sensor.close()


def _has(ends: list[str], count: int) -> Callable[[], Awaitable[bool]]:
    async def told() -> bool:
        return len(ends) == count

    return told
