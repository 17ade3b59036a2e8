"""What is read once before the first tip, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guide.browsing import Browser
from tests.guide.desks import RecordingDesk
from tests.guide.hosting import Host, hosted
from tests.guide.visiting import PATIENCE, opened, see
from tests.waiting import wait_until
from unkink.core.health import HealthProfile

FIRST_START = (
    "These tips are for adults who feel generally well. They do not diagnose, treat or prevent any "
    "disease and do not replace a doctor or physiotherapist. You do everything at your own pace "
    "and risk. Answer the health questions so that unsuitable tips stay hidden; the answers stay "
    "on this computer."
)
STOP_RULE = (
    "Stop at once if you feel pain, tingling, numbness, weakness, dizziness, double vision, chest "
    "pressure or breathlessness."
)
DRIVING_RULE = "Never follow a tip while driving or working at a machine."


@pytest.fixture
def host(desk: RecordingDesk, cache: Path) -> Iterator[Host]:
    desk.profile = HealthProfile()
    with hosted(desk, cache) as host:
        yield host


def test_the_safety_texts_stand_there_letter_for_letter(browser: Browser, host: Host) -> None:
    opened(browser, host, "welcome")
    assert browser.text("h1") == "Welcome to unkink"
    assert browser.text(".first > p") == FIRST_START
    assert browser.text(".first .note").splitlines() == [STOP_RULE, DRIVING_RULE]
    assert "Please check this list. Do any of these apply now?" in browser.text("main")
    rows = [row.text for row in browser.driver.find_elements("css selector", ".choice")]
    assert rows == [flag.text for flag in host.desk.pool.red_flags]
    assert browser.complaints() == []


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (
            1800.0,
            "unkink counts how long you have been sitting, and sees when you get up. After 30 min "
            "of sitting it offers one small tip, at a pause in your typing.",
        ),
        (
            None,
            "unkink counts how long you have been sitting, and sees when you get up. No reminder "
            "in the settings waits for that; a tip is there when you ask.",
        ),
    ],
)
def test_the_first_tip_is_promised_as_the_settings_say(
    browser: Browser, host: Host, first: float | None, words: str
) -> None:
    host.desk.first_tip_after = first
    opened(browser, host, "welcome")
    assert browser.text(".reading > .lead") == words


def test_none_of_the_signs_leads_to_the_health_questions(browser: Browser, host: Host) -> None:
    opened(browser, host, "welcome")
    browser.click("#none")
    assert browser.script("document.activeElement.id") == "questions"
    browser.click(".terminal summary")
    assert "unkink profile none" in browser.text(".commands")
    assert host.desk.flags == []
    assert host.desk.sore_calls == []
    browser.click("a.btn.primary")
    see(browser, "h1", "Health questions")


def test_a_sign_locks_at_once_and_an_emergency_leads_nowhere_else(
    browser: Browser, host: Host
) -> None:
    opened(browser, host, "welcome")
    browser.click("input[value=chest-pain]")
    wait_until(lambda: host.desk.flags, PATIENCE, "the flag to arrive")
    assert browser.text("#verdict").startswith(
        "Call your emergency number now. Do not drive yourself. Do no exercise, massage, heat or "
        "cold."
    )
    assert not browser.shows("#none")
    assert not browser.shows("#onward")

    opened(browser, host, "welcome")
    assert browser.text(".reading > .say").startswith("Call your emergency number now.")
    browser.click(".reading > .say + p a")
    see(browser, "h1", "Put aside for now")
    assert browser.complaints() == []


def test_a_lesser_sign_leads_to_a_sore_day(browser: Browser, host: Host) -> None:
    opened(browser, host, "welcome")
    browser.click("input[value=three-days]")
    browser.click("#onward")
    see(browser, "h1", "Gentle tips only today")
    assert host.desk.sore_calls == [True]


def test_a_lock_that_cannot_be_kept_is_said(browser: Browser, host: Host) -> None:
    host.desk.refusal = "The lock could not be saved: the disk is full."
    opened(browser, host, "welcome")
    browser.click("input[value=arm-signs]")
    see(browser, "#reply", "The lock could not be saved: the disk is full.")


def test_every_other_page_leads_to_it(browser: Browser, host: Host) -> None:
    for page in ("library", "sore", "why", "tip/neck-turns"):
        opened(browser, host, page)
        browser.click(".foot a")
        see(browser, "h1", "Welcome to unkink")
        assert not browser.shows(".foot a")
