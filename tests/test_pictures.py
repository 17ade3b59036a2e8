"""The small pictures of notifications: drawn ahead, once, by a child, and never waited for."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from tests.adapters.notifiers.listener import until
from tests.house import House
from tests.own_tips import FIGURE, PACING
from unkink.core.events import HealthChanged, PromptRequested
from unkink.core.health import HealthProfile
from unkink.notices import PROMPT_SLOT
from unkink.picture_child import fill
from unkink.pictures import Pictures


def kept(folder: Path) -> dict[str, int]:
    """Each picture, and when it was written."""
    return {file.name: file.stat().st_mtime_ns for file in folder.glob("*.png")}


def names(folder: Path) -> set[str]:
    return {name.split(".")[0] for name in kept(folder)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "pictures"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    own = tmp_path / "tips"
    own.mkdir()
    return own


@pytest.fixture
async def pictures(folder: Path, own: Path) -> AsyncIterator[Pictures]:
    pictures = Pictures(folder, own, "1", quiet=0.01)
    yield pictures
    await pictures.close()


def test_each_tip_is_drawn_once_for_each_version(folder: Path, own: Path) -> None:
    fill(folder, own, "1")
    first = kept(folder)
    assert len(first) == 60
    with Image.open(next(folder.glob("neck-turns.*.png"))) as picture:
        assert (picture.size, picture.mode) == ((128, 128), "RGBA")
        assert picture.getpixel((0, 0)) == (238, 242, 241, 0)  # a round corner
    fill(folder, own, "1")
    assert kept(folder) == first
    fill(folder, own, "2")
    assert len(kept(folder)) == 60
    assert not set(kept(folder)) & set(first)


def test_own_tips_are_drawn_drawn_anew_and_cleared_away(folder: Path, own: Path) -> None:
    (own / "mine.toml").write_text(PACING + FIGURE, "utf-8")
    fill(folder, own, "1")
    assert "pacing" in names(folder)
    before = kept(folder)
    (own / "mine.toml").write_text(PACING + FIGURE.replace("-30", "-40"), "utf-8")
    fill(folder, own, "1")
    assert len(kept(folder)) == 61
    assert len(set(kept(folder)) - set(before)) == 1
    (own / "mine.toml").write_text(PACING, "utf-8")
    (folder / "half.part").write_bytes(b"what a killed child left")
    fill(folder, own, "1")
    assert "pacing" not in names(folder)
    assert sorted(file.suffix for file in folder.iterdir()) == ["", *[".png"] * 60]


async def test_a_child_draws_them_and_ends(folder: Path, pictures: Pictures) -> None:
    assert pictures.of("neck-turns") is None
    pictures.start()
    await until(lambda: pictures._drawing and pictures._drawing.done(), "the child", 60)
    found = pictures.of("neck-turns")
    assert found is not None
    assert found.parent == folder
    assert pictures.of("neck") is None
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text()  # noqa: ASYNC240
    assert children == ""


async def test_nothing_is_started_where_nothing_can_be_missing(
    folder: Path, own: Path, pictures: Pictures
) -> None:
    fill(folder, own, "1")
    pictures.start()
    assert pictures._timer is None
    again = Pictures(folder, own, "2")
    again.start()
    assert again._timer is not None
    await again.close()


async def test_own_tips_may_have_changed_while_nobody_looked(
    folder: Path, own: Path, pictures: Pictures
) -> None:
    fill(folder, own, "1")
    (own / "mine.toml").write_text(PACING + FIGURE, "utf-8")
    pictures.start()
    await until(lambda: pictures.of("pacing"), "the new picture", 60)


async def test_the_end_of_the_program_is_the_end_of_the_child(pictures: Pictures) -> None:
    pictures.renew()
    await until(lambda: pictures._drawing, "the drawing to begin")
    await pictures.close()
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text()  # noqa: ASYNC240
    assert children == ""


async def test_a_folder_that_cannot_be_written_costs_only_the_pictures(
    folder: Path, own: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.parent.write_text("in the way", "utf-8")
    pictures = Pictures(folder, own, "1", quiet=0.01)
    pictures.start()
    await until(lambda: caplog.messages, "the warning", 60)
    assert caplog.messages[0].startswith("some notifications go without a picture: ")
    assert pictures.of("neck-turns") is None
    await pictures.close()


class Shelf:
    """Has a picture, or none yet."""

    def __init__(self, picture: Path | None) -> None:
        self.picture = picture

    def of(self, tip: str) -> Path | None:
        return self.picture


@pytest.mark.parametrize("picture", [None, Path("/cache/pictures/neck-turns.0.png")])
async def test_a_prompt_takes_the_picture_that_is_there_and_waits_for_none(
    picture: Path | None,
) -> None:
    house = House()
    house.loop.world.pictures = Shelf(picture)
    house.loop.report(HealthChanged(HealthProfile(answered=True)))
    await house.loop.perform(PromptRequested())
    assert house.notifier.on_screen[PROMPT_SLOT].picture == picture
