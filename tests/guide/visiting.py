"""Opens a page of the hosted server in the browser, and waits for what it says."""

from contextlib import suppress

from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException

from tests.guide.browsing import Browser
from tests.guide.hosting import Host
from tests.waiting import wait_until

PATIENCE = 15.0
LOADED = """[...document.images].filter(one => {
    const {top, bottom} = one.getBoundingClientRect();
    return one.checkVisibility() && bottom > 0 && top < innerHeight;
}).every(one => one.complete)"""
"""Whether every picture in view is there; one that is lazy comes when it is scrolled to."""


def opened(browser: Browser, host: Host, page: str) -> None:
    browser.open(host.address(page))


def follow(browser: Browser, selector: str) -> None:
    """Click on what leads to another page, and wait for that: the page asks first who is there."""
    browser.driver.execute_script("window.leftBehind = true")
    browser.click(selector)
    there = "!window.leftBehind && document.readyState === 'complete'"
    wait_until(lambda: browser.script(there), PATIENCE, f"the page behind {selector}")


def see(browser: Browser, selector: str, text: str) -> None:
    def seen() -> bool:
        # The page may be on its way to the next one.
        with suppress(StaleElementReferenceException, NoSuchElementException):
            return browser.text(selector).startswith(text)
        return False

    wait_until(seen, PATIENCE, f"{selector} to say {text}")
