"""A private session bus for the tests here, and a connection to it as the daemon has one."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from dbus_fast.aio import MessageBus

from tests.adapters.notifiers.scripted_server import ScriptedServer, connect, hang_up
from tests.desktop.bus import Bus
from tests.desktop.home import new_home


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a session bus on which nothing starts by itself."""
    environment = new_home(tmp_path)
    bus = Bus(Path(environment["XDG_RUNTIME_DIR"]), environment, tmp_path / "bus.log")
    yield bus.address
    bus.stop()


@pytest.fixture
async def connection(address: str) -> AsyncIterator[MessageBus]:
    """The daemon's connection to that bus."""
    bus = await connect(address)
    yield bus
    await hang_up(bus)


@pytest.fixture
async def server(address: str) -> AsyncIterator[ScriptedServer]:
    """A well-behaved server that is there already."""
    server = ScriptedServer(address)
    await server.start()
    yield server
    await server.stop()
