"""A daemon without a place for its socket says so; without one for its settings it goes on."""

from tests.cli.conftest import Desk
from tests.cli.running import Start, ended
from tests.faults.disk import mounted
from tests.faults.living import about, done, running, takes


async def test_a_runtime_folder_that_cannot_be_written_is_told_in_one_line(
    bare: Desk, start: Start
) -> None:
    with mounted(bare.paths.runtime.parent) as disk:
        disk.make_read_only()
        code, complaints = await ended(await start())
    assert code == 1
    place = bare.paths.runtime
    assert complaints == f"{place} cannot be used as a folder: Read-only file system\n"


async def test_a_runtime_folder_that_turned_read_only_is_told_in_one_line(
    bare: Desk, start: Start
) -> None:
    with mounted(bare.paths.runtime) as disk:
        disk.make_read_only()
        code, complaints = await ended(await start())
    assert code == 1
    assert complaints == f"{bare.paths.lock} cannot be written: Read-only file system\n"


async def test_a_full_runtime_folder_takes_a_lock_and_a_socket_all_the_same(
    bare: Desk, start: Start
) -> None:
    with mounted(bare.paths.runtime) as disk:
        disk.fill()
        process = await start()
        await running(process)
        code, complaints = await ended(await start())
        assert (code, complaints) == (3, "unkink is already running\n")
        await done(bare, "quit")
        assert await ended(process) == (0, "")


async def test_a_runtime_folder_that_is_not_there_is_made_elsewhere(bare: Desk) -> None:
    bare.paths.runtime.parent.rmdir()
    outcome = await bare.where(XDG_RUNTIME_DIR=str(bare.paths.runtime.parent)).types("status")
    assert (outcome.code, outcome.out) == (4, "")


async def test_a_settings_folder_that_cannot_be_written_leaves_the_defaults(
    bare: Desk, start: Start
) -> None:
    with mounted(bare.paths.config_file.parents[1]) as disk:
        disk.make_read_only()
        process = await start()
        await running(process)
        await takes(bare, "neck-turns")
        await done(bare, "quit")
        code, complaints = await ended(process)
    assert code == 0
    assert len(about(complaints, "config.toml")) == 1
    assert "the defaults are in force" in complaints
    assert "Traceback" not in complaints
