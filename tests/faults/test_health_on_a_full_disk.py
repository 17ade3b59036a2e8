"""Answers about health that a full disk refused are on it once there is room, or told as lost."""

import json
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Desk
from tests.cli.running import Start, ended
from tests.faults.disk import Disk, mounted
from tests.faults.living import about, done, running, takes
from unkink.health_file import read_health

NO_SPACE = "No space left on device"
UNSAVED = f"The health answers are not saved yet ({NO_SPACE}); unkink tries again."


@pytest.fixture
def disk(bare: Desk) -> Iterator[Disk]:
    """A disk of one megabyte, and on it what the person writes and answers."""
    with mounted(bare.paths.health_file.parent) as disk:
        yield disk


async def answers(desk: Desk, tag: str) -> None:
    """Answer on a full disk, and be told."""
    outcome = await desk.types("profile", "set", tag)
    assert outcome.code == 1
    told = f"The answers hold, but could not be saved yet: {NO_SPACE}. unkink tries again."
    assert told in " ".join(outcome.err.split())


async def faults(desk: Desk) -> object:
    return json.loads(await done(desk, "status", "--json"))["faults"]


def kept(desk: Desk) -> frozenset[str]:
    return read_health(desk.paths.health_file).profile.tags


async def test_they_are_written_without_a_restart_once_there_is_room(
    bare: Desk, start: Start, disk: Disk
) -> None:
    process = await start()
    await running(process)
    disk.fill()
    await answers(bare, "pregnancy")
    assert await faults(bare) == {"unsaved": UNSAVED}
    assert UNSAVED in await done(bare, "status")
    assert UNSAVED in " ".join((await bare.types("doctor", "--quick")).out.split())
    assert kept(bare) == frozenset()
    disk.free()
    await takes(bare, "posture-shift")
    assert kept(bare) == {"pregnancy"}
    assert await faults(bare) == {}
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert code == 0
    told = about(complaints, "health.toml")
    assert ["cannot be written" in line for line in told] == [True, False]
    assert told[-1].endswith("can be written again")
    assert "pregnan" not in complaints


async def test_they_are_written_at_the_end_though_nothing_else_happens(
    bare: Desk, start: Start, disk: Disk
) -> None:
    process = await start()
    await running(process)
    disk.fill()
    await answers(bare, "pregnancy")
    disk.free()
    process.terminate()
    assert (await ended(process))[0] == 0
    assert kept(bare) == {"pregnancy"}


async def test_an_end_on_a_full_disk_says_that_they_are_lost(
    bare: Desk, start: Start, disk: Disk
) -> None:
    process = await start()
    await running(process)
    await done(bare, "profile", "set", "epilepsy")
    disk.fill()
    await answers(bare, "pregnancy")
    process.terminate()
    code, complaints = await ended(process)
    assert code == 0
    lost = about(complaints, f"The newest health answers are in no file ({NO_SPACE}).")
    assert len(lost) == 1
    assert "pregnan" not in complaints
    assert "Traceback" not in complaints
    assert kept(bare) == {"epilepsy"}  # what was saved stays
