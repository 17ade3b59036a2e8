"""A full disk costs what cannot be kept, as long as it is full, and nothing else."""

import json

from tests.cli.conftest import Desk
from tests.cli.running import Start, ended
from tests.faults.disk import Disk
from tests.faults.living import about, done, kept, running, takes, told


async def test_what_was_decided_on_a_full_disk_is_kept_once_there_is_room(
    bare: Desk, start: Start, disk: Disk
) -> None:
    process = await start()
    await running(process)
    await takes(bare, "neck-turns")
    disk.fill()
    await takes(bare, "neck-nods")
    await done(bare, "status")
    assert await told(bare) == ["neck-turns", "neck-nods"]
    assert kept(bare) == ["neck-turns"]
    disk.free()
    await takes(bare, "neck-turns")
    assert kept(bare) == ["neck-turns", "neck-nods", "neck-turns"]
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert code == 0
    journal = [line for line in complaints.splitlines() if "journal" in line]
    assert [("in memory" in line, "again" in line) for line in journal] == [
        (True, False),
        (False, True),
    ]
    memory = about(complaints, "state.json")
    assert ["cannot be written" in line for line in memory] == [True, False]
    assert memory[-1].endswith("can be written again")
    assert json.loads(bare.paths.state_file.read_text())["schema"] == 3


async def test_what_waits_for_room_is_kept_at_the_end_though_nothing_follows_it(
    bare: Desk, start: Start, disk: Disk
) -> None:
    process = await start()
    await running(process)
    await takes(bare, "neck-turns")
    disk.fill()
    await takes(bare, "neck-nods")
    disk.free()
    await done(bare, "quit")
    assert (await ended(process))[0] == 0
    assert kept(bare) == ["neck-turns", "neck-nods"]


async def test_a_disk_that_is_full_at_the_end_is_told_in_one_line(
    bare: Desk, start: Start, disk: Disk
) -> None:
    process = await start()
    await running(process)
    before = bare.paths.state_file.read_bytes()
    disk.fill()
    process.terminate()
    code, complaints = await ended(process)
    assert code == 0
    assert "Traceback" not in complaints
    assert len(about(complaints, "state.json cannot be written (No space left on device)")) == 1
    assert bare.paths.state_file.read_bytes() == before
    assert not bare.paths.socket.exists()


async def test_a_disk_that_is_full_at_the_start_stops_no_reminder(
    bare: Desk, start: Start, disk: Disk
) -> None:
    disk.fill()
    process = await start()
    await running(process)
    await takes(bare, "neck-turns")
    assert await told(bare) == ["neck-turns"]
    disk.free()
    await takes(bare, "neck-nods")
    assert kept(bare) == ["neck-turns", "neck-nods"]
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert code == 0
    assert "Traceback" not in complaints
    assert bare.paths.state_file.exists()


async def test_a_disk_that_cannot_be_written_at_all_stops_no_reminder(
    bare: Desk, start: Start, disk: Disk
) -> None:
    disk.make_read_only()
    process = await start()
    await running(process)
    await takes(bare, "neck-turns")
    await takes(bare, "neck-nods")
    assert await told(bare) == ["neck-turns", "neck-nods"]
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert code == 0
    assert len(about(complaints, "goes on in memory")) == 1
    assert len(about(complaints, "a restart would forget")) == 1
    assert "Traceback" not in complaints
