"""The health questions and the sore day, in a real browser."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.guide.browsing import Browser
from tests.guide.desks import TODAY, RecordingDesk
from tests.guide.hosting import Host, hosted
from tests.guide.visiting import PATIENCE, opened, see
from tests.waiting import stays_false, wait_until
from unkink.core.events import TightnessTold
from unkink.core.health import HealthProfile
from unkink.guide.pages.health_card import card
from unkink.health_file import UNREADABLE

WELL = HealthProfile().answer(frozenset(), TODAY)


@pytest.fixture
def host(desk: RecordingDesk, cache: Path) -> Iterator[Host]:
    desk.profile = HealthProfile()
    with hosted(desk, cache) as host:
        yield host


def ticked(browser: Browser) -> object:
    """Return the values of the ticked boxes; the two last lines go by their id."""
    boxes = "[...document.querySelectorAll('#questions input:checked')]"
    return browser.script(f"{boxes}.map(box => box.id || box.value)")


# ── the questions ─────────────────────────────────────────────────────────────────────────────


def test_every_question_stands_there_and_today_is_a_matter_of_the_sore_day(
    browser: Browser, host: Host
) -> None:
    opened(browser, host, "health")
    rows = [
        row.text.splitlines()[0] for row in browser.driver.find_elements("css selector", ".choice")
    ]
    assert rows == [
        *(one.ask for one in host.desk.pool.questions),
        "None of these",
        "I prefer not to say",
    ]
    assert browser.count("input[value=acute-pain]") == 0
    assert browser.text("#reply") == "49 of 56 tips are shown, 7 wait for the answers."
    browser.click(".today")
    see(browser, "h1", "First, a short check")
    assert host.desk.sore_calls == []
    assert browser.complaints() == []


def test_one_press_keeps_the_answers_and_says_what_changed(browser: Browser, host: Host) -> None:
    opened(browser, host, "health")
    before = browser.driver.current_url
    browser.click("input[value=hypertension]")
    browser.click("input[value=epilepsy]")
    assert host.desk.profile == HealthProfile()  # nothing is kept before the press
    browser.click("#save")
    see(browser, "#reply", "Saved. 47 of 56 tips are shown, 9 are put aside. That is 2 fewer")
    kept = frozenset({"hypertension", "epilepsy"})
    assert host.desk.profile == HealthProfile().answer(kept, TODAY)
    assert browser.driver.current_url == before  # no answer is part of an address

    opened(browser, host, "health")
    assert ticked(browser) == ["hypertension", "epilepsy"]
    browser.click("#none")
    assert ticked(browser) == ["none"]
    browser.click("#save")
    see(browser, "#reply", "Saved. All 56 tips are shown. That is 9 more than before.")
    browser.click("#declined")
    assert ticked(browser) == ["declined"]
    browser.click("#save")
    see(browser, "#reply", "Noted. Nothing will ask again. 49 of 56 tips are shown")
    assert host.desk.profile == HealthProfile(declined=True)
    browser.click("input[value=pregnancy]")
    assert ticked(browser) == ["pregnancy"]
    assert browser.complaints() == []


def test_nothing_ticked_is_no_answer(browser: Browser, host: Host) -> None:
    opened(browser, host, "health")
    browser.click("#save")
    see(browser, "#reply", "Tick what applies, or one of the last two lines.")
    stays_false(lambda: host.desk.profile.answered, 0.3, "nothing became an answer")


def test_the_keyboard_alone_is_enough(browser: Browser, host: Host) -> None:
    opened(browser, host, "health")
    browser.find("input[value=pregnancy]").send_keys(Keys.SPACE)
    browser.find("input[value=pregnancy]").send_keys(Keys.ENTER)
    see(browser, "#reply", "Saved.")
    assert host.desk.profile.tags == {"pregnancy"}
    assert browser.script("document.querySelector('#reply').getAttribute('role')") == "status"


def test_an_answer_that_is_a_red_flag_brings_its_text_once(browser: Browser, host: Host) -> None:
    opened(browser, host, "health")
    browser.click("input[value=dizziness]")
    browser.click("#save")
    wait_until(lambda: browser.shows("#verdict .say"), PATIENCE, "what to do")
    assert browser.text("#verdict").startswith("Please see a doctor today or tomorrow.")
    assert host.desk.profile.locked == host.desk.pool.levels["soon"].lock
    assert host.desk.profile.since == {"dizziness": TODAY}
    browser.click("#save")
    wait_until(lambda: not browser.shows("#verdict .say"), PATIENCE, "it to be said once")


def test_answers_can_be_removed(browser: Browser, host: Host) -> None:
    host.desk.profile = HealthProfile().answer(frozenset({"pregnancy"}), TODAY)
    opened(browser, host, "health")
    browser.click("#forget")
    see(browser, "#reply", "Your answers are removed.")
    assert host.desk.profile == HealthProfile()
    assert ticked(browser) == []


def test_what_cannot_be_kept_is_said(browser: Browser, host: Host) -> None:
    host.desk.refusal = "The answers hold, but could not be saved yet: no space"
    opened(browser, host, "health")
    browser.click("#none")
    browser.click("#save")
    see(browser, "#reply", "The answers hold, but could not be saved yet")


def test_a_file_that_cannot_be_read_is_told_of(browser: Browser, host: Host) -> None:
    host.desk.profile = UNREADABLE
    opened(browser, host, "health")
    assert browser.text(".note").startswith("The health answers cannot be read")
    assert browser.text("#reply") == "0 of 56 tips are shown, 56 are put aside."


def test_without_scripts_it_says_how_a_terminal_does_it(browser: Browser, host: Host) -> None:
    browser.without_scripts(off=True)
    opened(browser, host, "health")
    words = browser.text("main")
    assert "unkink profile set WORD…" in words
    assert "unkink sore on" in words
    assert all(one.tag in words for one in host.desk.pool.questions if one.kind == "lasting")
    assert not browser.shows("#questions")


def test_a_card_offers_them_until_they_are_answered_or_declined(desk: RecordingDesk) -> None:
    desk.profile = HealthProfile()
    assert "7 tips wait for the health questions." in card(desk, "..")
    assert 'href="../health"' in card(desk, "..")
    for profile in (WELL, HealthProfile(declined=True), UNREADABLE):
        desk.profile = profile
        assert card(desk, "..") == ""


# ── the sore day ──────────────────────────────────────────────────────────────────────────────


def test_the_list_comes_first_again_where_a_notice_leads_to_it(
    browser: Browser, host: Host
) -> None:
    host.desk.profile = WELL.become_sore(TODAY)
    opened(browser, host, "sore/check")
    assert browser.text("h1") == "First, a short check"
    browser.click("#none")
    see(browser, "h1", "Gentle tips only today")
    assert browser.driver.current_url.endswith("/sore")


def test_on_the_third_sore_day_the_list_knows_it(browser: Browser, host: Host) -> None:
    profile = WELL
    for ago in (2, 1, 0):
        profile = profile.become_sore(TODAY - timedelta(days=ago))
    host.desk.profile = profile
    opened(browser, host, "sore/check")
    assert browser.find("input[value=three-days]").is_selected()
    assert browser.text("#verdict").startswith("Please ask a doctor, physiotherapist or pharmacist")


@pytest.mark.parametrize("page", ["sore", "welcome", "tip/posture-shift"])
def test_the_number_of_the_settings_can_be_called_and_none_is_guessed(
    browser: Browser, host: Host, page: str
) -> None:
    opened(browser, host, page)
    assert browser.count("a[href^='tel:']") == 0
    host.desk.emergency_number = "+49 112"
    opened(browser, host, page)
    links = browser.driver.find_elements("css selector", "#verdict a, dialog a[href^='tel:']")
    assert [link.get_attribute("href") for link in links] == ["tel:+49112"]
    assert [link.get_attribute("textContent") for link in links] == ["Call +49 112"]


def test_who_is_cleared_is_told_of_signs_that_the_page_does_not_know(
    browser: Browser, host: Host
) -> None:
    host.desk.profile = replace(WELL, locked=frozenset({"mobility"}))
    opened(browser, host, "sore")
    host.desk.profile = replace(WELL, locked=frozenset({"mobility", "neck-warmup"}))
    browser.click("#cleared")
    see(browser, "#locked-reply", "Nothing was changed yet. Since this page was opened, a sign on")
    assert host.desk.cleared == 0
    browser.picture("sore-cleared-late")
    browser.click("#cleared")
    wait_until(lambda: host.desk.cleared == 1, PATIENCE, "the locks to be lifted")


# ── where is it tight ─────────────────────────────────────────────────────────────────────────


def test_an_open_place_shines_on_the_map_and_its_tips_come_first(
    browser: Browser, host: Host
) -> None:
    host.desk.profile = WELL
    opened(browser, host, "tight")
    names = [
        one.text.splitlines()[0]
        for one in browser.driver.find_elements("css selector", ".area summary")
    ]
    assert names == [
        "Deep in the neck",
        "Neck and shoulders",
        "Trapezius",
        "Jaw and face",
        "Head and neck, after a jolt",
    ]
    browser.click(".map [data-area=jaw-face] circle")
    see(browser, "#tight-reply", "Tips for these places come first for a while.")
    assert host.desk.events == [TightnessTold(frozenset({"jaw-face"}))]
    assert browser.count(".map .on") == 1
    assert "Nothing on the throat or below the jawline." in browser.text(".area[open]")
    browser.click(".area[data-area=jaw-face] summary")
    wait_until(lambda: len(host.desk.events) == 2, PATIENCE, "the place to be closed")
    assert host.desk.events[-1] == TightnessTold(frozenset())
    assert browser.complaints() == []


def test_whoever_is_tight_but_not_sore_finds_the_places_from_the_list(
    browser: Browser, host: Host
) -> None:
    opened(browser, host, "sore")
    browser.driver.find_element("link text", "Tight, but not sore").click()
    see(browser, "h1", "Where is it tight?")
    assert host.desk.sore_calls == []


def test_after_a_jolt_nothing_comes_first(browser: Browser, host: Host) -> None:
    opened(browser, host, "tight")
    browser.click(".area[data-area=head-neck] summary")
    wait_until(lambda: host.desk.events, PATIENCE, "the place to arrive")
    assert host.desk.events == [TightnessTold(frozenset())]
    assert "Do not drive while you cannot turn your head." in browser.text(".area[open]")


def test_on_a_sore_day_the_same_places_offer_rest(browser: Browser, host: Host) -> None:
    host.desk.profile = WELL.become_sore(TODAY)
    opened(browser, host, "sore")
    browser.click(".area[data-area=neck-shoulders] summary")
    words = browser.text(".area[open]")
    assert "No set of exercises today." in words
    assert "Small and easy" in words
    assert "Lift and drop" not in words


def test_without_scripts_the_places_open_all_the_same(browser: Browser, host: Host) -> None:
    browser.without_scripts(off=True)
    opened(browser, host, "tight")
    browser.click(".area[data-area=trapezius] summary")
    assert "Warmth first." in browser.text(".area[open]")
    assert not browser.shows(".map")
