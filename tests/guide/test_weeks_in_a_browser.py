"""The page of weeks in a real browser: its buttons, its form, and room for every word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guide.browsing import Browser
from tests.guide.desks import RecordingDesk
from tests.guide.hosting import Host, hosted
from tests.guide.some_days import some_days
from tests.guide.visiting import follow, opened, see

RANGES = {
    "day": ("2026-11-20", "2026-11-20"),
    "week": ("2026-11-16", "2026-11-22"),
    "ten days": ("2026-11-10", "2026-11-19"),
    "month": ("2026-10-01", "2026-10-31"),
    "six weeks": ("2026-10-10", "2026-11-23"),
    "quarter": ("2026-09-01", "2026-11-30"),
    "half a year": ("2026-05-25", "2026-11-23"),
    "year": ("2025-12-01", "2026-11-30"),
    "three years": ("2024-01-01", "2026-11-30"),
    "ten years": ("2017-01-01", "2026-11-30"),
}
TOUCHING = """[...document.querySelectorAll('.panel svg')].flatMap(svg => {
    const words = [...svg.querySelectorAll('text')].filter(one => one.checkVisibility())
        .map(one => [one.textContent, one.getBoundingClientRect()]);
    return words.flatMap(([word, a], number) => words.slice(number + 1)
        .filter(([_, b]) => a.left < b.right && b.left < a.right
            && a.top + 3 < b.bottom && b.top + 3 < a.bottom)
        .map(([other]) => `${word} and ${other}`));
})"""
"""Words of a plot that lie on each other; a box of text has some air above and below."""
OUTSIDE = """[...document.querySelectorAll('.panel svg text')]
    .filter(one => one.checkVisibility())
    .filter(one => {
        const word = one.getBoundingClientRect();
        const card = one.closest('.panel').getBoundingClientRect();
        return word.left < card.left || word.right > card.right;
    }).map(one => one.textContent)"""


@pytest.fixture(scope="module")
def host(cache: Path) -> Iterator[Host]:
    desk = RecordingDesk()
    desk.days = dict(some_days())
    with hosted(desk, cache) as host:
        yield host


def choose(browser: Browser, first: str, last: str) -> None:
    """Fill in the form and send it."""
    browser.driver.execute_script(
        "for (const [name, date] of Object.entries(arguments[0]))"
        " document.querySelector(`input[name=${name}]`).value = date",
        {"from": first, "to": last},
    )
    follow(browser, ".pick button")


def test_the_form_leads_to_any_range_and_the_buttons_around_it(
    browser: Browser, host: Host
) -> None:
    opened(browser, host, "weeks")
    see(browser, ".lead", "23 to 29 November 2026")
    choose(browser, "2026-10-05", "2026-10-11")
    see(browser, ".lead", "5 to 11 October 2026")
    follow(browser, ".ranges[aria-label='Before and after'] a:last-child")
    see(browser, ".lead", "12 to 18 October 2026")
    follow(browser, ".ranges a:nth-child(4)")
    see(browser, ".lead", "December 2025 to November 2026")
    assert browser.complaints() == []


def test_the_table_leads_from_a_month_to_its_days(browser: Browser, host: Host) -> None:
    opened(browser, host, "weeks")
    choose(browser, *RANGES["year"])
    see(browser, ".lead", "December 2025")
    browser.click("[aria-labelledby=sitting] summary")
    follow(browser, "[aria-labelledby=sitting] tr:last-child a")
    see(browser, ".lead", "November 2026")
    browser.click("[aria-labelledby=sitting] summary")
    follow(browser, "[aria-labelledby=sitting] tbody tr:nth-child(20) a")
    see(browser, "h1", "Friday 20 November")


@pytest.mark.parametrize("name", RANGES)
def test_no_word_of_a_plot_lies_on_another_or_outside_its_card(
    browser: Browser, host: Host, name: str
) -> None:
    opened(browser, host, "weeks")
    choose(browser, *RANGES[name])
    for width in (320, 390, 820, 1280):
        browser.resize(width, 844)
        assert (width, browser.script(TOUCHING), browser.script(OUTSIDE)) == (width, [], [])
        assert browser.script("document.documentElement.scrollWidth <= document.body.clientWidth")
