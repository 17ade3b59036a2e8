"""What the guide pages ask of the running program, answered by the real loop."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.house import House
from tests.small_pool import POOL
from unkink.adapters.tuning_file import TuningFile
from unkink.core.days.day import Kind
from unkink.core.events import (
    PoolLoaded,
    PromptRequested,
    SettingsChanged,
    Skipped,
    Snoozed,
    TipDone,
    TipRated,
)
from unkink.core.health import HealthProfile
from unkink.core.practice import Practised
from unkink.core.settings import SafetySettings
from unkink.core.taste import Liking
from unkink.core.tips import Level, RedFlag
from unkink.guide.desk import GuideDesk
from unkink.health_file import read_health
from unkink.journal import RecentJournal
from unkink.notices import PROMPT_SLOT
from unkink.page_desk import PageDesk
from unkink.tip_files import read_tip
from unkink.tuning import Tuning

FLAGGED = replace(
    POOL,
    red_flags=(RedFlag("arm-signs", "soon", "Tingling"), RedFlag("clumsy", "soon", "Clumsy hands")),
    levels={"soon": Level("Please see a doctor.", frozenset({"neck-warmup", "mobility"}))},
)
NOT_KEPT = "The answers hold, but could not be saved yet: "


class Library(House):
    """A house with a desk for the pages in it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.loop.report(PoolLoaded(FLAGGED))
        self.file = folder / "kept" / "health.toml"
        recent = RecentJournal()
        self.loop.world.journal = recent
        switches = TuningFile(folder / "guide.json")
        keeper = self.keeper(self.file)
        self.desk: GuideDesk = PageDesk(self.loop, recent, keeper, folder / "tips", switches)

    def block(self) -> None:
        """Have a file where the folder of the answers should be."""
        self.file.parent.write_text("in the way")


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    library = Library(tmp_path)
    yield library
    await library.loop.settle()


async def test_it_knows_the_pool_and_the_settings(library: Library) -> None:
    assert library.desk.pool is FLAGGED
    assert library.desk.snooze == 300.0
    assert library.desk.first_tip_after == 1800.0


async def test_why_a_tip_is_hidden(library: Library) -> None:
    assert library.desk.hidden("tall") is None
    assert library.desk.hidden("cool-finish") == "screened"
    assert library.desk.hidden("nobody-wrote-it") == "unknown"
    hidden = {tip.id: why for tip, why in library.desk.library() if why is not None}
    assert hidden == {"cool-finish": "screened", "tiny-turns": "sore-day-only"}


async def test_whole_tips_come_from_the_files(library: Library) -> None:
    full = library.desk.full_tip("neck-turns")
    assert full is not None
    assert full.tip.title == "Look over each shoulder"
    assert library.desk.full_tip("nobody-wrote-it") is None


async def test_the_shelf_says_of_each_tip_what_rules_and_files_know(library: Library) -> None:
    band = read_tip("strength-band-two-minutes")
    assert band is not None
    library.loop.report(PoolLoaded(replace(FLAGGED, tips=(*FLAGGED.tips, band.tip))))
    tall, cool = "tall", "cool-finish"
    assert library.desk.report(TipRated(tall, Liking.MORE)) is None
    assert library.desk.report(TipDone(tall)) is None
    shelf = {one.tip.id: one for one in library.desk.shelf()}
    assert shelf[tall].liking is Liking.MORE
    assert shelf[tall].practised == Practised(tall, 1, library.desk.today())
    assert (shelf[tall].evidence, shelf[tall].needs) == ("", ())  # no file holds this one
    assert shelf[cool].hidden == "screened"
    assert shelf[band.tip.id].needs == ("elastic band",)
    assert shelf[band.tip.id].evidence == "A"


async def test_the_live_prompt_belongs_to_its_tip(library: Library) -> None:
    assert library.desk.live_prompt("tall") is None
    library.loop.report(PromptRequested("tall"))
    live = library.loop.snapshot().live
    assert live is not None
    assert library.desk.live_prompt("tall") == live.id
    assert library.desk.live_prompt("exhale") is None


async def test_an_answer_counts_once_and_a_late_one_is_told(library: Library) -> None:
    library.loop.report(PromptRequested("tall"))
    prompt = library.desk.live_prompt("tall")
    assert prompt is not None
    assert library.desk.report(TipDone("tall", prompt)) is None
    assert library.desk.report(Skipped(prompt)) == "No tip is waiting for an answer."
    library.loop.report(PromptRequested("exhale"))
    assert library.desk.report(Snoozed(prompt=prompt)) == "That tip was answered already."


async def test_another_takes_the_old_notification_away_and_the_prompt_stays(
    library: Library,
) -> None:
    library.loop.report(PromptRequested("tall"))
    await library.loop.settle()
    assert library.notifier.on_screen[PROMPT_SLOT].tip == "tall"
    prompt = library.desk.live_prompt("tall")
    other, problem = library.desk.another("tall")
    await library.loop.settle()
    assert problem is None
    assert other is not None
    assert library.desk.live_prompt(other) == prompt
    assert PROMPT_SLOT not in library.notifier.on_screen
    assert [one.tip for one in library.notifier.shown] == ["tall"]  # and nothing pops up for it
    library.press("done")  # on a notification that is gone
    assert library.desk.live_prompt(other) == prompt
    assert library.desk.report(TipDone(other, prompt)) is None
    assert library.desk.practised(other) is not None


