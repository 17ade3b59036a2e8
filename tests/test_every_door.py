"""A tip that the health answers exclude is behind every door: each answer, each tip, each way in.

The pool is the real one with an own tip in it. `why_hidden` itself is tested in `tests/pool`; here
are the doors that must ask it.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import MONDAY_NINE, Desk
from tests.guide.knocking import Door
from tests.house import House
from unkink.cli.guide import guide
from unkink.cli.tips import from_files
from unkink.command_desk import CommandDesk
from unkink.commands import answer
from unkink.core.effects import (
    Effect,
    OfferInstead,
    OpenGuide,
    Record,
    Refuse,
    ShowPrompt,
    WithdrawPrompt,
)
from unkink.core.events import (
    AnotherRequested,
    Done,
    Event,
    GuideRequested,
    HealthChanged,
    PoolLoaded,
    PromptRequested,
    StiffnessAnswered,
    TipDone,
    TipRated,
)
from unkink.core.health import SORE_TAG, HealthProfile
from unkink.core.settings import Settings
from unkink.core.taste import Liking, Stiffness
from unkink.core.tips import Pool, Tip
from unkink.guide.figures import Figures
from unkink.guide.server import GuideServer
from unkink.health_file import write_health
from unkink.journal import RecentJournal
from unkink.page_desk import PageDesk
from unkink.paths import Paths
from unkink.protocol import Code, ShowTip
from unkink.tip_files import read_pool

TODAY = MONDAY_NINE.date()
OWN = Tip(
    id="own-stretch",
    category="mobility",
    slot="micro",
    title="My stretch",
    notify="Stretch the way you like it.",
    duration=40,
    contexts=frozenset({"desk", "standing"}),
    body=("neck",),
    contra=frozenset({"dizziness", "acute-pain"}),
    gate="screened",
)
REAL = read_pool()
POOL = replace(REAL, tips=(*REAL.tips, OWN))
TAGS = sorted(POOL.tags)
tags = pytest.mark.parametrize("tag", TAGS)


def profile_with(tag: str) -> HealthProfile:
    """Somebody to whom this applies and nothing else."""
    if tag == SORE_TAG:
        return HealthProfile().answer(frozenset(), TODAY).become_sore(TODAY)
    return HealthProfile().answer(frozenset({tag}), TODAY)


def excluded_by(tag: str) -> list[Tip]:
    tips = [tip for tip in POOL.tips if tag in tip.contra]
    assert tips  # each question hides something
    return tips


def at_the_desk(profile: HealthProfile) -> Desk:
    desk = Desk(Settings(), pool=POOL)
    desk.say(HealthChanged(profile))
    return desk


def led_to(effects: list[Effect]) -> Iterator[str]:
    """Name every tip that these effects put before the person, or write down as theirs."""
    for effect in effects:
        match effect:
            case ShowPrompt(prompt):
                yield prompt.tip.id
            case OpenGuide(tip) | OfferInstead(tip):
                yield tip
            case Record(tip=str(tip)):
                yield tip
            case _:
                pass


def ways_in(tip: str) -> tuple[Event, ...]:
    """Everything a person can ask or say about one tip."""
    return (
        PromptRequested(tip),
        GuideRequested(tip),
        AnotherRequested(tip),
        TipDone(tip),
        TipRated(tip, Liking.MORE),
        StiffnessAnswered(tip, Stiffness.BETTER),
    )


# ── the rules ─────────────────────────────────────────────────────────────────────────────────


@tags
def test_no_word_about_an_excluded_tip_brings_it_up(tag: str) -> None:
    desk = at_the_desk(profile_with(tag))
    for tip in excluded_by(tag):
        for event in ways_in(tip.id):
            effects = desk.say(event)
            assert list(led_to(effects)) == [], (tip.id, event)
            assert any(isinstance(effect, Refuse) for effect in effects), (tip.id, event)


@tags
def test_neither_a_reminder_nor_another_ever_chooses_one(tag: str) -> None:
    desk = at_the_desk(profile_with(tag))
    barred = {tip.id for tip in excluded_by(tag)}
    for _ in range(12):
        for name in ("micro", "active", "shower", "standing", None):
            assert not barred & set(led_to(desk.say(PromptRequested(name))))
            live = desk.view.live
            if live is not None:
                assert not barred & set(led_to(desk.say(AnotherRequested(live.tip.id))))
        desk.say(Done())


@tags
def test_another_tip_than_one_that_is_looked_at_is_never_one(tag: str) -> None:
    desk = at_the_desk(profile_with(tag))
    barred = {tip.id for tip in excluded_by(tag)}
    offered: set[str] = set()
    for tip in POOL.tips * 4:
        offered |= set(led_to(desk.say(AnotherRequested(tip.id))))
    assert offered
    assert not barred & offered


@tags
def test_a_whole_day_of_prompts_holds_none(tag: str) -> None:
    desk = at_the_desk(profile_with(tag))
    desk.sit(minutes=300)
    assert desk.tips()
    assert not {tip.id for tip in excluded_by(tag)} & set(desk.tips())


@tags
def test_a_prompt_on_the_screen_goes_when_the_answers_exclude_its_tip(tag: str) -> None:
    well = HealthProfile().answer(frozenset(), TODAY)
    for tip in excluded_by(tag):
        if tip.slot == "sore":
            continue  # not shown to somebody well
        desk = at_the_desk(well)
        desk.say(PromptRequested(tip.id))
        assert desk.view.live is not None
        effects = desk.say(HealthChanged(profile_with(tag)))
        assert any(isinstance(effect, WithdrawPrompt) for effect in effects), tip.id
        assert desk.view.live is None


PROFILES = st.builds(
    HealthProfile,
    answered=st.booleans(),
    declined=st.booleans(),
    tags=st.frozensets(st.sampled_from([*TAGS, "a-tag-nobody-knows"])),
    sore_on=st.sampled_from([None, TODAY]),
    locked=st.frozensets(st.sampled_from([one.id for one in POOL.categories])),
)


@settings(max_examples=60, deadline=None)
@given(PROFILES, st.lists(st.sampled_from([tip.id for tip in POOL.tips]), max_size=6))
def test_whatever_is_asked_only_what_suits_is_ever_shown(
    profile: HealthProfile, asked_for: list[str]
) -> None:
    desk = at_the_desk(profile)
    shown: set[str] = set()
    for name in ("micro", "active", "shower", None, *asked_for):
        shown |= set(led_to(desk.say(PromptRequested(name))))
    for tip in asked_for:
        for event in ways_in(tip):
            shown |= set(led_to(desk.say(event)))
    tags_now = profile.tags_on(TODAY)
    for found in (one for one in POOL.tips if one.id in shown):
        assert not tags_now & found.contra
        assert not tags_now - POOL.tags  # a tag nobody knows lets nothing through
        assert found.gate == "open" or profile.answered
        assert found.slot != "sore" or profile.sore(TODAY)
        assert found.category not in profile.locked or found.id == "acute-get-help-card"


def test_a_tag_nobody_knows_closes_every_door() -> None:
    desk = at_the_desk(HealthProfile(answered=True, tags=frozenset({"no-such-tag"})))
    for tip in POOL.tips:
        for event in ways_in(tip.id):
            assert list(led_to(desk.say(event))) == []
    desk.sit(minutes=120)
    assert desk.tips() == []


@pytest.mark.parametrize("profile", [HealthProfile(), HealthProfile(declined=True)])
def test_an_own_tip_waits_for_the_answers_at_every_door(profile: HealthProfile) -> None:
    desk = at_the_desk(profile)
    for event in ways_in(OWN.id):
        assert list(led_to(desk.say(event))) == []
    answered = at_the_desk(HealthProfile().answer(frozenset(), TODAY))
    assert OWN.id in led_to(answered.say(PromptRequested(OWN.id)))


# ── the pages and the commands ────────────────────────────────────────────────────────────────


class Rooms(House):
    """The real server over the real loop."""

    def __init__(self, folder: Path, pool: Pool) -> None:
        super().__init__()
        self.loop.report(PoolLoaded(pool))
        keeper = self.keeper(folder / "health.toml")
        recent = RecentJournal()
        desk = PageDesk(self.loop, recent, keeper, folder / "tips")
        self.server = GuideServer(desk, Figures(folder / "figures", "test"))
        self.commands = CommandDesk(self.loop, recent, keeper, lambda: None)


@pytest.fixture
async def rooms(tmp_path: Path) -> AsyncIterator[Rooms]:
    rooms = Rooms(tmp_path, REAL)
    yield rooms
    await rooms.server.close()
    await rooms.loop.settle()


@tags
async def test_no_page_shows_or_draws_an_excluded_tip(rooms: Rooms, tag: str) -> None:
    rooms.loop.report(HealthChanged(profile_with(tag)))
    door = Door.of(await rooms.server.address("library"))
    lists = [(await door.ask(page)).text for page in ("library", "sore", "tight", "welcome")]
    for tip in excluded_by(tag):
        if tip is OWN:
            continue
        assert not any(f'tip/{tip.id}"' in page for page in lists), tip.id
        assert not any(f"figure/{tip.id}." in page for page in lists), tip.id
        page = await door.ask(f"tip/{tip.id}")
        assert (page.status, tip.title in page.text) == (403, False)
        for form in ("svg", "poses.svg", "json"):
            assert (await door.ask(f"figure/{tip.id}.{form}")).status == 404


@tags
async def test_no_button_of_a_page_takes_one_either(rooms: Rooms, tag: str) -> None:
    rooms.loop.report(HealthChanged(profile_with(tag)))
    door = Door.of(await rooms.server.address("library"))
    for tip in excluded_by(tag):
        for action in (
            {"action": "did", "tip": tip.id},
            {"action": "another", "tip": tip.id},
            {"action": "rate", "tip": tip.id, "liking": "more"},
            {"action": "felt", "tip": tip.id, "stiffness": "better"},
        ):
            assert '"ok":false' in (await door.act(action)).text, (tip.id, action)


@tags
async def test_the_command_line_is_refused_through_the_daemon(rooms: Rooms, tag: str) -> None:
    rooms.loop.report(HealthChanged(profile_with(tag)))
    standing = {one.id: one.hidden for one in rooms.commands.tips()}
    for tip in excluded_by(tag):
        if tip is OWN:
            continue
        reply = await answer(rooms.commands, ShowTip(tip.id))
        assert reply.code is Code.FAILED
        assert reply.data == {"tip": tip.id, "readable": False}
        assert standing[tip.id] is not None
    assert rooms.browser.opened == []


@tags
async def test_the_command_line_is_refused_without_a_daemon(
    tmp_path: Path, tag: str, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = Paths(
        config_file=tmp_path / "config.toml",
        own_tips=tmp_path / "tips",
        health_file=tmp_path / "health.toml",
        state_file=tmp_path / "state.json",
        data=tmp_path / "data",
        cache=tmp_path / "cache",
        runtime=tmp_path / "run",
    )
    profile = profile_with(tag)
    today = datetime.now().astimezone().date()
    write_health(paths.health_file, profile.become_sore(today) if tag == SORE_TAG else profile)
    barred = [tip.id for tip in excluded_by(tag) if tip is not OWN]
    standing = from_files(paths)
    assert all(standing[tip].hidden is not None for tip in barred)
    assert guide(paths, barred[0]) == Code.FAILED
    assert capsys.readouterr().out == ""
