"""The person's own tips come and go while the daemon runs, and nothing else changes."""

import gc
import logging
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.notifiers.listener import until
from tests.house import House
from tests.own_tips import PACING
from unkink.core.events import HealthChanged, PromptRequested
from unkink.core.health import HealthProfile
from unkink.notices import OPEN_FILE, PROMPT_SLOT, TIPS_SLOT
from unkink.ports import ButtonPressed
from unkink.tip_files import check_pool
from unkink.tip_keeper import TipKeeper

SHORTER = PACING.replace("[5, 15, 15]", "[5, 30]")
"""One number is missing."""


class Desk:
    """A house in which the person has a folder of own tips, and has answered the questions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "mine.toml"
        self.house = House()
        self.house.loop.report(HealthChanged(HealthProfile(answered=True)))
        self.keeper = TipKeeper(
            folder,
            check_pool(folder),
            self.house.loop.report,
            self.house.loop.tell,
            written_within=0.05,
        )

    async def save(self, text: str, name: str = "mine.toml") -> None:
        (self.folder / name).write_text(text, "utf-8")
        await self.read()

    async def read(self) -> None:
        """Read again, as the watch on the folder asks for."""
        self.keeper.reload()
        await self.house.loop.settle()

    async def ask_for_pacing(self) -> str | None:
        return await self.house.loop.perform(PromptRequested("pacing"))

    def knows_pacing(self) -> bool:
        return self.house.loop.engine.pool.tip("pacing") is not None

    def notices(self) -> list[tuple[str, str]]:
        return [(one.title, one.body) for one in self.house.notifier.shown if one.slot == TIPS_SLOT]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.keeper.close()


async def test_a_new_file_brings_its_tips_at_once(desk: Desk) -> None:
    assert not desk.knows_pacing()
    await desk.save(PACING)
    assert await desk.ask_for_pacing() is None
    shown = desk.house.notifier.on_screen[PROMPT_SLOT]
    assert shown.body == "Pace the room once from wall to wall."
    assert desk.notices() == []


async def test_what_was_sat_is_kept(desk: Desk) -> None:
    await desk.house.sit(minutes=20)
    await desk.save(PACING)
    (micro,) = desk.house.loop.snapshot().reminders
    assert micro.sat == 20 * 60


async def test_a_prompt_goes_when_its_tip_is_deleted(desk: Desk) -> None:
    await desk.save(PACING)
    await desk.ask_for_pacing()
    desk.file.unlink()
    await desk.read()
    assert PROMPT_SLOT not in desk.house.notifier.on_screen
    assert desk.house.loop.snapshot().live is None


async def test_a_prompt_goes_when_its_tip_now_excludes_the_person(desk: Desk) -> None:
    profile = HealthProfile(answered=True, tags=frozenset({"dizziness"}))
    desk.house.loop.report(HealthChanged(profile))
    await desk.save(PACING)
    assert await desk.ask_for_pacing() is None
    await desk.save(PACING.replace("balance-problem", "dizziness"))
    assert PROMPT_SLOT not in desk.house.notifier.on_screen


async def test_a_prompt_stays_when_other_tips_change(desk: Desk) -> None:
    await desk.save(PACING)
    await desk.ask_for_pacing()
    await desk.save(PACING.replace("pacing", "pacing-more"), "more.toml")
    assert PROMPT_SLOT in desk.house.notifier.on_screen


async def test_a_prompt_whose_tip_was_reworded_stays_and_leads_to_the_new_words(desk: Desk) -> None:
    await desk.save(PACING)
    await desk.ask_for_pacing()
    await desk.save(PACING.replace('Pace the room"', 'Walk about"'))
    live = desk.house.loop.snapshot().live
    assert live is not None
    assert live.tip.title == "Walk about"


async def test_a_mistake_is_told_once_and_its_mending_once(desk: Desk) -> None:
    await desk.save(SHORTER)
    await desk.save(SHORTER + "\n# still not right\n")
    told = (
        "One of your tips needs a look",
        "mine.toml, line 9: tip pacing: step_s: 2 numbers for 3 steps; write one each",
    )
    assert desk.notices() == [told]
    await desk.save(PACING)
    await desk.save(PACING + "\n# fine\n")
    assert desk.notices() == [told, ("Your tips are fine again", "All of them are in use.")]


async def test_a_tip_with_a_mistake_is_out_until_it_is_mended(desk: Desk) -> None:
    await desk.save(PACING)
    await desk.save(SHORTER)
    assert not desk.knows_pacing()
    await desk.save(PACING)
    assert desk.knows_pacing()


async def test_a_second_broken_file_is_told_of_and_all_mended_only_in_the_end(desk: Desk) -> None:
    await desk.save(SHORTER)
    await desk.save(SHORTER, "other.toml")
    await desk.save(PACING)
    (desk.folder / "other.toml").unlink()
    await desk.read()
    assert [body.split(",")[0] for _, body in desk.notices()] == [
        "mine.toml",
        "other.toml",
        "All of them are in use.",
    ]


async def test_a_click_on_the_notice_opens_the_file(desk: Desk) -> None:
    await desk.save(SHORTER)
    desk.house.loop.respond(ButtonPressed(TIPS_SLOT, OPEN_FILE.key, None))
    await desk.house.loop.settle()
    assert desk.house.browser.opened == [(str(desk.file), None)]


async def test_a_mistake_from_before_the_start_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SHORTER, "utf-8")
    desk = Desk(tmp_path)
    await desk.house.loop.settle()
    assert [title for title, _ in desk.notices()] == ["One of your tips needs a look"]


@pytest.mark.parametrize("unfinished", ["", PACING[:200]])
async def test_a_file_that_is_being_written_costs_no_tip_and_no_word(
    desk: Desk, unfinished: str
) -> None:
    await desk.save(PACING)
    await desk.ask_for_pacing()
    await desk.save(unfinished)
    assert desk.knows_pacing()
    await desk.save(PACING)
    await until(lambda: desk.keeper._doubting is None, "it to be believed")
    assert desk.knows_pacing()
    assert PROMPT_SLOT in desk.house.notifier.on_screen
    assert desk.notices() == []


async def test_a_file_that_stays_unfinished_is_told_of(desk: Desk) -> None:
    await desk.save(PACING)
    await desk.save("[[tip]")
    await until(lambda: not desk.knows_pacing(), "it to be believed")
    await desk.house.loop.settle()
    assert desk.notices() == [
        (
            "One of your tips needs a look",
            "mine.toml, line 1: Expected ']]' at the end of an array declaration",
        )
    ]


async def test_a_file_that_stays_empty_holds_no_tips_and_is_no_mistake(desk: Desk) -> None:
    await desk.save(PACING)
    await desk.save("")
    await until(lambda: not desk.knows_pacing(), "it to be believed")
    await desk.house.loop.settle()
    assert desk.notices() == []


async def test_each_problem_is_logged_once_in_the_words_of_the_command_line(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        await desk.save(SHORTER)
        await desk.save(SHORTER + "\n")
    assert caplog.messages == [str(check_pool(desk.folder).problems[0])]


async def test_two_hundred_readings_leave_nothing_in_memory(desk: Desk) -> None:
    async def save_both() -> int:
        """A good file and a broken one, each different from before, and back."""
        await desk.save(SHORTER)
        await desk.save(PACING)
        desk.house.notifier.shown.clear()
        desk.house.store.kept.clear()
        desk.house.journal.records.clear()
        desk.house.journal.spans.clear()
        desk.house.tray.views.clear()
        desk.house.schedule.wakes[:-1] = []
        gc.collect()
        return sys.getallocatedblocks()

    logging.disable()  # what pytest keeps of the log is not the program's
    try:
        blocks = [await save_both() for _ in range(110)]
    finally:
        logging.disable(logging.NOTSET)
    # Python's own caches fill up by some 300; one reading a time that stayed would be 100,000.
    assert blocks[-1] - blocks[10] < 1000, blocks
