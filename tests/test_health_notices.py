"""Questions about health as notifications: what they say, and what their buttons do."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.house import House
from unkink.core.events import HealthChanged
from unkink.core.health import HealthProfile
from unkink.health_file import read_health
from unkink.notices import HEALTH_SLOT
from unkink.ports import ButtonPressed


class Home(House):
    """A house in which the answers are kept in a file."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.file = folder / "kept" / "health.toml"
        self.kept = self.loop.world.health = self.keeper(self.file)

    @property
    def asked(self) -> list[str]:
        return [one.title for one in self.notifier.shown if one.slot == HEALTH_SLOT]

    @property
    def profile(self) -> HealthProfile:
        return self.loop.engine.profile

    async def be(self, profile: HealthProfile) -> None:
        """Have these answers, and sit for two minutes."""
        self.kept.keep(profile)
        await self.sit(minutes=2)

    async def press_about_health(self, key: str) -> None:
        self.loop.respond(ButtonPressed(HEALTH_SLOT, key, "token"))
        await self.loop.settle()

    @property
    def opened(self) -> list[tuple[str, str | None]]:
        return [(address.partition("1/")[2], token) for address, token in self.browser.opened]


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    home = Home(tmp_path)
    yield home
    await home.loop.settle()


async def test_the_morning_after_still_sore_keeps_gentle_tips_and_opens_the_list(
    home: Home,
) -> None:
    today = home.clock.wall.date()
    await home.be(HealthProfile().become_sore(today - timedelta(days=1)))
    assert home.asked == ["How is it today?"]
    await home.press_about_health("still-sore")
    assert home.profile.sore(today)
    assert read_health(home.file).profile.sore_days == (today - timedelta(days=1), today)
    assert home.opened == [("sore/check", "token")]


async def test_the_morning_after_better_ends_it(home: Home) -> None:
    today = home.clock.wall.date()
    await home.be(HealthProfile().become_sore(today - timedelta(days=1)))
    await home.press_about_health("better")
    assert not home.profile.sore(today)
    assert home.profile.sore_on is None
    assert home.opened == []


async def test_three_sore_days_lead_to_the_list(home: Home) -> None:
    today = home.clock.wall.date()
    profile = HealthProfile()
    for ago in (2, 1, 0):
        profile = profile.become_sore(today - timedelta(days=ago))
    await home.be(profile)
    assert home.asked == ["Three sore days"]
    await home.press_about_health("list")
    assert home.opened == [("sore/check", "token")]


async def test_old_answers_can_be_looked_at_or_are_all_the_same(home: Home) -> None:
    today = home.clock.wall.date()
    old = HealthProfile().answer(frozenset({"dizziness"}), today - timedelta(days=90))
    await home.be(old)
    assert home.asked == ["Still right?"]
    await home.press_about_health("look")
    assert home.opened == [("health", "token")]
    await home.press_about_health("same")
    assert home.profile == old.confirm(today)
    assert read_health(home.file).profile == old.confirm(today)


async def test_the_offer_leads_to_the_questions_and_not_now_to_nothing(home: Home) -> None:
    home.loop.report(HealthChanged(HealthProfile()))
    home.clock.wall += timedelta(days=1)
    await home.sit(minutes=2)
    assert home.asked == ["The health questions"]
    await home.press_about_health("later")
    assert (home.opened, home.file.exists()) == ([], False)
    await home.press_about_health("answer")
    assert home.opened == [("health", "token")]


async def test_what_could_not_be_written_is_told(home: Home) -> None:
    home.file.parent.write_text("in the way")
    await home.be(HealthProfile().become_sore(home.clock.wall.date() - timedelta(days=1)))
    await home.press_about_health("still-sore")
    [told] = [one for one in home.notifier.shown if one.slot == "refusal"]
    assert told.body.startswith("The answers hold, but could not be saved yet: ")


async def test_no_answer_reaches_a_notification_the_journal_or_an_address(home: Home) -> None:
    today = home.clock.wall.date()
    tags = frozenset({"dizziness", "heart-disease"})
    profile = HealthProfile().answer(tags, today - timedelta(days=400))
    await home.be(profile.become_sore(today - timedelta(days=1)))
    await home.press_about_health("still-sore")
    await home.sit(minutes=40)
    told = [f"{one.title} {one.body}" for one in home.notifier.shown]
    kept = [repr(record) for record in home.journal.records]
    asked = [repr(memory.asked) for memory in home.store.kept]
    for words in (*told, *kept, *asked, *(address for address, _ in home.browser.opened)):
        assert not any(tag in words for tag in ("dizziness", "heart-disease", "acute-pain")), words
