"""Whoever is not logind is not heard: other users on the system bus, former owners, nonsense."""

import asyncio
import logging
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tests.adapters.notifiers.listener import until
from tests.adapters.sensors.buses import connect, leave, running_bus
from tests.adapters.sensors.hearing import Ears, settle
from tests.adapters.sensors.strangers import shipped_system_bus, signal_as_nobody
from unkink.adapters.sensors import logind as sensor_module
from unkink.adapters.sensors.lock import Lock
from unkink.adapters.sensors.logind import MUTE, LogindSensor
from unkink.adapters.sensors.logind_calls import MANAGER, NAME, PATH, SESSION
from unkink.adapters.session_bus import SYSTEM_BUS, LastingBus, connected
from unkink.bus_message import PROPERTIES
from unkink.core.events import FellAsleep, Locked, Unlocked, Woke

OURS = f"{PATH}/session/c1"
TRUE = Variant("b", True)  # noqa: FBT003  # a D-Bus value
FALSE = Variant("b", False)  # noqa: FBT003  # a D-Bus value


class PlayedLogind:
    """A logind by hand, which can answer and say what the real one never would."""

    def __init__(self, bus: MessageBus) -> None:
        self.bus = bus
        self.locked = False
        self.silent = False
        self.asked: list[str] = []
        self.answers: dict[str, tuple[str, list[object]]] = {}
        """What is answered in place of what belongs there."""
        bus.add_message_handler(self._answer)

    async def come(self) -> None:
        await self.bus.request_name(NAME)

    def say(
        self, path: str, interface: str, member: str, signature: str, *body: object
    ) -> "asyncio.Future[None]":
        """Signal it; done when the bus has taken it."""
        return self.bus.send(Message.new_signal(path, interface, member, signature, list(body)))

    def hint(self, *, locked: bool) -> None:
        self.locked = locked
        changed = {"LockedHint": TRUE if locked else FALSE}
        self.say(OURS, PROPERTIES, "PropertiesChanged", "sa{sv}as", SESSION, changed, [])

    def _answer(self, message: Message) -> Message | bool:
        if message.message_type is not MessageType.METHOD_CALL:
            return False
        member = f"Get {message.body[1]}" if message.member == "Get" else str(message.member)
        self.asked.append(member)
        if self.silent:
            return True
        right: dict[str, tuple[str, list[object]]] = {
            "GetSessionByPID": ("o", [OURS]),
            "ListSessions": ("a(susso)", [[["c1", os.getuid(), "me", "seat0", OURS]]]),
            "Get Type": ("v", [Variant("s", "x11")]),
            "Get LockedHint": ("v", [TRUE if self.locked else FALSE]),
        }
        answer = self.answers.get(member) or right.get(member)
        return Message.new_method_return(message, *answer) if answer else False


@asynccontextmanager
async def played() -> AsyncIterator[PlayedLogind]:
    bus = await connected(SYSTEM_BUS)
    assert bus is not None
    logind = PlayedLogind(bus)
    await logind.come()
    yield logind
    if bus.connected:
        await leave(bus)


@asynccontextmanager
async def listening(ears: Ears) -> AsyncIterator[tuple[MessageBus, list[str | None]]]:
    """Give the connection that a sensor listens on, and what it says of itself."""
    said: list[str | None] = []
    lasting = LastingBus(SYSTEM_BUS)
    await lasting.start()
    assert lasting.connection is not None
    sensor = LogindSensor(lasting.connection, ears, Lock(ears), {}, said.append)
    lasting.attend(sensor.use)
    await sensor.start()
    try:
        yield lasting.connection, said
    finally:
        await sensor.close()
        await lasting.close()


