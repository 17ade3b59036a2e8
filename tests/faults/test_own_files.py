"""What belongs to the program is replaced by things that are no files: it goes on."""

import asyncio
import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.cli.running import Start, ended
from tests.faults.living import done, running
from unkink.adapters.history.connection import open_to_read, open_untouched
from unkink.adapters.history.history_file import HistoryFile
from unkink.adapters.memory_file import MemoryFile
from unkink.adapters.notifiers.leftovers import Leftovers
from unkink.adapters.tuning_file import TuningFile
from unkink.guide.figures import Figures
from unkink.own_files import LARGEST, read_own
from unkink.paths import Paths
from unkink.pictures import COMPLETE, Pictures
from unkink.ports import AdapterError
from unkink.private_files import replace_private
from unkink.tuning import Tuning

Spoil = Callable[[Path], object]
FIGURE = {"any": "figure"}


def folder(path: Path) -> None:
    path.mkdir()


def endless(path: Path) -> None:
    """Lead to zeroes without an end; root gets a node of its own, and spares the real one."""
    zero = Path("/dev/zero")
    if os.getuid() == 0:
        zero = path.with_name("zero")
        if not zero.exists():
            os.mknod(zero, stat.S_IFCHR | 0o600, os.makedev(1, 5))
    path.symlink_to(zero)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2 << 30)


SPOILT = [folder, os.mkfifo, endless, huge]


@pytest.fixture(params=SPOILT)
def spoil(request: pytest.FixtureRequest) -> Spoil:
    chosen: Spoil = request.param
    return chosen


def test_only_an_ordinary_file_of_a_sensible_size_is_read(tmp_path: Path, spoil: Spoil) -> None:
    path = tmp_path / "state.json"
    spoil(path)
    with pytest.raises(OSError, match=r"no ordinary file|larger than 4096 kB|Is a directory"):
        read_own(path)


def test_what_is_no_file_is_not_replaced_by_one(tmp_path: Path, spoil: Spoil) -> None:
    path = tmp_path / "state.json"
    spoil(path)
    kind = path.stat().st_mode
    if spoil is huge:
        replace_private(path, "{}")
        assert path.read_text() == "{}"
        return
    with pytest.raises(OSError, match="no ordinary file"):
        replace_private(path, "{}")
    assert path.stat().st_mode == kind


def test_a_file_of_just_the_most_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_bytes(b"x" * LARGEST)
    assert len(read_own(path)) == LARGEST


def test_the_memory_begins_anew_and_what_was_there_is_kept_aside(
    tmp_path: Path, spoil: Spoil
) -> None:
    path = tmp_path / "state.json"
    spoil(path)
    assert MemoryFile(path).load() is None
    assert os.path.lexists(tmp_path / "state.json.unreadable-1")


def test_the_switches_of_the_pages_are_as_usual(tmp_path: Path, spoil: Spoil) -> None:
    path = tmp_path / "guide.json"
    spoil(path)
    assert TuningFile(path).load() == Tuning()


def test_what_a_crash_left_on_the_screen_is_unknown(tmp_path: Path, spoil: Spoil) -> None:
    path = tmp_path / "on-screen"
    spoil(path)
    assert Leftovers(path).of("server") == []


def test_pictures_are_drawn_anew(tmp_path: Path, spoil: Spoil) -> None:
    spoil(tmp_path / COMPLETE)
    assert Pictures(tmp_path, tmp_path / "tips", "1")._complete() is False


def test_a_figure_that_is_kept_as_something_else_is_no_figure(tmp_path: Path, spoil: Spoil) -> None:
    figures = Figures(tmp_path, "1")
    file = figures._file("stills", FIGURE)
    spoil(file)
    from unkink.guide.figures import _read

    assert _read(file, figures._stills) is None


def test_the_journal_is_told_of_and_goes_on_in_memory(tmp_path: Path, spoil: Spoil) -> None:
    if spoil is huge:
        return  # SQLite reads a page of it, sees that it is none of ours, and puts it aside
    path = tmp_path / "history.db"
    spoil(path)
    with pytest.raises(AdapterError, match="no ordinary file"):
        HistoryFile(path, lambda: 400).oldest()
    for question in (open_to_read, open_untouched):
        with pytest.raises(sqlite3.OperationalError, match="no ordinary file"):
            question(path)


def everything(paths: Paths) -> list[Path]:
    return [
        paths.state_file,
        paths.tuning_file,
        paths.history_file,
        paths.last_good(paths.config_file),
        paths.cache / "pictures" / COMPLETE,
        paths.runtime / "on-screen",
        *paths.home_locks,
    ]


@pytest.mark.parametrize("spoil", [os.mkfifo, endless], indirect=False)
async def test_a_daemon_whose_own_files_are_all_something_else_runs_and_ends(
    bare: Desk, start: Start, spoil: Spoil
) -> None:
    for path in everything(bare.paths):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        spoil(path)
    process = await start()
    await running(process)
    await done(bare, "now", "neck-turns")
    await done(bare, "done")
    assert '"journal": ' in await done(bare, "status", "--json")
    for command in (("why",), ("tips",), ("stats",), ("today", "--print"), ("history", "path")):
        async with asyncio.timeout(20):
            assert (await bare.types(*command)).code in (0, 1)
    await done(bare, "quit")
    code, complaints = await ended(process)
    assert code == 0
    assert "Traceback" not in complaints
