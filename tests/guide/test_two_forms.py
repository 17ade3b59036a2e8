"""Two pages, a command and an editor change the same things: a real browser before real rules."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.guide.browser_time import CLOCK, LOUDSPEAKER, VOICE, let_pass, prepared
from tests.guide.browsing import Browser
from tests.guide.hosting import hosted_by
from tests.guide.visiting import see
from tests.house import House
from unkink import protocol as ask
from unkink.adapters.tuning_file import TuningFile
from unkink.command_desk import CommandDesk
from unkink.commands import answer
from unkink.core.events import Event, PoolLoaded, PromptRequested, Skipped
from unkink.core.health import HealthProfile
from unkink.health_file import read_health, write_health
from unkink.journal import RecentJournal
from unkink.page_desk import PageDesk
from unkink.protocol import Reply, Request
from unkink.tip_files import read_pool

TIP = "posture-shift"


class Home(House):
    """A daemon but for its adapters, with the real pool, that pages and commands ask."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.asyncio = asyncio.get_running_loop()
        self.loop.report(PoolLoaded(read_pool()))
        self.file = folder / "health.toml"
        self.recent = RecentJournal()
        self.loop.world.journal = self.recent
        keeper = self.keeper(self.file)
        tips, switches = folder / "tips", TuningFile(folder / "guide.json")
        self.pages = PageDesk(self.loop, self.recent, keeper, tips, switches)
        self.commands = CommandDesk(self.loop, self.recent, keeper, lambda: None)

    def types(self, request: Request) -> Reply:
        """Have a command answered, on the loop's thread."""
        return asyncio.run_coroutine_threadsafe(
            answer(self.commands, request), self.asyncio
        ).result(20)

    def hears(self, event: Event) -> None:
        """Have something happen, on the loop's thread."""
        done: Future[None] = Future()

        def report() -> None:
            self.loop.report(event)
            done.set_result(None)

        self.asyncio.call_soon_threadsafe(report)
        done.result(20)

    @property
    def tags(self) -> frozenset[str]:
        return read_health(self.file).profile.tags

    @property
    def times(self) -> int:
        practised = self.loop.engine.practised(TIP)
        return 0 if practised is None else practised.times

    @property
    def told(self) -> list[str]:
        """What the journal has of outcomes and doings, the oldest first."""
        entries = reversed(self.recent.latest(40))
        words = [(one.decision.value, one.why) for one in entries]
        return [why if what == "outcome" else what for what, why in words if what in WANTED]


WANTED = ("outcome", "did")


class Visitor:
    """A person with a browser, whose pages come from this home."""

    def __init__(self, browser: Browser, home: Home, address: Callable[[str], str]) -> None:
        self.browser = browser
        self.home = home
        self._address = address

    def opens(self, page: str) -> None:
        self.browser.open(self._address(page))


@pytest.fixture
def visitor(browser: Browser, cache: Path, tmp_path: Path) -> Iterator[Visitor]:
    homes: list[Home] = []

    def build() -> PageDesk:
        homes.append(Home(tmp_path))
        return homes[0].pages

    with hosted_by(build, cache) as address:
        yield Visitor(browser, homes[0], address)
        browser.open("about:blank")


@contextmanager
def second_tab(browser: Browser) -> Iterator[tuple[str, str]]:
    """Open a second tab, and be in it; gives both."""
    first = browser.driver.current_window_handle
    browser.driver.switch_to.new_window("tab")
    yield first, browser.driver.current_window_handle
    browser.driver.close()
    browser.driver.switch_to.window(first)


def ticked(browser: Browser) -> object:
    boxes = "[...document.querySelectorAll('#questions input:checked')]"
    return browser.script(f"{boxes}.map(box => box.id || box.value)")


def test_the_older_of_two_tabs_is_told_what_the_newer_saved_and_nothing_is_lost(
    visitor: Visitor,
) -> None:
    browser = visitor.browser
    visitor.opens("health")
    with second_tab(browser) as (first, second):
        visitor.opens("health")
        browser.driver.switch_to.window(first)
        browser.click("input[value=pregnancy]")
        browser.click("#save")
        see(browser, "#reply", "Saved.")
        assert visitor.home.tags == {"pregnancy"}

        browser.driver.switch_to.window(second)
        browser.click("input[value=stroke-or-artery]")
        browser.click("#save")
        see(browser, "#news", "Since this page was opened, “I am pregnant or may be” was ticked.")
        assert browser.text("#reply") == "Nothing was saved yet."
        assert ticked(browser) == ["pregnancy", "stroke-or-artery"]
        assert visitor.home.tags == {"pregnancy"}
        browser.picture("health-two-tabs")
        browser.resize(390, 844)
        browser.picture("health-two-tabs-narrow")
        browser.resize(1280, 800)
        browser.click("#save")
        see(browser, "#reply", "Saved.")
        assert not browser.shows("#news")
        assert visitor.home.tags == {"pregnancy", "stroke-or-artery"}
        assert browser.complaints() == []


