"""How sure a tip is, on its card and on the page about all of it, in a real browser."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.guide.browsing import Browser
from tests.guide.desks import RecordingDesk
from tests.guide.hosting import Host, hosted
from tests.guide.visiting import opened, see
from unkink.core.health import HealthProfile


@pytest.fixture
def host(desk: RecordingDesk, cache: Path) -> Iterator[Host]:
    with hosted(desk, cache) as host:
        yield host


def card(browser: Browser, host: Host, tip_id: str) -> list[str]:
    opened(browser, host, f"tip/{tip_id}")
    browser.click("#open-evidence")
    return browser.text("#evidence").splitlines()


def after(lines: list[str], label: str) -> str:
    return lines[lines.index(label) + 1]


def test_the_card_says_what_the_letter_is_for_and_what_not(browser: Browser, host: Host) -> None:
    said = card(browser, host, "neck-turns")
    assert browser.find("#evidence .letters").get_attribute("aria-label") == "Grade C of A to D"
    assert browser.text("#evidence [data-on]") == "C thin"
    assert said[5] == (
        "Small or indirect trials, laboratory studies, cohort studies or official guidance."
    )
    assert after(said, "The letter is for") == (
        "Less discomfort in a break and more neck rotation."
    )
    assert after(said, "Its limits") == "No proof that it prevents pain."
    assert browser.complaints() == []


def test_the_card_cites_what_was_found_by_whom(browser: Browser, host: Host) -> None:
    said = card(browser, host, "neck-turns")
    place = said.index("Where it is from")
    assert said[place + 1 : place + 6] == [
        "A 3-minute break every 20 minutes: stretching, moving and resting did equally well "
        "(30 people).",
        "Nakphaet, Chaikumarn, Janwantanakul 2014, Int J Occup Saf Ergon 20(2):339-353",
        "393 people: neither muscle training nor relaxation changed neck pain; the neck turned "
        "further.",
        "Viljanen and others 2003, BMJ 327:475",
        "An old web article on tense necks. It names no study; we judged each of its ideas and "
        "kept what seemed sensible and safe.",
    ]


def test_custom_is_called_custom(browser: Browser, host: Host) -> None:
    said = card(browser, host, "massage-fingertip-tapping")
    assert "D custom" in said
    assert "Tradition or professional habit only; no study." in said
    assert after(said, "The letter is for") == "Comfort."
    assert after(said, "Its limits") == "It says nothing beyond that line."
    assert after(said, "Where it is from").startswith("An old web article")
    assert not any("article L" in line for line in said)


def test_what_we_know_by_name_only_says_so(browser: Browser, host: Host) -> None:
    said = card(browser, host, "habit-swim-week")
    assert after(said, "Oakes 2023") == "We know it by name only, so nothing rests on it alone."


def test_an_own_tip_claims_nothing_it_does_not_say(browser: Browser, host: Host) -> None:
    full = host.desk.full_tip("neck-turns")
    assert full is not None
    own = replace(full, tip=replace(full.tip, id="own-turns"), own=True, grade_for="", source="")
    host.desk.add(own)
    said = card(browser, host, "own-turns")
    assert "This is your own tip: nobody has graded it." in said
    assert "The letter is for" not in said

    host.desk.add(replace(own, tip=replace(own.tip, id="own-heard"), source="My aunt <b>2016</b>"))
    said = card(browser, host, "own-heard")
    assert after(said, "You wrote") == "My aunt <b>2016</b>"


def test_the_card_opens_at_its_title_however_long_it_is(browser: Browser, host: Host) -> None:
    browser.resize(390, 600)
    card(browser, host, "strength-band-two-minutes")
    assert browser.script("document.getElementById('evidence').scrollTop") == 0
    assert browser.script("document.activeElement.id") == "evidence-title"


def test_the_page_begins_with_the_honest_summary(browser: Browser, host: Host) -> None:
    opened(browser, host, "evidence")
    assert browser.text("h1") == "How sure is this?"
    assert browser.text(".verdict") == (
        "No break program has been shown with high certainty to prevent neck pain. unkink does "
        "not promise it either."
    )
    grades = browser.text(".grades").splitlines()
    assert [grades[place] for place in (0, 3, 6, 9)] == ["A", "B", "C", "D"]
    assert [grades[place] for place in (1, 4, 7, 10)] == ["Strong", "Fair", "Thin", "Custom"]
    assert grades[2].endswith("3 tips.")
    assert browser.complaints() == []


def test_the_page_counts_only_what_the_person_may_see(browser: Browser, host: Host) -> None:
    host.desk.profile = HealthProfile(answered=True, tags=frozenset({"shoulder-arm-problem"}))
    opened(browser, host, "evidence")
    assert browser.text(".grades").splitlines()[2].endswith("2 tips.")


def test_the_page_is_reached_from_the_library_the_foot_and_the_card(
    browser: Browser, host: Host
) -> None:
    for page, link in (
        ("library", ".letter a"),
        ("why", ".foot a[href$=evidence]"),
        ("tip/neck-turns", "#evidence .more a"),
    ):
        opened(browser, host, page)
        if page.startswith("tip"):
            browser.click("#open-evidence")
        browser.click(link)
        see(browser, "h1", "How sure is this?")
        assert not browser.shows(".foot a[href$=evidence]")