async def test_a_click_that_crosses_the_end_of_its_prompt_counts_and_once(library: Library) -> None:
    library.loop.report(PromptRequested("tall"))
    await library.loop.settle()
    prompt = library.desk.live_prompt("tall")
    assert prompt is not None
    library.loop.report(Skipped(prompt))
    library.press("done")  # while the notification was being taken away
    library.press("done")
    assert library.desk.report(TipDone("tall", prompt, "a visit")) is None
    assert library.desk.practised("tall") == Practised("tall", 1, library.desk.today())
    assert [one.slot for one in library.notifier.shown] == [PROMPT_SLOT]  # and nobody is bothered


async def test_a_tip_that_is_not_for_the_person_may_still_be_looked_at(library: Library) -> None:
    assert library.desk.report(TipRated("tall", Liking.NOT)) is None
    assert library.desk.hidden("tall") is None
    assert library.desk.liking("tall") is Liking.NOT


async def test_a_ticked_flag_locks_what_its_level_names_until_cleared(library: Library) -> None:
    assert library.desk.set_flags(frozenset({"arm-signs"})) is None
    assert library.desk.locked() == {"neck-warmup", "mobility"}
    assert library.desk.hidden("neck-turns") == "locked"
    assert read_health(library.file).profile.locked == {"neck-warmup", "mobility"}
    assert library.desk.clear_flags() is None
    assert library.desk.locked() == frozenset()
    assert read_health(library.file).profile.locked == frozenset()


async def test_answers_are_kept_and_used_at_once(library: Library) -> None:
    today = library.clock.wall.date()
    assert library.desk.today() == today
    assert library.desk.health() == HealthProfile()
    answers = HealthProfile().answer(frozenset({"dizziness"}), today)
    assert library.desk.keep_health(answers) is None
    assert library.desk.health() == answers == read_health(library.file).profile
    assert library.desk.hidden("neck-turns") == "health"


async def test_the_emergency_number_is_the_one_of_the_settings(library: Library) -> None:
    assert library.desk.emergency_number == ""
    known = replace(library.loop.settings, safety=SafetySettings("112"))
    library.loop.report(SettingsChanged(known))
    assert library.desk.emergency_number == "112"


async def test_a_sore_day_begins_and_ends(library: Library) -> None:
    assert library.desk.set_sore(on=True) is None
    assert library.desk.sore()
    assert library.desk.hidden("tiny-turns") is None
    assert library.desk.hidden("neck-turns") == "health"
    assert library.desk.set_sore(on=False) is None
    assert not library.desk.sore()


async def test_what_could_not_be_written_holds_and_is_told(library: Library) -> None:
    library.block()
    told = [
        library.desk.set_flags(frozenset({"clumsy"})),
        library.desk.set_sore(on=True),
        library.desk.clear_flags(),
    ]
    assert all(words is not None and words.startswith(NOT_KEPT) for words in told), told
    assert library.desk.sore()
    assert library.desk.locked() == frozenset()


async def test_the_page_about_quiet_tells_states_and_decisions(library: Library) -> None:
    await library.sit(minutes=12)
    assert library.desk.why() == ["“micro” has counted 12 min of 30 min sitting; 18 min to go."]
    library.loop.report(PromptRequested("tall"))
    library.clock.advance(60)
    library.desk.report(TipDone("tall"))
    (today,) = library.desk.journal()
    assert today.name == "Today"
    assert [f"{line.time:%H:%M} {line.text}" for line in today.lines] == [
        "09:13 micro taken: Tall",
        "09:12 micro shown, as you asked: Tall",
    ]


async def test_the_page_about_quiet_names_days(library: Library) -> None:
    library.loop.report(PromptRequested("tall"))
    for days in (1, 2):
        library.clock.wall += timedelta(days=days)
        library.loop.report(PromptRequested("tall"))
    names = [day.name for day in library.desk.journal()]
    assert names == ["Today", "Tuesday 2026-11-24", "Monday 2026-11-23"]
    library.clock.wall -= timedelta(days=1)
    assert library.desk.journal()[1].name == "Yesterday"


async def test_recorded_days_are_told_up_to_now(library: Library) -> None:
    await library.sit(minutes=12)
    now, today = library.desk.now(), library.desk.today()
    assert now.date() == today
    assert library.desk.first_recorded() is None  # nothing was decided yet
    day = library.desk.told_day(today)
    assert [(one.kind, one.length) for one in day.pieces] == [(Kind.SITTING, 720.0)]
    assert day.pieces[-1].ends == now
    library.loop.report(PromptRequested("tall"))
    assert library.desk.first_recorded() == today
    [showing] = library.desk.told_day(today).showings
    assert (showing.tip, showing.outcome) == ("tall", None)
    [summary] = library.desk.summaries(today - timedelta(days=6), today)
    assert (summary.sitting, summary.shown) == (720.0, 1)


async def test_switches_are_kept_and_a_failure_is_told(library: Library, tmp_path: Path) -> None:
    assert library.desk.tuning() == Tuning()
    assert library.desk.tune(Tuning(voice=True)) is None
    assert library.desk.tuning() == Tuning(voice=True)
    (tmp_path / "guide.json").unlink()
    (tmp_path / "guide.json").mkdir()
    told = library.desk.tune(Tuning(sound=True))
    assert told is not None
    assert told.startswith("This could not be kept for the next time (")