@pytest.fixture
def everybodys(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a system bus that other users can reach."""
    folder = Path(tempfile.mkdtemp(prefix="unkink-bus-"))
    folder.chmod(0o755)
    with shipped_system_bus(folder) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address
    shutil.rmtree(folder)


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with running_bus(tmp_path) as (address, _):
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address


async def test_what_another_user_signals_changes_nothing(
    everybodys: str, ears: Ears, caplog: pytest.LogCaptureFixture
) -> None:
    async with played() as logind, listening(ears) as (bus, _):
        arrived: list[Message] = []

        def see(message: Message) -> None:
            if message.sender not in ("org.freedesktop.DBus", logind.bus.unique_name):
                arrived.append(message)

        bus.add_message_handler(see)
        asked = len(logind.asked)
        us = bus.unique_name or ""
        changes = "('org.freedesktop.login1.Session', {'LockedHint': True}, dbus.Array([], 's'))"
        for said in (
            (OURS, PROPERTIES, "PropertiesChanged", "sa{sv}as", changes),
            (PATH, MANAGER, "PrepareForSleep", "b", "(True,)"),
            (PATH, MANAGER, "PrepareForSleep"),
            (PATH, MANAGER, "PrepareForSleep", "s", "('soon',)"),
            (PATH, "org.freedesktop.DBus", "NameOwnerChanged", "sss", f"('{NAME}', '', '{us}')"),
            (PATH, "org.freedesktop.DBus", "NameOwnerChanged"),
        ):
            await signal_as_nobody(everybodys, us, *said)
        await signal_as_nobody(everybodys, us, PATH, MANAGER, "SessionNew", times=2000)
        await until(lambda: len(arrived) == 2006, "all of it to arrive")
        assert ears.heard == []
        assert len(logind.asked) == asked
        assert bus.connected
        logind.hint(locked=True)
        await ears.wait_for(1)
        assert ears.heard == [Locked()]
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []


async def test_a_descriptor_that_another_user_sends_along_is_not_kept(
    everybodys: str, ears: Ears
) -> None:
    async with played() as logind, listening(ears) as (bus, _):
        await until(lambda: "Inhibit" in logind.asked, "the question about sleep")
        await settle()  # the connection it went over is closed again
        before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
        us = bus.unique_name or ""
        one = "(dbus.types.UnixFd(0),)"
        await signal_as_nobody(everybodys, us, PATH, MANAGER, "SessionNew", "h", one, 20)
        logind.hint(locked=True)
        await ears.wait_for(1)
        assert len(os.listdir("/proc/self/fd")) <= before  # noqa: PTH208


async def test_what_makes_no_sense_is_passed_over_even_from_logind(
    address: str, ears: Ears, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "unkink.bus_message")
    async with played() as logind, listening(ears):
        logind.say(PATH, MANAGER, "PrepareForSleep", "")
        logind.say(PATH, MANAGER, "PrepareForSleep", "s", "soon")
        logind.say(OURS, PROPERTIES, "PropertiesChanged", "s", SESSION)
        odd = {"LockedHint": Variant("s", "yes")}
        logind.say(OURS, PROPERTIES, "PropertiesChanged", "sa{sv}as", SESSION, odd, [])
        logind.say(PATH, MANAGER, "PrepareForSleep", "b", True)  # noqa: FBT003  # a D-Bus value
        await ears.wait_for(1)
        assert ears.heard == [FellAsleep()]
    lines = [one.getMessage() for one in caplog.records if one.name == "unkink.bus_message"]
    assert len(lines) == 3
    assert lines[1].endswith("is “s” where “b” belongs")
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []


async def test_the_next_owner_is_heard_and_the_one_before_no_longer(
    address: str, ears: Ears
) -> None:
    async with played() as first, listening(ears):
        first.hint(locked=True)
        await ears.wait_for(1)
        await first.bus.release_name(NAME)
        await ears.wait_for(2)
        assert ears.heard == [Locked(), Unlocked()]
        async with played() as second:
            await until(lambda: "Get LockedHint" in second.asked, "the question to the next one")
            first.hint(locked=True)
            second.hint(locked=True)
            second.hint(locked=False)
            await ears.wait_for(4)
            assert ears.heard[2:] == [Locked(), Unlocked()]


async def test_a_logind_that_went_while_locked_is_asked_anew_when_it_is_back(
    address: str, ears: Ears
) -> None:
    async with listening(ears):
        for _ in range(2):
            async with played() as logind:
                await until(partial(logind.asked.count, "Get LockedHint"), "the question")
                logind.hint(locked=True)
                await until(lambda: ears.heard[-1:] == [Locked()], "the lock")
            await until(lambda: ears.heard[-1:] == [Unlocked()], "the end of its word")
        bus = await connect(address)
        again = PlayedLogind(bus)
        again.locked = True
        await again.come()
        await until(lambda: ears.heard[-1:] == [Locked()], "the lock, by asking")
        await leave(bus)


async def test_a_logind_that_goes_while_asleep_keeps_nobody_asleep(
    address: str, ears: Ears
) -> None:
    async with played() as logind, listening(ears):
        logind.say(PATH, MANAGER, "PrepareForSleep", "b", True)  # noqa: FBT003  # a D-Bus value
        await ears.wait_for(1)
        await logind.bus.release_name(NAME)
        await ears.wait_for(2)
        assert ears.heard == [FellAsleep(), Woke()]


async def test_a_flood_of_sessions_costs_a_few_questions_and_not_the_bus(
    address: str, ears: Ears
) -> None:
    async with played() as logind, listening(ears) as (bus, _):
        for number in range(2000):
            path = f"{PATH}/session/x{number}"
            await logind.say(PATH, MANAGER, "SessionNew", "so", f"x{number}", path)
        logind.hint(locked=True)
        await ears.wait_for(1)
        await settle()
        assert bus.connected
        assert logind.asked.count("GetSessionByPID") < 200
        assert ears.heard == [Locked()]


ODD: dict[str, tuple[str, list[object]]] = {
    "nothing": ("", []),
    "a text": ("s", ["x11"]),
    "a number": ("u", [7]),
    "another kind": ("v", [Variant("u", 7)]),
    "a list": ("as", [["x11"]]),
    "a record": ("(su)", [["x11", 1]]),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "asked", ["GetSessionByPID", "ListSessions", "Get Type", "Get LockedHint", "Inhibit"]
)
async def test_a_logind_that_answers_nonsense_costs_no_more_than_its_word(
    address: str, ears: Ears, caplog: pytest.LogCaptureFixture, asked: str, odd: str
) -> None:
    async with played() as logind:
        logind.answers[asked] = ODD[odd]
        if asked == "ListSessions":
            logind.answers["GetSessionByPID"] = ODD[odd]
        async with listening(ears) as (bus, said):
            assert bus.connected
            assert ears.heard == []
            silenced = asked in ("ListSessions", "Get LockedHint")
            assert (said or [None])[-1] == (MUTE if silenced else None)
    assert len([one for one in caplog.records if one.levelno == logging.WARNING]) <= 1
    assert [one for one in caplog.records if one.levelno > logging.WARNING] == []


async def test_a_logind_that_is_silent_is_said_once_and_not_waited_for(
    address: str,
    ears: Ears,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sensor_module, "PATIENCE", 0.2)
    async with played() as logind:
        logind.silent = True
        async with asyncio.timeout(4):
            async with listening(ears) as (bus, said):
                assert (bus.connected, said) == (True, [MUTE])
    warnings = [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]
    assert warnings == ["logind cannot be asked: it does not answer"]
