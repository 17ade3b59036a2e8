"""Every page, in every state that matters, for people with other eyes, hands and screens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guide.axe import violations
from tests.guide.browsing import Browser
from tests.guide.desks import RecordingDesk
from tests.guide.hosting import Host, hosted
from tests.guide.rooms import PAGES, STATES, State, furnish
from tests.guide.visiting import LOADED, PATIENCE, follow, opened
from tests.waiting import wait_until

OVERHANGING = """[...document.querySelectorAll('main *, header *, footer *')]
    .filter(one => one.checkVisibility())
    .filter(one => !one.closest('.skip, .hidden-text, .rest, svg, .sideways > *'))
    .filter(one => one.getBoundingClientRect().right > document.body.clientWidth + 0.5)
    .map(one => one.outerHTML.slice(0, 80))"""
CALM = """document.getAnimations().every(one => one.playState !== 'running'
    || one.effect.getComputedTiming().iterations === Infinity)"""
"""Running water never settles."""
SHIFTED = """new Promise(done => {
    let sum = 0;
    const add = list => list.getEntries().forEach(one => { sum += one.value; });
    const watch = new PerformanceObserver(add);
    watch.observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => {
        watch.takeRecords().forEach(one => { sum += one.value; });
        done(sum);
    }));
})"""


@pytest.fixture(scope="module")
def host(cache: Path) -> Iterator[Host]:
    with hosted(RecordingDesk(), cache) as host:
        yield host


def visit(browser: Browser, host: Host, state: State) -> None:
    """Come to a page as it is for somebody with a history, and do there what the state says."""
    fresh = RecordingDesk()
    furnish(fresh)
    vars(host.desk).update(vars(fresh))
    opened(browser, host, state.page)
    if state.typed:
        browser.find("#find").send_keys(state.typed)
    for selector in state.clicks:
        leads = browser.script(f"document.querySelector({selector!r}).matches('.ranges a')")
        (follow if leads else Browser.click)(browser, selector)
    wait_until(lambda: browser.script(LOADED), PATIENCE, "the pictures in view")
    wait_until(lambda: browser.script(CALM), PATIENCE, "everything to settle")


def test_every_page_that_the_frame_leads_to_is_looked_at(browser: Browser, host: Host) -> None:
    visit(browser, host, State("nowhere"))
    links = browser.script("[...document.querySelectorAll('nav a, .foot a')].map(one => one.href)")
    assert isinstance(links, list)
    assert {link.rpartition("/")[2] for link in links} <= set(PAGES)
    assert len(links) >= 6


@pytest.mark.parametrize("state", STATES, ids=str)
def test_axe_finds_nothing_in_either_theme_wide_or_narrow(
    browser: Browser, host: Host, state: State
) -> None:
    browser.emulate(prefers_reduced_motion="reduce", prefers_color_scheme="light")
    visit(browser, host, state)
    found = {}
    for theme in ("light", "dark"):
        browser.emulate(prefers_reduced_motion="reduce", prefers_color_scheme=theme)
        for width in (1280, 390):
            browser.resize(width, 844)
            wait_until(lambda: browser.script(CALM), PATIENCE, "everything to settle")
            found[theme, width] = violations(browser)
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize(
    ("planted", "rule"),
    [
        ("<button></button>", "button-name"),
        ("<img src='data:,'>", "image-alt"),
        ("<p class='soft' id='pale'>Too pale to read</p>", "color-contrast"),
        ("<a href='#a' class='tiny'>a</a><a href='#b' class='tiny'>b</a>", "target-size"),
        ("<h1>Another title</h1><h4>Two levels too deep</h4>", "heading-order"),
    ],
)
def test_axe_would_find_a_violation(browser: Browser, host: Host, planted: str, rule: str) -> None:
    visit(browser, host, State("why"))
    browser.driver.execute_script(
        """document.querySelector('main').insertAdjacentHTML('beforeend', arguments[0]);
        for (const one of document.querySelectorAll('#pale')) one.style.color = '#ccc';
        for (const one of document.querySelectorAll('.tiny'))
            one.style.cssText = 'display: inline-block; width: 8px; height: 8px; overflow: hidden';
        """,
        planted,
    )
    assert rule in {one.partition(":")[0] for one in violations(browser)}


def test_the_page_keeps_its_policy_while_axe_looks(browser: Browser, host: Host) -> None:
    visit(browser, host, State("library"))
    violations(browser)
    assert browser.complaints() == []
    browser.driver.execute_script(
        """const one = document.createElement('script');
        one.textContent = 'window.planted = true';
        document.body.append(one);"""
    )
    assert browser.script("window.planted") is None
    assert "Content Security Policy" in browser.complaints()[0]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [320, 390, 820, 1280])
def test_nothing_hangs_over_the_edge_and_the_console_is_silent(
    browser: Browser, host: Host, page: str, width: int
) -> None:
    browser.resize(width, 844)
    visit(browser, host, State(page))
    assert browser.script("document.documentElement.scrollWidth <= document.body.clientWidth")
    assert browser.script(OVERHANGING) == []
    # A page that is not there, or not for this person, is an error to the browser too.
    answered = "performance.getEntriesByType('navigation')[0].responseStatus === 200"
    assert not browser.script(answered) or browser.complaints() == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_shifts_while_a_page_comes_in(
    browser: Browser, host: Host, page: str, width: int
) -> None:
    browser.resize(width, 844)
    visit(browser, host, State(page))
    browser.driver.execute_script("window.scrollTo(0, document.body.scrollHeight)")
    wait_until(lambda: browser.script(LOADED), PATIENCE, "the pictures at the end")
    assert browser.script(SHIFTED) == 0


def test_a_shift_would_be_seen(browser: Browser, host: Host) -> None:
    visit(browser, host, State("why"))
    browser.driver.execute_script(
        """const one = document.createElement('div');
        one.style.height = '200px';
        document.querySelector('h1').before(one);"""
    )
    assert browser.script(SHIFTED) != 0
