"""From the prompt to the journal: the whole program but for the world, and a real browser."""

from pathlib import Path

from selenium.webdriver.common.keys import Keys

from tests.guide.browser_time import CLOCK, let_pass, prepared
from tests.guide.browsing import Browser
from tests.guide.hosting import hosted_by
from tests.guide.visiting import see
from tests.house import House
from unkink.adapters.tuning_file import TuningFile
from unkink.core.effects import Decision
from unkink.core.events import PoolLoaded, PromptRequested
from unkink.guide.desk import GuideDesk
from unkink.journal import RecentJournal
from unkink.page_desk import PageDesk
from unkink.tip_files import read_pool

TIP = "neck-turns"


def test_a_tip_that_is_played_to_its_end_is_taken(
    browser: Browser, cache: Path, tmp_path: Path
) -> None:
    journal = RecentJournal()

    def prompted() -> GuideDesk:
        house = House()
        house.loop.world.journal = journal
        house.loop.report(PoolLoaded(read_pool()))
        house.loop.report(PromptRequested(TIP))
        keeper = house.keeper(tmp_path / "health.toml")
        switches = TuningFile(tmp_path / "guide.json")
        return PageDesk(house.loop, journal, keeper, tmp_path / "tips", switches)

    def decided() -> list[tuple[Decision, str | None, str | None]]:
        return [(one.decision, one.tip, one.why) for one in reversed(journal.latest(9))]

    with hosted_by(prompted, cache) as address, prepared(browser, CLOCK):
        browser.open(address(f"tip/{TIP}"))
        assert decided() == [(Decision.SHOWN, TIP, "asked")]
        browser.press(Keys.SPACE)
        let_pass(browser, 90)
        see(browser, "#finished-words", "Noted: done.")
        browser.click("#finished [data-felt=better]")
        see(browser, "#felt-reply", "Good to hear.")
        assert decided() == [
            (Decision.SHOWN, TIP, "asked"),
            (Decision.OUTCOME, TIP, "taken"),
            (Decision.BREAK, TIP, "taken"),
            (Decision.FELT, TIP, "better"),
        ]
        assert browser.complaints() == []
