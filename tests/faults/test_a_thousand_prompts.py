"""A daemon that has shown a thousand prompts holds no more than one that has shown some."""

import asyncio
import re
from asyncio.subprocess import Process
from collections.abc import Mapping
from pathlib import Path

from tests.cli.conftest import Desk
from tests.cli.running import PATIENCE, Start
from tests.faults.living import done, kept, running
from tests.faults.pouring import Pouring
from tests.waiting import wait_until_true

WARM, MANY = 300, 1000
GENEROUS = 1.15
"""Of memory; a leak of two kilobytes a prompt would be found."""


def held(process: Process, state: Path) -> Mapping[str, int]:
    """Count what it holds: open files, threads, kilobytes of memory, and bytes of its state."""
    folder = Path(f"/proc/{process.pid}")
    memory = re.search(r"^Rss: +(\d+) kB$", (folder / "smaps_rollup").read_text(), re.MULTILINE)
    assert memory is not None
    return {
        "files": len(list((folder / "fd").iterdir())),
        "threads": len(list((folder / "task").iterdir())),
        "memory": int(memory[1]),
        "state": state.stat().st_size,
    }


async def read_on(process: Process) -> None:
    """Take what it prints, so that it never waits for a reader."""
    assert process.stdout is not None
    while await process.stdout.read(1 << 16):
        pass


async def test_a_thousand_prompts_leave_files_memory_and_state_as_they_were(
    bare: Desk, start: Start
) -> None:
    process = await start()
    await running(process)
    reads = asyncio.create_task(read_on(process))
    person = Pouring(bare.paths.socket)
    await asyncio.to_thread(person.prompts, WARM)
    before = held(process, bare.paths.state_file)
    await asyncio.to_thread(person.prompts, MANY)

    async def has_let_go() -> bool:
        """The last client may be a moment in leaving."""
        return held(process, bare.paths.state_file)["files"] <= before["files"]

    await wait_until_true(has_let_go, PATIENCE, "open files as before")
    after = held(process, bare.paths.state_file)
    assert after["threads"] <= before["threads"]
    assert after["memory"] < before["memory"] * GENEROUS
    assert after["state"] < before["state"] * GENEROUS
    assert kept(bare) == person.shown
    await done(bare, "quit")
    assert await asyncio.wait_for(process.wait(), PATIENCE) == 0
    await reads