def test_a_page_is_told_what_a_command_changed_since(visitor: Visitor) -> None:
    browser = visitor.browser
    visitor.opens("health")
    visitor.home.types(ask.SetProfile(("epilepsy",)))
    browser.click("#none")
    browser.click("#save")
    see(browser, "#news", "Since this page was opened, “Seizures” was ticked.")
    assert ticked(browser) == ["epilepsy"]  # until the person says otherwise
    assert visitor.home.tags == {"epilepsy"}
    browser.click("#none")
    browser.click("#save")
    see(browser, "#reply", "Saved.")
    assert visitor.home.tags == frozenset()


def test_a_command_says_what_it_took_from_the_answers_of_a_page(visitor: Visitor) -> None:
    browser = visitor.browser
    visitor.opens("health")
    browser.click("input[value=pregnancy]")
    browser.click("#save")
    see(browser, "#reply", "Saved.")
    reply = visitor.home.types(ask.SetProfile(("epilepsy",)))
    assert reply.text == "No longer ticked: pregnancy."
    assert visitor.home.tags == {"epilepsy"}


def test_a_page_is_told_what_an_editor_changed_since(visitor: Visitor) -> None:
    browser = visitor.browser
    visitor.opens("health")
    today = visitor.home.clock.wall.date()
    write_health(visitor.home.file, HealthProfile().answer(frozenset({"epilepsy"}), today))
    browser.click("#forget")
    see(browser, "#news", "Since this page was opened, “Seizures” was ticked.")
    assert visitor.home.tags == {"epilepsy"}


def test_a_page_loaded_again_shows_the_answers_of_now_and_not_the_ticks_it_had(
    visitor: Visitor,
) -> None:
    browser = visitor.browser
    visitor.opens("health")
    browser.click("#none")
    visitor.home.types(ask.SetProfile(("epilepsy",)))
    browser.driver.refresh()
    assert ticked(browser) == ["epilepsy"]
    browser.click("input[value=pregnancy]")
    visitor.opens("why")
    browser.driver.back()
    see(browser, "h1", "Health questions")
    browser.click("#save")
    see(browser, "#reply", "Saved.")
    assert "epilepsy" in visitor.home.tags


# ── done, once ────────────────────────────────────────────────────────────────────────────────


def test_done_on_the_page_of_a_prompt_that_lapsed_counts_and_once(visitor: Visitor) -> None:
    browser, home = visitor.browser, visitor.home
    home.hears(PromptRequested(TIP))
    visitor.opens(f"tip/{TIP}")
    home.hears(Skipped())
    browser.click(".answers [data-done]")
    see(browser, "#finished-words", "Noted: done.")
    browser.picture("lapsed-done")
    assert (home.times, home.told) == (1, ["skipped", "did"])


def test_done_and_back_and_done_is_one_doing(visitor: Visitor) -> None:
    browser, home = visitor.browser, visitor.home
    home.hears(PromptRequested(TIP))
    visitor.opens(f"tip/{TIP}")
    title = browser.text("h1")
    browser.click(".answers [data-done]")
    see(browser, "#finished-words", "Noted: done.")
    visitor.opens("why")
    browser.driver.back()
    see(browser, "h1", title)
    browser.driver.refresh()
    browser.click(".answers [data-done]")
    see(browser, "#finished-words", "Already noted.")
    assert (home.times, home.told) == (1, ["taken"])

    browser.click("#again")
    browser.click(".answers [data-done]")
    see(browser, "#finished-words", "Noted: done.")
    assert (home.times, home.told) == (2, ["taken", "did"])
    assert browser.complaints() == []


def test_two_tabs_of_one_prompt_are_one_doing(visitor: Visitor) -> None:
    browser, home = visitor.browser, visitor.home
    home.hears(PromptRequested(TIP))
    visitor.opens(f"tip/{TIP}")
    with second_tab(browser) as (first, second):
        visitor.opens(f"tip/{TIP}")
        for tab, words in ((first, "Noted: done."), (second, "Already noted.")):
            browser.driver.switch_to.window(tab)
            browser.click(".answers [data-done]")
            see(browser, "#finished-words", words)
    assert (home.times, home.told) == (1, ["taken"])


def test_a_tip_played_whole_after_its_prompt_lapsed_is_done_and_again_after_a_reload(
    visitor: Visitor,
) -> None:
    browser, home = visitor.browser, visitor.home
    home.hears(PromptRequested(TIP))
    with prepared(browser, CLOCK, VOICE, LOUDSPEAKER):
        visitor.opens(f"tip/{TIP}")
        home.hears(Skipped())
        for times in (1, 2):
            browser.press(Keys.SPACE)
            let_pass(browser, 300)
            see(browser, "#finished-words", "Noted: done.")
            assert home.times == times
            browser.driver.refresh()
    assert home.told == ["skipped", "did", "did"]
