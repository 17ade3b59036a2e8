"""One daemon begins whoever starts how many, and ends in order whatever goes on."""

import asyncio
import json
import re
import shutil
import signal
from collections.abc import Callable

import pytest

from tests.cli.conftest import Desk
from tests.cli.running import PATIENCE, Start, ended
from tests.faults.living import about, done, kept, running
from tests.faults.pouring import Pouring
from tests.waiting import wait_until_true
from unkink.adapters.memory_file import read_memory
from unkink.adapters.single_instance import holder
from unkink.paths import Paths

CROWD = 20


async def test_of_twenty_simultaneous_starts_one_stays(bare: Desk, start: Start) -> None:
    crowd = await asyncio.gather(*(start() for _ in range(CROWD)))
    ends = {asyncio.create_task(one.wait()): one for one in crowd}
    lost: set[int] = set()
    async with asyncio.timeout(2 * PATIENCE):
        for end in asyncio.as_completed(ends):
            assert await end == 3
            lost = {one.pid for one in crowd if one.returncode is not None}
            if len(lost) == CROWD - 1:
                break
    [stays] = [one for one in crowd if one.pid not in lost]
    await running(stays)
    for one in crowd:
        if one is not stays:
            line = rf"unkink is already running( \(process {stays.pid}\))?\n"
            assert re.fullmatch(line, (await ended(one))[1])
    await done(bare, "status")
    await done(bare, "quit")
    assert await ended(stays) == (0, "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_a_signal_amid_commands_ends_it_in_order_with_everything_kept(
    bare: Desk, start: Start, number: signal.Signals
) -> None:
    process = await start()
    await running(process)
    person = Pouring(bare.paths.socket)
    pours = asyncio.create_task(asyncio.to_thread(person.until, lambda: False))

    async def has_begun() -> bool:
        return len(person.shown) > 10

    await wait_until_true(has_begun, PATIENCE, "some prompts")
    process.send_signal(number)
    code, complaints = await ended(process)
    await asyncio.wait_for(pours, PATIENCE)
    assert (code, complaints) == (0, "")
    assert kept(bare)[: len(person.shown)] == person.shown
    assert read_memory(bare.paths.state_file).posture in (person.posture, person.promised)
    assert not bare.paths.socket.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_three_signals_in_a_row_end_it_at_once_with_everything_kept(
    bare: Desk, start: Start, number: signal.Signals
) -> None:
    process = await start()
    await running(process)
    await done(bare, "stand")
    for _ in range(3):
        process.send_signal(number)
    code, complaints = await ended(process)
    assert code in (0, 128 + number)  # in order where all three came before the first was seen
    assert about(complaints, "Traceback") == []
    assert not bare.paths.socket.exists()
    assert json.loads(bare.paths.state_file.read_text())["posture"] == "standing"


async def test_it_ends_with_the_session_whose_folder_is_taken_away(
    bare: Desk, start: Start
) -> None:
    process = await start()
    await running(process)
    await done(bare, "stand")
    place = bare.paths.runtime.parent
    shutil.rmtree(place)
    code, complaints = await ended(process)
    assert (code, complaints) == (
        0,
        f"WARNING {place} is gone, as it is when a session is over; unkink ends\n",
    )
    assert json.loads(bare.paths.state_file.read_text())["posture"] == "standing"


def whole(paths: Paths) -> None:
    shutil.rmtree(paths.runtime)


def socket_alone(paths: Paths) -> None:
    paths.socket.unlink()


def locks(paths: Paths) -> None:
    for file in (paths.lock, *paths.home_locks):
        file.unlink()


@pytest.mark.parametrize("remove", [whole, socket_alone, locks])
async def test_what_is_removed_of_its_socket_and_locks_is_put_back(
    bare: Desk, start: Start, remove: Callable[[Paths], None]
) -> None:
    process = await start()
    await running(process)
    await done(bare, "stand")
    remove(bare.paths)
    guarded = (bare.paths.lock, *bare.paths.home_locks)

    async def is_back() -> bool:
        held = [holder(file) for file in guarded]
        there = bare.paths.socket.exists()
        return there and all(one is not None and one.pid == process.pid for one in held)

    await wait_until_true(is_back, PATIENCE, "socket and locks")
    await done(bare, "sit")
    assert await (second := await start()).wait() == 3
    assert "already running" in (await ended(second))[1]
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert (code, len(complaints.splitlines())) == (0, 1)
    assert complaints.startswith("WARNING put back what somebody had removed: ")
