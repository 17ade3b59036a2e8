"""A real daemon without a desktop, and what can go wrong around it, done for real."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.cli.conftest import Desk, desk
from tests.cli.running import Start, starting
from tests.faults.disk import Disk, mounted
from tests.house import House

__all__ = ["bare", "desk", "disk", "house", "start"]

RUN = ("run", "--tray", "none", "--notifier", "terminal")


@pytest.fixture
def bare(desk: Desk) -> Desk:
    """A desk of which nobody's buses can be reached."""
    nowhere = f"unix:path={desk.paths.runtime}/no-bus"
    return desk.where(DBUS_SESSION_BUS_ADDRESS=nowhere, DBUS_SYSTEM_BUS_ADDRESS=nowhere)


@pytest.fixture
async def start(bare: Desk) -> AsyncIterator[Start]:
    """Start a daemon without waiting for it; whatever still runs at the end is ended."""
    async with starting(bare, *RUN) as begin:
        yield begin


@pytest.fixture
def disk(bare: Desk) -> Iterator[Disk]:
    """A disk of one megabyte, and on it all that the daemon keeps but its settings."""
    if os.getuid() != 0:
        pytest.skip("only root may mount a disk")
    with mounted(bare.paths.data.parents[1]) as disk:
        yield disk


@pytest.fixture
def house() -> House:
    return House()
