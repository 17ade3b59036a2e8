"""The page of a day, in a real browser."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.guide.browsing import Browser
from tests.guide.desks import TODAY, RecordingDesk
from tests.guide.hosting import Host, hosted
from tests.guide.one_day import FULL, MONDAY, NOW, at, full_day, prompt, spans
from tests.guide.visiting import PATIENCE, opened, see
from tests.waiting import wait_until
from unkink.core.days.telling import days_of

SUNDAY, FRIDAY = MONDAY - timedelta(days=1), MONDAY - timedelta(days=3)
LOOK = "document.dispatchEvent(new Event('visibilitychange'))"
"""What happens when somebody comes back to the page."""


@pytest.fixture
def host(cache: Path) -> Iterator[Host]:
    desk = RecordingDesk()
    desk.days = {
        FRIDAY: days_of(spans("09:00 sits, 10:30 gone, 10:40 sits, 12:00 off", FRIDAY), [])[FRIDAY],
        TODAY: full_day(),
    }
    with hosted(desk, cache) as host:
        yield host


def an_hour_later(host: Host) -> None:
    """Let the day go on: an hour of sitting, and a prompt that is taken."""
    told = FULL.removesuffix("off") + "sits, 17:28 off"
    host.desk.time = NOW + timedelta(hours=1)
    decided = prompt("17:00", "micro", "neck-turns", "taken")
    host.desk.days[TODAY] = days_of(spans(told), decided, host.desk.time)[TODAY]


def facts(browser: Browser) -> list[str]:
    return browser.text(".facts").splitlines()


def rows(browser: Browser, table: str) -> list[str]:
    code = f"""[...document.querySelectorAll('{table} tr')]
        .map(row => [...row.cells].map(cell => cell.textContent).join(' | '))"""
    found = browser.script(code)
    assert isinstance(found, list)
    return found


def test_the_day_is_told_in_sums_a_band_and_a_row_for_each_reminder(
    browser: Browser, host: Host
) -> None:
    opened(browser, host, "today")
    assert browser.text("h1") == "Today"
    assert browser.text(".head p") == "Monday 23 November 2026. Kept on this computer only."
    assert facts(browser)[:3] == ["Sitting", "5 h 16 min", "there since 08:42, now for 36 min"]
    assert browser.count(".band .mark") >= 8
    assert rows(browser, "[aria-labelledby=prompts]") == [
        "Reminder | Shown | Taken | Own break | Snoozed | Skipped | No answer | Unknown | Waiting"
        " | Unasked breaks",
        "active | 1 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 1",
        "micro | 7 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1",
    ]


def test_the_band_is_there_as_a_table_too(browser: Browser, host: Host) -> None:
    opened(browser, host, "today")
    assert not browser.shows("#table table")
    browser.click("#table summary")
    told = rows(browser, "#table")
    assert told[:3] == [
        "When | What | How long",
        "08:42 to 09:36 | Sitting | 54 min",
        "09:36 to 09:41 | Break | 5 min",
    ]
    assert "14:19 to 15:05 | Sitting, no sensor could see | 46 min" in told
    assert "09:12 | micro | Look over each shoulder | taken" in told
    assert "11:02 to 11:45 | micro | microphone in use by Firefox" in told


def test_a_tip_that_is_hidden_is_named_and_not_linked(browser: Browser, host: Host) -> None:
    opened(browser, host, "today")
    assert browser.count("#table a[href$='tip/neck-turns']") == 4
    host.desk.profile = host.desk.profile.answer(frozenset({"dizziness"}), TODAY)
    opened(browser, host, "today")
    assert browser.count("#table a[href$='tip/neck-turns']") == 0


def test_the_week_leads_to_its_days_and_buttons_to_those_beside(
    browser: Browser, host: Host
) -> None:
    opened(browser, host, "today/2026-11-20")
    assert browser.text("h1") == "Friday 20 November"
    assert browser.script(
        "[...document.querySelectorAll('.week a')].map(one => one.firstChild.data)"
    ) == ["Mon 16", "Tue 17", "Wed 18", "Thu 19", "Fri 20", "Sat 21", "Sun 22"]
    sums = browser.script("[...document.querySelectorAll('.week li > span')].map(x => x.innerText)")
    assert isinstance(sums, list)
    assert sums[3].strip() == "no record"
    assert sums[4].endswith("2 h 50 min, longest 1 h 30 min")
    browser.click(".turn a")  # no day before: the record begins here
    see(browser, "h1", "Saturday 21 November")
    assert browser.text(".nothing") == (
        "Nothing is recorded of this day: the computer was off, or unkink did not run."
    )
    browser.click(".week a[href$='2026-11-20']")
    see(browser, "h1", "Friday 20 November")


def test_another_day_can_be_picked_without_any_script(browser: Browser, host: Host) -> None:
    browser.without_scripts(off=True)
    opened(browser, host, "today")
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.driver.execute_script(
        "document.querySelector('.turn input').value = arguments[0]", "2026-11-20"
    )
    browser.click(".turn button")
    see(browser, "h1", "Friday 20 November")
    assert browser.complaints() == []  # the content policy lets this form go


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2026-12-24", "This day is still to come."),
        ("2026-11-01", "Nothing is kept of this day: the record begins later."),
    ],
)
def test_a_day_of_which_nothing_is_there_says_why(
    browser: Browser, host: Host, asked: str, said: str
) -> None:
    opened(browser, host, f"today/{asked}")
    assert browser.text(".nothing") == said


def test_what_is_no_date_is_told_and_today_is_shown(browser: Browser, host: Host) -> None:
    opened(browser, host, "today?day=%3Cb%3E31.2.")
    assert browser.text("#day > .note") == (
        "“<b>31.2.” is no date; write it as 2026-11-20, or yesterday."
    )
    assert browser.text("h1") == "Today"


# ── while somebody looks ──────────────────────────────────────────────────────────────────────


def test_the_page_keeps_up_and_leaves_the_person_where_they_are(
    browser: Browser, host: Host
) -> None:
    browser.resize(390, 700)
    opened(browser, host, "today")
    browser.click("#table summary")
    browser.driver.execute_script(
        "document.querySelector('#table .sideways').focus();"
        "document.querySelector('.band').scrollLeft = 120; scrollTo(0, 500); window.same = true"
    )
    held = "[document.activeElement.ariaLabel, document.querySelector('.band').scrollLeft, scrollY]"
    before = browser.script(held)
    an_hour_later(host)
    browser.script(LOOK)
    see(browser, ".facts", "Sitting\n6 h 16 min")
    assert "now 17:28" in browser.text(".band")
    assert browser.shows("#table table")
    assert browser.script(held) == before
    assert browser.script("window.same")  # and the page was not loaded anew
    assert browser.count("[aria-live], [role=status], [role=alert]") == 0
    assert browser.complaints() == []


def test_nobody_is_asked_while_the_page_is_out_of_sight(browser: Browser, host: Host) -> None:
    opened(browser, host, "today")
    browser.driver.execute_script(
        "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
        "window.asked = 0; const real = window.fetch;"
        "window.fetch = (...all) => { window.asked += 1; return real(...all); };"
    )
    browser.script(LOOK)
    assert browser.script("window.asked") == 0
    browser.driver.execute_script("delete document.hidden")
    browser.script(LOOK)
    wait_until(lambda: browser.script("window.asked === 1"), PATIENCE, "the page to ask")


def test_a_day_that_is_over_asks_for_nothing_but_a_proof(browser: Browser, host: Host) -> None:
    opened(browser, host, "today/2026-11-20")
    browser.driver.execute_script(
        "window.asked = []; window.fetch = (to) => { window.asked.push(to.pathname); };"
    )
    browser.script(LOOK)
    wait_until(lambda: browser.script("window.asked.length"), PATIENCE, "the page to ask")
    told = browser.script("window.asked.map(one => one.split('/').pop())")
    assert told == ["line"]  # whether we are there, and nothing else


def test_the_page_goes_on_with_the_new_day_at_midnight(browser: Browser, host: Host) -> None:
    opened(browser, host, "today")
    tuesday = MONDAY + timedelta(days=1)
    host.desk.time = at("24:05")
    host.desk.days[tuesday] = days_of(spans("00:00 sits, 00:05 off", tuesday), [])[tuesday]
    browser.script(LOOK)
    see(browser, ".head p", "Tuesday 24 November 2026.")
    assert facts(browser)[1] == "5 min"


def test_once_the_pages_are_closed_it_says_that_it_no_longer_keeps_up(
    browser: Browser, host: Host
) -> None:
    opened(browser, host, "today")
    assert not browser.shows("#lost")
    host.close()
    browser.script(LOOK)
    wait_until(lambda: browser.shows("#lost"), PATIENCE, "the notice")
    assert facts(browser)[1] == "5 h 16 min"  # what was told stays


# ── other eyes, other screens ─────────────────────────────────────────────────────────────────


def test_everything_but_keeping_up_works_without_script(browser: Browser, host: Host) -> None:
    browser.without_scripts(off=True)
    opened(browser, host, "today")
    assert facts(browser)[1] == "5 h 16 min"
    assert browser.shows(".band svg")
    assert browser.shows("#table summary")
    assert not browser.shows("#lost")


def test_from_right_to_left_only_the_time_keeps_its_way(browser: Browser, host: Host) -> None:
    browser.resize(390, 844)
    opened(browser, host, "today")
    browser.driver.execute_script("document.documentElement.dir = 'rtl'")
    assert browser.script("document.documentElement.scrollWidth <= document.body.clientWidth")
    assert browser.script("getComputedStyle(document.querySelector('.band svg')).direction") == (
        "ltr"
    )
    first, last = (
        f"document.querySelector('.week li > {one}').getBoundingClientRect().right"
        for one in ("a", "svg")
    )
    assert browser.script(f"{first} > {last}")


def test_a_narrow_page_scrolls_the_band_in_itself_and_begins_at_now(
    browser: Browser, host: Host
) -> None:
    browser.resize(390, 844)
    opened(browser, host, "today")
    assert browser.script("document.querySelector('.band').scrollWidth > 800")
    line, band = (
        f"document.querySelector('{one}').getBoundingClientRect()" for one in (".line", ".band")
    )
    assert browser.script(f"{band}.left < {line}.left && {line}.left < {band}.right")
    assert browser.script("document.documentElement.scrollWidth <= document.body.clientWidth")
