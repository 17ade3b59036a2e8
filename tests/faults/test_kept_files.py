"""What is kept may be damaged, locked, or of another version; the daemon goes on all the same."""

import json
import sqlite3
from contextlib import closing

import pytest

from tests.cli.conftest import Desk
from tests.cli.running import Start, ended
from tests.faults.living import about, done, kept, running, takes, told


async def test_a_damaged_journal_is_put_aside_and_a_new_one_begins(
    bare: Desk, start: Start
) -> None:
    bare.paths.data.mkdir(parents=True)
    bare.paths.history_file.write_bytes(b"torn " * 400)
    process = await start()
    await running(process)
    await takes(bare, "neck-turns")
    assert kept(bare) == ["neck-turns"]
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert code == 0
    [line] = about(complaints, "history.db")
    assert line.endswith("it is kept as history.db.unreadable-1, and a new one begins")


async def test_a_journal_damaged_under_way_is_put_aside_and_a_new_one_begins(
    bare: Desk, start: Start
) -> None:
    process = await start()
    await running(process)
    await takes(bare, "neck-turns")
    for file in bare.paths.data.glob("history.db*"):
        if not file.name.endswith("-shm"):
            with file.open("r+b") as raw:
                raw.write(b"\xff" * file.stat().st_size)
    await takes(bare, "neck-nods")
    await takes(bare, "neck-turns")
    assert (await told(bare))[-2:] == ["neck-nods", "neck-turns"]
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert code == 0
    assert "Traceback" not in complaints
    after = await start()
    await running(after)
    await takes(bare, "neck-nods")
    assert kept(bare)[-1] == "neck-nods"
    await done(bare, "quit")
    assert (await ended(after))[0] == 0


async def test_a_journal_locked_by_another_program_catches_up_when_it_lets_go(
    bare: Desk, start: Start
) -> None:
    process = await start()
    await running(process)
    await takes(bare, "neck-turns")
    with closing(sqlite3.connect(bare.paths.history_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await takes(bare, "neck-nods")
        assert await told(bare) == ["neck-turns", "neck-nods"]
        assert kept(bare) == ["neck-turns"]
        other.execute("ROLLBACK")
    await takes(bare, "neck-turns")
    assert kept(bare) == ["neck-turns", "neck-nods", "neck-turns"]
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert code == 0
    first, second = about(complaints, "journal")
    assert first.endswith("(database is locked); the journal goes on in memory")
    assert second == "WARNING the journal is written to its file again"


async def test_a_journal_of_a_newer_version_is_left_as_it_is(bare: Desk, start: Start) -> None:
    bare.paths.data.mkdir(parents=True)
    with closing(sqlite3.connect(bare.paths.history_file)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = bare.paths.history_file.read_bytes()
    process = await start()
    await running(process)
    await takes(bare, "neck-turns")
    assert await told(bare) == ["neck-turns"]
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert code == 0
    [line] = about(complaints, "history.db")
    assert line.endswith("was written by a newer unkink; the journal goes on in memory")
    assert bare.paths.history_file.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"\0" * 900, b'{"schema": 99}', b'{"schema": 3}', b"[]"])
async def test_a_state_file_that_makes_no_sense_is_put_aside(
    bare: Desk, start: Start, content: bytes
) -> None:
    file = bare.paths.state_file
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    process = await start()
    await running(process)
    await done(bare, "stand")
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert code == 0
    [line] = about(complaints, "state.json")
    assert line.endswith("it is kept as state.json.unreadable-1")
    assert file.with_name("state.json.unreadable-1").read_bytes() == content
    assert json.loads(file.read_text())["posture"] == "standing"


async def test_a_folder_in_the_place_of_the_state_file_is_put_aside(
    bare: Desk, start: Start
) -> None:
    bare.paths.state_file.mkdir(parents=True)
    process = await start()
    await running(process)
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert code == 0
    assert len(about(complaints, "state.json")) == 1
    assert bare.paths.state_file.is_file()


async def test_whoever_has_a_history_is_not_welcomed_again_when_the_state_file_was_put_aside(
    bare: Desk, start: Start
) -> None:
    welcomes = []
    for _ in range(2):
        process = await start()
        await running(process)
        await done(bare, "quit")
        said, _ = await process.communicate()
        welcomes.append(b"These tips are for adults" in said)
        bare.paths.state_file.write_bytes(b"spoilt")
    assert welcomes == [True, False]
