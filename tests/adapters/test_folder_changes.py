"""What people and their editors do with files, and that it is heard of: once, and not in vain."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.adapters.notifiers.listener import until
from unkink.adapters.folder_changes import PAUSE, FolderChanges


class Ear:
    """Counts what it was told."""

    def __init__(self, folder: Path) -> None:
        self.heard = 0
        self.changes = FolderChanges(folder, lambda path: path.suffix == ".toml", self._hear)

    def _hear(self) -> None:
        self.heard += 1

    async def hears(self, what: str) -> None:
        """Wait to be told, and begin to count anew."""
        await until(lambda: self.heard, f"{what} to be heard of")
        self.heard = 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of tips, which is there, with one file."""
    folder = tmp_path / "config" / "unkink" / "tips"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("one", "utf-8")
    return folder


@pytest.fixture
async def ear(tmp_path: Path) -> AsyncIterator[Ear]:
    ear = Ear(tmp_path / "config" / "unkink" / "tips")
    yield ear
    ear.changes.close()


async def some_turns() -> None:
    """Let the loop take what the kernel has told already, which it does at once."""
    for _ in range(5):
        await asyncio.sleep(0)


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def linked(link: Path, target: Path) -> None:
    link.symlink_to(target)


def moved(path: Path, to: Path) -> None:
    path.replace(to)


def in_place(file: Path) -> None:
    file.write_text("two", "utf-8")


def by_renaming(file: Path) -> None:
    new = file.with_name(".mine.toml.tmp")
    new.write_text("two", "utf-8")
    new.replace(file)


def as_vim_does(file: Path) -> None:
    """Move the old one aside, write a new one of its name, take the old one away."""
    backup = file.with_name("mine.toml~")
    file.rename(backup)
    file.write_text("two", "utf-8")
    backup.unlink()


def deleting(file: Path) -> None:
    file.unlink()


def a_new_file(file: Path) -> None:
    file.with_name("another.toml").write_text("", "utf-8")


def a_link(file: Path) -> None:
    file.with_name("linked.toml").symlink_to(file)


def moving_away(file: Path) -> None:
    file.rename(file.parents[1] / "mine.toml")


def renaming_it_to_no_tips(file: Path) -> None:
    file.rename(file.with_suffix(".off"))


def locking(file: Path) -> None:
    file.chmod(0)


def unlocking(folder: Path) -> None:
    folder.chmod(0o700)


SAVINGS = [
    in_place,
    by_renaming,
    as_vim_does,
    deleting,
    a_new_file,
    a_link,
    moving_away,
    renaming_it_to_no_tips,
    locking,
]


@pytest.mark.parametrize("saving", SAVINGS)
async def test_every_way_to_save_is_heard_of(
    folder: Path, ear: Ear, saving: Callable[[Path], None]
) -> None:
    ear.changes.start()
    saving(folder / "mine.toml")
    await ear.hears(saving.__name__)


async def test_many_changes_in_one_go_are_told_once(folder: Path, ear: Ear) -> None:
    ear.changes.start()
    for number in range(100):
        (folder / f"{number}.toml").write_text("", "utf-8")
    await ear.hears("the copying")
    (folder / "last.toml").write_text("", "utf-8")
    await until(lambda: ear.heard, "the last file to be heard of")
    assert ear.heard == 1


async def test_what_never_stops_changing_is_told_all_the_same(folder: Path, ear: Ear) -> None:
    ear.changes.start()

    async def scribble() -> None:
        while True:
            (folder / "mine.toml").write_text("…", "utf-8")
            await asyncio.sleep(PAUSE / 10)

    scribbling = asyncio.create_task(scribble())
    await ear.hears("the scribbling")
    scribbling.cancel()


async def test_other_files_in_the_folder_are_nobodys_business(folder: Path, ear: Ear) -> None:
    ear.changes.start()
    (folder / "notes.txt").write_text("", "utf-8")
    (folder / ".mine.toml.swp").write_text("", "utf-8")
    (folder.parent / "config.toml").write_text("", "utf-8")
    await some_turns()
    assert ear.changes._timer is None


