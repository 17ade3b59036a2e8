"""The pages in a real browser, with a real server behind them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.guide.browsing import Browser
from tests.guide.desks import RecordingDesk
from tests.guide.hosting import Host, hosted
from tests.guide.visiting import LOADED, PATIENCE, opened, see
from tests.waiting import stays_false, wait_until
from unkink.core.events import Snoozed
from unkink.core.health import HealthProfile
from unkink.core.tips import Tip
from unkink.guide.desk import JournalDay
from unkink.journal_words import Line
from unkink.tip_files import FullTip

NECK = ("neck-turns", 3)
PHONE = (390, 844)
HOSTILE = "<img src=x onerror=alert(1)></script><b>\"quoted\" & $root $$5 'single'"


@pytest.fixture
def host(desk: RecordingDesk, cache: Path) -> Iterator[Host]:
    with hosted(desk, cache) as host:
        yield host


def own_tip(
    steps: tuple[str, ...] = ("One.", "Two."), seconds: tuple[int, ...] = (2, 2), words: str = "x"
) -> FullTip:
    tip = Tip(
        id="own-quick",
        category="mobility",
        slot="micro",
        title=f"Own {words}",
        notify=words,
        duration=sum(seconds),
        contexts=frozenset({"desk"}),
        body=("neck",),
        contra=frozenset(),
        gate="screened",
    )
    return FullTip(
        tip, words, steps, seconds, (words,), f"Gently. {words}", words, "D", words, None, own=True
    )


def told_at(day: int, hour: int, minute: int, text: str) -> Line:
    return Line(datetime(2026, 11, day, hour, minute, tzinfo=UTC), text)


def moving(browser: Browser) -> str:
    """Return how the moving figure is drawn just now."""
    paths = "[...document.querySelectorAll('#moving path')]"
    return str(browser.script(f"{paths}.map(path => path.getAttribute('d')).join()"))


# ── the instructions ──────────────────────────────────────────────────────────────────────────


def test_the_instructions_say_everything_at_one_glance(browser: Browser, host: Host) -> None:
    opened(browser, host, "tip/strength-band-two-minutes")

    assert browser.text(".meta").startswith("Strength · ")
    assert "you need:" in browser.text(".meta")
    assert browser.text("#count").startswith("Step 1 of ")
    full = host.desk.full_tip("strength-band-two-minutes")
    assert full is not None
    assert browser.text("#title") == full.tip.title
    assert browser.text("#steps .on") == full.steps[0]
    assert browser.text("#nexts .on") == f"Then: {full.steps[1]}"
    assert full.caution in browser.text(".care .note")
    assert host.desk.pool.safety.stop_rule in browser.text(".care .rule")
    assert browser.text(".foot p") == host.desk.pool.safety.short
    assert browser.script("document.activeElement.id") == "go"
    assert browser.complaints() == []


def test_the_figure_moves_and_rests_with_the_pause(browser: Browser, host: Host) -> None:
    opened(browser, host, "tip/neck-turns")
    wait_until(lambda: browser.shows("#moving"), PATIENCE, "the figure")
    assert not browser.shows("#still")

    first = moving(browser)
    wait_until(lambda: moving(browser) != first, PATIENCE, "the figure to move")
    browser.click("#go")
    browser.click("#go")
    see(browser, "#state", "Paused")
    rested = moving(browser)
    stays_false(lambda: moving(browser) != rested, 0.5, "a paused figure moves")
    assert browser.complaints() == []


def test_the_page_stands_before_its_figure_is_drawn(
    browser: Browser, desk: RecordingDesk, tmp_path: Path
) -> None:
    with hosted(desk, tmp_path) as host:
        opened(browser, host, "tip/shoulder-rolls")
        assert browser.text("#go-label") == "Start"
        wait_until(lambda: browser.shows("#moving"), PATIENCE, "the figure")
    assert browser.complaints() == []


def test_a_figure_that_cannot_be_drawn_takes_nothing_else_away(
    browser: Browser, host: Host
) -> None:
    host.desk.add(replace(own_tip(), figure={"base": "no such base"}))
    opened(browser, host, "tip/own-quick")
    browser.press(Keys.SPACE)
    see(browser, "#count", "Step 2 of 2")


def test_the_countdown_walks_through_the_steps_and_reports_done(
    browser: Browser, host: Host
) -> None:
    host.desk.add(own_tip())
    host.desk.prompt = ("own-quick", 9)
    opened(browser, host, "tip/own-quick")
    assert browser.text("#left") == "2"

    browser.press(Keys.SPACE)
    see(browser, "#state", "4 s left")
    see(browser, "#left", "1")
    see(browser, "#count", "Step 2 of 2")
    wait_until(lambda: browser.shows("#finished"), PATIENCE, "the end")
    see(browser, "#finished-words", "Noted: done.")

    assert host.desk.done() == [("own-quick", 9)]
    assert not browser.find("[data-later=snooze]").is_enabled()
    assert browser.complaints() == []


def test_a_pause_stops_the_clock(browser: Browser, host: Host) -> None:
    opened(browser, host, "tip/neck-turns")
    browser.press(Keys.SPACE)
    see(browser, "#left", "5")
    browser.press(Keys.SPACE)
    see(browser, "#state", "Paused")
    left = browser.text("#left")
    stays_false(lambda: browser.text("#left") != left, 1.3, "a paused clock runs")
    assert browser.text("#go-label") == "Carry on"


def test_a_step_waits_until_it_can_have_been_read(browser: Browser, host: Host) -> None:
    sentence = "A sentence that takes three seconds to be read."
    host.desk.add(own_tip(steps=("One.", sentence), seconds=(1, 1)))
    opened(browser, host, "tip/own-quick")
    browser.press(Keys.SPACE)
    see(browser, "#count", "Step 2 of 2")
    see(browser, "#unit", "read")
    see(browser, "#unit", "sec")


def test_arrow_keys_turn_the_steps_and_can_be_turned_off(browser: Browser, host: Host) -> None:
    opened(browser, host, "tip/neck-turns")
    assert browser.find("#back").get_attribute("disabled")
    browser.press(Keys.ARROW_RIGHT)
    browser.press(Keys.ARROW_RIGHT)
    assert browser.text("#count") == "Step 3 of 5"
    browser.press(Keys.ARROW_LEFT)
    assert browser.text("#count") == "Step 2 of 5"

    browser.click("#open-keys")
    browser.click("#keys-on")
    browser.click("#keys [data-close]")
    browser.press(Keys.ARROW_RIGHT)
    assert browser.text("#count") == "Step 2 of 5"


def test_done_reaches_the_desk(browser: Browser, host: Host) -> None:
    host.desk.prompt = NECK
    opened(browser, host, "tip/neck-turns")
    browser.click(".answers [data-done]")
    see(browser, "#finished-words", "Noted: done.")
    assert host.desk.done() == [("neck-turns", 3)]
    assert not browser.find(".answers [data-done]").is_enabled()


def test_a_snooze_that_is_refused_can_be_answered_otherwise(browser: Browser, host: Host) -> None:
    host.desk.prompt = NECK
    host.desk.refusal = "This one has been snoozed twice."
    opened(browser, host, "tip/neck-turns")
    assert browser.text("[data-later=snooze]") == "Snooze 5 min"
    browser.click("[data-later=snooze]")
    see(browser, "#reply", "This one has been snoozed twice.")
    host.desk.refusal = None
    browser.click("[data-later=snooze]")
    see(browser, "#reply", "It comes back in 5 min.")
    assert host.desk.events == [Snoozed(prompt=3)]


def test_a_tip_nobody_was_reminded_of_has_nothing_to_answer(browser: Browser, host: Host) -> None:
    opened(browser, host, "tip/neck-turns")
    assert browser.count("[data-later]") == 0
    for _ in range(5):
        browser.click("#next")
    assert browser.text("#finished-title") == "That was it."
    assert host.desk.events == []
    browser.click("#again")
    assert browser.text("#count") == "Step 1 of 5"


def test_a_page_whose_server_sleeps_says_so_kindly(browser: Browser, host: Host) -> None:
    host.desk.prompt = NECK
    opened(browser, host, "tip/neck-turns")
    host.close()
    browser.click(".answers [data-done]")
    see(browser, "#reply", "Not sent: this page has lost unkink.")
    assert browser.text("#lost").startswith("This page has lost unkink. Nothing is sent;")
    assert browser.find("[data-later=snooze]").is_enabled()


def test_stop_asks_what_was_felt_and_locks_what_it_must(browser: Browser, host: Host) -> None:
    opened(browser, host, "tip/neck-turns")
    browser.press(Keys.SPACE)
    browser.press("s")
    assert browser.text("#stopped-title") == "Stopped. What did you feel?"
    assert browser.count("#stopped input[name=flag]") == 14
    assert browser.text("#go-label") == "Carry on"

    browser.click("#stopped input[value=arm-signs]")
    assert browser.text("#verdict").startswith(
        "Please see a doctor today or tomorrow. Exercise, massage, heat and cold tips are paused "
        "until you say that you have been checked."
    )
    browser.click("#stopped input[value=chest-pain]")
    assert browser.text("#verdict").startswith(
        "Call your emergency number now. Do not drive yourself. Do no exercise, massage, heat or "
        "cold."
    )
    assert not browser.shows("#stopped #none")
    wait_until(lambda: len(host.desk.flags) == 2, PATIENCE, "the flags to arrive")
    assert host.desk.flags[1] == {"arm-signs", "chest-pain"}

    browser.click("#stopped [data-close]")
    see(browser, "h1", "Put aside for now")
    opened(browser, host, "tip/neck-turns")
    see(browser, "h1", "Not for now")


def test_a_lock_that_cannot_be_kept_is_said(browser: Browser, host: Host) -> None:
    host.desk.refusal = "The lock could not be saved: the disk is full."
    opened(browser, host, "tip/neck-turns")
    browser.click("#stop")
    browser.click("#stopped input[value=arm-signs]")
    see(browser, "#stopped-reply", "The lock could not be saved: the disk is full.")
    assert browser.shows("#verdict [data-level=soon]")


def test_stop_without_a_sign_leads_back(browser: Browser, host: Host) -> None:
    opened(browser, host, "tip/neck-turns")
    browser.click("#stop")
    browser.click("#none")
    assert not browser.shows("#stopped")
    assert host.desk.flags == []


def test_hostile_words_of_an_own_tip_stay_words(browser: Browser, host: Host) -> None:
    host.desk.add(own_tip(steps=(HOSTILE, HOSTILE), words=HOSTILE))
    host.desk.prompt = ("own-quick", 1)
    opened(browser, host, "tip/own-quick")
    assert browser.text("#title") == f"Own {HOSTILE}"
    assert browser.text("#steps .on") == HOSTILE
    assert browser.text(".meta").endswith(f"you need: {HOSTILE} · your own tip")
    opened(browser, host, "library")
    assert f"Own {HOSTILE}" in browser.text("main")
    assert browser.count("main img[src=x]") == 0
    assert browser.complaints() == []


# ── what is hidden ────────────────────────────────────────────────────────────────────────────


def test_a_hidden_tip_shows_no_instructions(browser: Browser, host: Host) -> None:
    host.desk.profile = HealthProfile(answered=True, tags=frozenset({"dizziness"}))
    opened(browser, host, "tip/neck-turns")

    assert browser.text("h1") == "Not for now"
    source = browser.driver.page_source
    full = host.desk.full_tip("neck-turns")
    assert full is not None
    assert not any(words in source for words in (*full.steps, full.tip.title, full.caution))
    assert "health answers" not in browser.text("main")
    browser.click("summary")
    assert "Hidden by your health answers." in browser.text("main")


# ── sore day, why ─────────────────────────────────────────────────────────────────────────────


def test_none_of_the_signs_leads_to_gentle_tips_only(browser: Browser, host: Host) -> None:
    opened(browser, host, "sore")
    rows = [row.text for row in browser.driver.find_elements("css selector", ".choice")]
    assert rows == [flag.text for flag in host.desk.pool.red_flags]

    browser.click("#none")
    see(browser, "h1", "Gentle tips only today")
    assert host.desk.sore_calls == [True]
    assert browser.count(".gentle .tile") == 4
    browser.click("#better")
    see(browser, "h1", "First, a short check")
    assert host.desk.sore_calls == [True, False]
    assert browser.complaints() == []


def test_a_ticked_sign_locks_until_a_professional_has_cleared(browser: Browser, host: Host) -> None:
    opened(browser, host, "sore")
    browser.click("input[value=three-days]")
    assert browser.text("#verdict").startswith("Please ask a doctor, physiotherapist or pharmacist")
    assert browser.shows("#onward")
    browser.click("input[value=stroke-signs]")
    assert browser.text("#verdict").startswith("Call your emergency number now.")
    assert not browser.shows("#onward")
    assert not browser.shows("#none")
    wait_until(lambda: len(host.desk.flags) == 2, PATIENCE, "the flags to arrive")

    browser.click("input[value=stroke-signs]")  # taking the tick away unlocks nothing
    opened(browser, host, "sore")
    assert browser.text("h1") == "Put aside for now"
    assert browser.text(".locked .say").startswith("Call your emergency number now.")
    assert host.desk.cleared == 0
    browser.click("#cleared")
    see(browser, "h1", "First, a short check")
    assert host.desk.cleared == 1


def test_why_quiet_shows_reasons_and_the_journal(browser: Browser, host: Host) -> None:
    opened(browser, host, "why")
    assert "Nothing is being held back just now." in browser.text("main")
    host.desk.lines = ["Waiting for your call to end; <the tip> is kept."]
    host.desk.decisions = [
        JournalDay("Today", [told_at(23, 14, 2, "held: a <call>"), told_at(23, 9, 31, "was due")]),
        JournalDay("Yesterday", [told_at(22, 17, 5, "shown: Tall")]),
    ]
    opened(browser, host, "why")
    assert "Waiting for your call to end; <the tip> is kept." in browser.text("main")
    days = [one.text for one in browser.driver.find_elements("css selector", ".journal h3")]
    assert days == ["Today", "Yesterday"]
    lines = [one.text.split() for one in browser.driver.find_elements("css selector", ".lines li")]
    assert [" ".join(words) for words in lines[1:]] == [
        "14:02 held: a <call>",
        "09:31 was due",
        "17:05 shown: Tall",
    ]
    browser.picture("why")
    assert browser.complaints() == []


# ── other eyes, other screens ─────────────────────────────────────────────────────────────────


def test_where_motion_is_not_wanted_still_poses_speak(browser: Browser, host: Host) -> None:
    browser.emulate(prefers_reduced_motion="reduce")
    full = host.desk.full_tip("neck-turns")
    assert full is not None
    assert full.figure is not None
    one_cycle = {key: value for key, value in full.figure.items() if key != "steps"}
    host.desk.add(replace(own_tip(), figure=one_cycle))
    opened(browser, host, "tip/own-quick")
    loaded = "document.querySelector('#still img').currentSrc.endsWith('.poses.svg')"
    wait_until(lambda: browser.script(loaded), PATIENCE, "the poses")
    wait_until(lambda: browser.count("#moving path"), PATIENCE, "the table")
    assert browser.shows("#still")
    assert not browser.shows("#moving")
    drawn = moving(browser)
    stays_false(lambda: moving(browser) != drawn, 0.5, "the figure moves")
    browser.picture("reduced-motion")

    browser.emulate(prefers_reduced_motion="no-preference")
    wait_until(lambda: moving(browser) != drawn, PATIENCE, "the figure to move after all")


def test_without_scripts_everything_can_be_read(browser: Browser, host: Host) -> None:
    browser.without_scripts(off=True)
    host.desk.prompt = NECK
    opened(browser, host, "tip/neck-turns")
    full = host.desk.full_tip("neck-turns")
    assert full is not None
    assert browser.text("#steps").splitlines() == list(full.steps)
    assert browser.shows(".stage .poses")
    buttons = browser.driver.find_elements("css selector", "button")
    assert [one.text for one in buttons if one.is_displayed()] == []
    browser.picture("no-script")
    opened(browser, host, "sore")
    assert "Call your emergency number now." in browser.text("main")
    opened(browser, host, "welcome")
    assert all(level.say in browser.text("main") for level in host.desk.pool.levels.values())
    assert all(flag.text in browser.text("main") for flag in host.desk.pool.red_flags)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_for_people_to_look_at(browser: Browser, host: Host, theme: str) -> None:
    browser.emulate(prefers_color_scheme=theme)
    host.desk.prompt = NECK
    still = "document.getAnimations().every(one => one.playState !== 'running')"
    for name, page, size in (
        ("welcome", "welcome", (1280, 800)),
        ("welcome-phone", "welcome", PHONE),
        ("tip", "tip/neck-turns", (1280, 800)),
        ("library", "library", (1280, 800)),
        ("sore", "sore", (1280, 800)),
        ("tip-phone", "tip/neck-turns", PHONE),
        ("library-phone", "library", PHONE),
    ):
        browser.resize(*size)
        opened(browser, host, page)
        wait_until(lambda: browser.script(still), PATIENCE, "everything to settle")
        wait_until(lambda: browser.script(LOADED), PATIENCE, "the pictures in view")
        if page.startswith("tip"):
            wait_until(lambda: browser.shows("#moving"), PATIENCE, "the figure")
        browser.picture(f"{name}-{theme}")
    background = browser.script("getComputedStyle(document.documentElement).backgroundColor")
    assert background == {"light": "rgb(242, 245, 244)", "dark": "rgb(16, 22, 20)"}[theme]
