"""One real compositor for each test that asks for one."""

from collections.abc import AsyncIterator, Iterator

import pytest
from dbus_fast.aio import MessageBus

from tests.adapters.sensors.buses import leave
from tests.wayland.compositors import KWIN, MUTTER, SWAY, Compositor, running
from tests.wayland.hands import Hands


@pytest.fixture(params=[SWAY, KWIN, MUTTER], ids=lambda kind: kind.name)
def compositor(request: pytest.FixtureRequest) -> Iterator[Compositor]:
    """A running compositor; each kind in turn, or the one that is asked for."""
    with running(request.param) as compositor:
        yield compositor


@pytest.fixture
async def bus(compositor: Compositor) -> AsyncIterator[MessageBus]:
    """The compositor's session bus."""
    address = compositor.environment["DBUS_SESSION_BUS_ADDRESS"]
    bus = await MessageBus(bus_address=address).connect()
    yield bus
    await leave(bus)


@pytest.fixture
async def hands(compositor: Compositor) -> AsyncIterator[Hands]:
    """Somebody at the compositor's pointer."""
    hands = await compositor.hands()
    yield hands
    hands.close()