async def test_reading_the_files_is_no_change(folder: Path, ear: Ear) -> None:
    ear.changes.start()
    (folder / "mine.toml").read_text("utf-8")
    await some_turns()
    assert ear.changes._timer is None


async def test_a_folder_that_is_made_later_is_heard_of_and_so_is_what_follows(
    tmp_path: Path, ear: Ear
) -> None:
    ear.changes.start()
    for path in ("config", "config/unkink", "config/unkink/tips"):
        (tmp_path / path).mkdir()
        await ear.hears(f"{path} being made")
    in_place(tmp_path / "config/unkink/tips/mine.toml")
    await ear.hears("the first file")


async def test_a_whole_way_that_is_made_in_one_go_is_followed_to_its_end(
    tmp_path: Path, ear: Ear
) -> None:
    ear.changes.start()
    (tmp_path / "config/unkink/tips").mkdir(parents=True)
    await ear.hears("the folders")
    in_place(tmp_path / "config/unkink/tips/mine.toml")
    await ear.hears("the first file")


async def test_a_folder_that_goes_and_comes_back_is_heard_of(folder: Path, ear: Ear) -> None:
    ear.changes.start()
    shutil.rmtree(folder)
    await ear.hears("the folder going")
    made(folder)
    await ear.hears("the folder coming back")
    in_place(folder / "mine.toml")
    await ear.hears("a file in it")


@pytest.mark.parametrize("levels", [0, 1, 2])
async def test_a_folder_that_is_moved_away_with_all_above_it_is_no_longer_read(
    folder: Path, ear: Ear, levels: int, tmp_path: Path
) -> None:
    ear.changes.start()
    place = [folder, *folder.parents][levels]
    moved(place, tmp_path / "elsewhere")
    await ear.hears("the move")
    moved(tmp_path / "elsewhere", place)
    await ear.hears("the way back")
    in_place(folder / "mine.toml")
    await ear.hears("a file in it")


async def test_a_folder_that_is_a_link_is_followed_when_it_is_pointed_elsewhere(
    folder: Path, ear: Ear, tmp_path: Path
) -> None:
    kept, new = tmp_path / "kept", folder.with_name("new")
    moved(folder, kept)
    linked(folder, kept)
    ear.changes.start()
    in_place(kept / "mine.toml")
    await ear.hears("a change behind the link")
    other = made(tmp_path / "other")
    linked(new, other)
    moved(new, folder)
    await ear.hears("the link")
    in_place(other / "mine.toml")
    await ear.hears("a change behind the new link")


async def test_a_file_that_is_a_link_is_heard_of_when_its_other_end_changes(
    folder: Path, ear: Ear, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (folder / "mine.toml").rename(kept / "tips-of-mine")
    (folder / "mine.toml").symlink_to(kept / "tips-of-mine")
    ear.changes.start()
    by_renaming(kept / "tips-of-mine")
    await ear.hears("the other end")


async def test_links_that_lead_in_circles_or_nowhere_do_no_harm(folder: Path, ear: Ear) -> None:
    (folder / "circle.toml").symlink_to(folder / "circle.toml")
    (folder / "nowhere.toml").symlink_to(folder / "not" / "there")
    ear.changes.start()
    in_place(folder / "mine.toml")
    await ear.hears("the change")


async def test_a_folder_nobody_may_look_into_is_heard_of_when_it_is_opened(
    folder: Path, ear: Ear
) -> None:
    locking(folder)
    ear.changes.start()
    unlocking(folder)
    await ear.hears("the permission")


async def test_once_closed_it_is_quiet_and_holds_nothing_open(folder: Path, ear: Ear) -> None:
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    ear.changes.start()
    in_place(folder / "mine.toml")
    await ear.hears("the change")
    in_place(folder / "mine.toml")
    await until(lambda: ear.changes._timer, "the second change to be noticed")
    ear.changes.close()
    assert (ear.changes._timer, len(os.listdir("/proc/self/fd"))) == (None, before)  # noqa: PTH208
