"""A daemon that is told to end does, whatever its children and others do."""

import os
import signal
from asyncio.subprocess import Process
from pathlib import Path

from tests.cli.conftest import Desk
from tests.cli.running import PATIENCE, RUN, Start, ended, starting
from tests.faults.living import done, running
from tests.waiting import wait_until_true
from unkink.adapters.single_instance import holder

HOOK = """
[[hook]]
on = "paused"
run = ["sh", "-c", '{command}']
limit = "{limit}"
"""


def hooked(desk: Desk, command: str, limit: str = "5m") -> None:
    file = desk.paths.config_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HOOK.format(command=command, limit=limit))


def said(file: Path) -> str:
    return file.read_text() if file.exists() else ""


async def number_in(file: Path) -> int:
    async def is_there() -> bool:
        return said(file).endswith("\n")

    await wait_until_true(is_there, PATIENCE, f"a number in {file.name}")
    return int(said(file))


async def about_to_end(desk: Desk, process: Process, begun: Path) -> None:
    """Tell it to end while a hook runs, which is given a moment."""
    await running(process)
    await done(desk, "pause")
    await number_in(begun)
    process.terminate()

    async def is_ending() -> bool:
        other = holder(desk.paths.lock)
        return other is None or other.ending

    await wait_until_true(is_ending, PATIENCE, "the end to begin")


async def test_a_hook_whose_descendant_went_its_own_way_does_not_keep_it(
    bare: Desk, start: Start, tmp_path: Path
) -> None:
    stranger = tmp_path / "stranger"
    hooked(bare, f'setsid sh -c "echo \\$\\$ > {stranger}; exec sleep 1000" & sleep 1000')
    process = await start()
    await running(process)
    await done(bare, "pause")
    left = await number_in(stranger)
    process.terminate()
    assert await ended(process) == (0, "")
    os.kill(left, signal.SIGKILL)
    assert not bare.paths.socket.exists()
    assert holder(bare.paths.lock) is None


async def test_a_command_amid_the_end_is_told_so_and_so_is_nobody_twice(
    bare: Desk, start: Start, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    hooked(bare, f"echo $$ > {begun}; sleep 1000")
    process = await start()
    await about_to_end(bare, process, begun)
    status = await bare.types("status")
    assert status.code == 4
    assert status.err in (
        f"unkink is still ending (process {process.pid}); try again in a moment\n",
        'unkink is not running; start it with "unkink"\n',  # it was quicker
    )
    assert await ended(process) == (0, "")


async def test_a_start_amid_the_end_waits_for_it(bare: Desk, start: Start, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    hooked(bare, f"echo $$ > {begun}; sleep 1000")
    before = await start()
    await about_to_end(bare, before, begun)
    after = await start()
    await running(after)
    assert await ended(before) == (0, "")
    await done(bare, "quit")
    assert await ended(after) == (0, "")


async def test_a_second_daemon_on_one_home_is_refused_whatever_its_runtime_folder(
    bare: Desk, start: Start, tmp_path: Path
) -> None:
    process = await start()
    await running(process)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    other = bare.where(XDG_RUNTIME_DIR=str(elsewhere))
    where = (
        f"unkink is already running (process {process.pid}) in another session; "
        f"XDG_RUNTIME_DIR={bare.paths.runtime.parent} leads commands to it\n"
    )
    async with starting(other, *RUN) as begin:
        assert await ended(await begin()) == (3, where)
    status = await other.types("status")
    assert (status.code, status.err) == (4, where)
    await done(bare, "quit")
    assert await ended(process) == (0, "")
    async with starting(other, *RUN) as begin:
        await running(second := await begin())
        await done(other, "quit")
        assert await ended(second) == (0, "")
