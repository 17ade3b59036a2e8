"""A daemon killed at any moment loses nothing that it has acknowledged."""

import asyncio
import random

from tests.cli.conftest import Desk
from tests.cli.running import PATIENCE, Start, ended
from tests.faults.living import done, kept, running
from tests.faults.pouring import Pouring
from tests.waiting import wait_until_true
from unkink.adapters.memory_file import read_memory

KILLS = 10


async def test_nothing_acknowledged_is_lost_whenever_it_is_killed(bare: Desk, start: Start) -> None:
    moments = random.Random(7)  # moments to kill at, no secrets
    known: list[str] = []
    for _ in range(KILLS):
        process = await start()
        await running(process)
        person = Pouring(bare.paths.socket)
        pours = asyncio.create_task(asyncio.to_thread(person.until, lambda: False))
        enough = moments.randint(1, 60)

        async def has_enough(one: Pouring = person, least: int = enough) -> bool:
            return len(one.shown) >= least

        # Looks are far apart beside commands, so that the kill falls anywhere within one.
        await wait_until_true(has_enough, PATIENCE, "some prompts")
        process.kill()
        assert "WARNING" not in (await ended(process))[1]
        await asyncio.wait_for(pours, PATIENCE)

        rows = kept(bare)
        told = [*known, *person.shown]
        assert rows[: len(told)] == told
        assert len(rows) - len(told) in (0, 1)  # written, and killed before it could say so
        posture = read_memory(bare.paths.state_file).posture
        assert posture in (person.posture, person.promised)
        known = rows
    process = await start()
    await running(process)
    assert (await done(bare, "why", "--last", "1h")).count("as you asked") >= len(known)
    await done(bare, "quit")
    assert await ended(process) == (0, "")
    folders = (bare.paths.data, bare.paths.state_file.parent)
    files = {file.name for folder in folders for file in folder.iterdir()}
    assert not [name for name in files if "unreadable" in name]
