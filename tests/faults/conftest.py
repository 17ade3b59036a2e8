"""A real daemon without a desktop, and what can go wrong around it, done for real."""

import os
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Desk, desk
from tests.cli.running import bare, start
from tests.faults.disk import Disk, mounted
from tests.house import House

__all__ = ["bare", "desk", "disk", "house", "start"]


@pytest.fixture
def disk(bare: Desk) -> Iterator[Disk]:
    """A disk of one megabyte, and on it all that the daemon keeps but its settings."""
    if os.getuid() != 0:
        pytest.skip("only root may mount a disk")
    with mounted(bare.paths.data.parents[1]) as disk:
        yield disk


@pytest.fixture
async def house() -> House:
    return House()
