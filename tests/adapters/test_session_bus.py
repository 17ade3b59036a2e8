"""The connection to the session bus outlives the bus; a real one is killed and started."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from dbus_fast import Message
from dbus_fast.aio import MessageBus

from tests.adapters.notifiers.listener import until
from tests.adapters.sensors.hearing import Ears
from tests.adapters.sensors.test_strangers import played
from tests.desktop.bus import Bus
from tests.desktop.home import new_home
from unkink.adapters.sensors.lock import Lock
from unkink.adapters.sensors.logind import LogindSensor
from unkink.adapters.session_bus import GONE, SESSION_BUS, SYSTEM_BUS, LastingBus, sockets
from unkink.bus_message import DBUS, DBUS_PATH, method_call
from unkink.core.events import Locked

PATIENCE = 20.0


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    environment = new_home(tmp_path)
    bus = Bus(Path(environment["XDG_RUNTIME_DIR"]), environment, tmp_path / "bus.log")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    yield bus
    bus.stop()


class User:
    """Somebody who talks over the bus."""

    def __init__(self, *, fails: bool = False) -> None:
        self.handed: list[MessageBus | None] = []
        self.fails = fails

    async def use(self, connection: MessageBus | None) -> None:
        self.handed.append(connection)
        if self.fails:
            raise RuntimeError("no hands")


@asynccontextmanager
async def attended(*users: User) -> AsyncIterator[tuple[LastingBus, list[str | None]]]:
    """Give a session bus that has these users, and what it says of itself."""
    said: list[str | None] = []
    session = LastingBus(SESSION_BUS, said.append)
    for user in users:
        session.attend(user.use)
    await session.start()
    yield session, said
    await session.close()


def who_is_there() -> Message:
    return method_call(DBUS, DBUS_PATH, DBUS, "ListNames")


async def test_every_user_hears_of_the_loss_and_has_the_connection_that_follows(bus: Bus) -> None:
    clumsy, user = User(fails=True), User()
    async with attended(clumsy, user) as (session, said):
        first = session.connection
        assert first is not None
        bus.crash()
        await until(lambda: user.handed == [None], "the loss", PATIENCE)
        assert (session.connection, said) == (None, [GONE])
        bus.begin()
        await until(lambda: len(user.handed) == 2, "the return", PATIENCE)
        second = user.handed[1]
        assert second is not None
        assert second is session.connection
        assert second is not first
        assert clumsy.handed == user.handed
        assert said == [GONE, None]
        assert (await second.call(who_is_there())).body[0]


async def test_a_bus_that_comes_up_later_is_used_and_its_lack_is_no_fault(bus: Bus) -> None:
    bus.crash()
    user = User()
    async with attended(user) as (session, said):
        assert session.connection is None
        bus.begin()
        await until(lambda: user.handed, "the bus", PATIENCE)
        assert user.handed == [session.connection]
        assert said == [None]


async def test_a_bus_is_found_again_though_its_socket_was_there_all_the_time(
    bus: Bus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As systemd does it, which listens itself and starts a bus when somebody connects."""
    behind = bus.address.removeprefix("unix:path=")
    passing: set[asyncio.Task[None]] = set()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(4096):
            writer.write(data)
        writer.close()

    async def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            to_bus = await asyncio.open_unix_connection(behind)
        except OSError:
            writer.close()
            return
        for one in (pass_on(reader, to_bus[1]), pass_on(to_bus[0], writer)):
            passing.add(asyncio.create_task(one))

    front = tmp_path / "front"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={front}")
    server = await asyncio.start_unix_server(welcome, front)
    user = User()
    async with attended(user):
        bus.crash()
        await until(lambda: user.handed == [None], "the loss", PATIENCE)
        bus.begin()
        await until(lambda: len(user.handed) == 2, "the return", PATIENCE)
    server.close()
    for one in passing:
        one.cancel()
        with suppress(asyncio.CancelledError, OSError):
            await one


async def test_what_is_sent_while_the_connection_breaks_hurts_nobody(
    bus: Bus, caplog: pytest.LogCaptureFixture
) -> None:
    async with attended() as (session, _):
        connection = session.connection
        assert connection is not None
        bus.crash()
        for _ in range(5):
            connection.send(who_is_there())
        with pytest.raises((OSError, EOFError)):
            await connection.call(who_is_there())
        await until(lambda: session.connection is None, "the loss", PATIENCE)
        with pytest.raises(EOFError):
            connection.send(who_is_there())
        with pytest.raises(EOFError):
            await connection.call(who_is_there())
    del connection
    gc.collect()
    assert [one for one in caplog.records if one.levelno > logging.WARNING] == []


async def test_the_system_bus_is_used_again_when_it_is_back_and_logind_is_heard_on_it(
    bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    said: list[str | None] = []
    ears = Ears()
    lasting = LastingBus(SYSTEM_BUS, said.append)
    sensor = LogindSensor(await lasting.start(), ears, Lock(ears), {})
    lasting.attend(sensor.use)
    await sensor.start()
    bus.crash()
    await until(lambda: said == [SYSTEM_BUS.gone], "the loss", PATIENCE)
    bus.begin()
    await until(lambda: said == [SYSTEM_BUS.gone, None], "the return", PATIENCE)
    async with played() as logind:
        await until(lambda: "Get LockedHint" in logind.asked, "the question", PATIENCE)
        logind.hint(locked=True)
        await ears.wait_for(1)
        assert ears.heard == [Locked()]
    await sensor.close()
    await lasting.close()


async def test_a_flood_of_words_does_not_end_the_connection(bus: Bus) -> None:
    async with attended() as (session, _):
        connection = session.connection
        assert connection is not None
        rules = [
            Message.new_signal("/", "org.example.Flood", "Said", "s", ["x" * 5000])
            for _ in range(2000)
        ]
        for one in rules:
            connection.send(one)
        assert (await connection.call(who_is_there())).body[0]
        assert connection.connected


async def test_after_closing_no_other_connection_is_made(bus: Bus) -> None:
    user = User()
    async with attended(user) as (session, _):
        bus.crash()
        await until(lambda: user.handed == [None], "the loss", PATIENCE)
    bus.begin()
    await asyncio.sleep(0.3)
    assert (user.handed, session.connection) == ([None], None)


@pytest.mark.parametrize(
    ("address", "files"),
    [
        ("unix:path=/run/user/1000/bus", ["/run/user/1000/bus"]),
        ("unix:path=/with%20space,guid=0a1b", ["/with space"]),
        ("unix:guid=0a1b,path=/one;tcp:host=there;unix:path=/two", ["/one", "/two"]),
        ("unix:abstract=/tmp/dbus-x", []),
        ("", []),
    ],
)
def test_the_files_where_an_address_can_be_met(address: str, files: list[str]) -> None:
    assert [str(file) for file in sockets(address)] == files
