"""The steps in a real browser, by a clock that only the test moves."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from selenium.webdriver.common.keys import Keys

from tests.guide.browser_time import CLOCK, LOUDSPEAKER, VOICE, let_pass, prepared, told
from tests.guide.browsing import Browser
from tests.guide.desks import RecordingDesk
from tests.guide.hosting import Host, hosted
from tests.guide.visiting import PATIENCE, opened, see
from tests.waiting import wait_until
from unkink.core.events import (
    Skipped,
    Snoozed,
    StiffnessAnswered,
    TipRated,
)
from unkink.core.taste import Liking, Stiffness
from unkink.tuning import Tuning

NECK = ("neck-turns", 3)
PHONE = (390, 844)
SHIFTS = """new PerformanceObserver((list) => {
  for (const one of list.getEntries())
    (window.shifts ??= []).push(one.sources.map(({node}) => node?.outerHTML?.slice(0, 60)));
}).observe({type: 'layout-shift', buffered: true});"""


@pytest.fixture
def host(desk: RecordingDesk, cache: object) -> Iterator[Host]:
    with hosted(desk, cache) as host:  # type: ignore[arg-type]
        yield host


@pytest.fixture
def page(browser: Browser) -> Iterator[Browser]:
    with prepared(browser, CLOCK, VOICE, LOUDSPEAKER, SHIFTS):
        yield browser


def pressed(page: Browser, selector: str) -> str | None:
    return page.find(selector).get_attribute("aria-pressed")


# ── time ──────────────────────────────────────────────────────────────────────────────────────


def test_each_step_has_its_time_and_a_short_one_waits_to_be_read(page: Browser, host: Host) -> None:
    opened(page, host, "tip/neck-turns")
    page.press(Keys.SPACE)
    announced = page.text("#spoken")
    assert announced.startswith("Step 1 of 5. Sit tall")
    let_pass(page, 5.8)
    assert (page.text("#count"), page.text("#left")) == ("Step 1 of 5", "1")
    assert page.text("#spoken") == announced  # a screen reader hears steps, not seconds
    let_pass(page, 0.4)
    # 76 letters at 15 a second are 5.1 s, of which the step itself lasts 2.
    assert (page.text("#count"), page.text("#left")) == ("Step 2 of 5", "2")
    assert page.text("#unit") == "read"
    let_pass(page, 3)
    assert page.text("#unit") == "sec"
    let_pass(page, 2)
    assert page.text("#count") == "Step 3 of 5"
    assert page.complaints() == []


def test_a_pause_stops_the_clock_for_as_long_as_it_lasts(page: Browser, host: Host) -> None:
    opened(page, host, "tip/neck-turns")
    page.press(Keys.SPACE)
    let_pass(page, 2)
    page.press(Keys.SPACE)
    let_pass(page, 3600)
    assert (page.text("#left"), page.text("#state")) == ("4", "Paused")
    page.press(Keys.SPACE)
    let_pass(page, 1)
    assert page.text("#left") == "3"


def test_a_named_number_of_times_is_counted(page: Browser, host: Host) -> None:
    opened(page, host, "tip/neck-four-by-four")
    page.press(Keys.SPACE)
    page.press(Keys.ARROW_RIGHT)
    assert page.text("#repeat") == "1 of 4"
    let_pass(page, 8.2)
    assert page.text("#repeat") == "2 of 4"
    let_pass(page, 23)
    assert page.text("#repeat") == "4 of 4"


def test_at_ones_own_pace_no_clock_runs_and_the_large_button_leads_on(
    page: Browser, host: Host
) -> None:
    opened(page, host, "tip/neck-turns")
    page.press("p")
    page.press(Keys.SPACE)
    assert page.text("#state") == "At your pace"
    assert not page.shows("#left")
    let_pass(page, 3600)
    assert page.text("#count") == "Step 1 of 5"
    for _ in range(4):
        assert page.text("#go-label") == "Next step"
        page.press(Keys.SPACE)
    assert page.text("#go-label") == "Finish"
    page.press(Keys.SPACE)
    see(page, "#finished-words", "Noted: done.")
    assert host.desk.done() == [("neck-turns", None)]


# ── done ──────────────────────────────────────────────────────────────────────────────────────


def test_a_tip_that_was_played_to_its_end_is_done_without_a_word(page: Browser, host: Host) -> None:
    host.desk.prompt = NECK
    opened(page, host, "tip/neck-turns")
    page.press(Keys.SPACE)
    let_pass(page, 90)
    see(page, "#finished-words", "Noted: done.")
    assert page.script("document.activeElement.id") == "finished-title"
    page.press("d")
    page.script("document.querySelector('.answers [data-done]').click()")
    assert host.desk.done() == [("neck-turns", 3)]

    page.click("#again")
    page.press(Keys.SPACE)
    let_pass(page, 90)
    see(page, "#finished-words", "Noted: done.")
    assert host.desk.done() == [("neck-turns", 3), ("neck-turns", None)]


def test_who_only_leafs_through_is_asked_and_says_so(page: Browser, host: Host) -> None:
    opened(page, host, "tip/neck-turns")
    page.press(Keys.SPACE)
    for _ in range(5):
        page.press(Keys.ARROW_RIGHT)
    assert page.text("#finished-words") == "Did you do it? Then say Done."
    assert host.desk.events == []
    page.click(".finished [data-done]")
    see(page, "#finished-words", "Noted: done.")
    assert host.desk.done() == [("neck-turns", None)]


def test_done_in_the_middle_is_the_end(page: Browser, host: Host) -> None:
    host.desk.prompt = NECK
    opened(page, host, "tip/neck-turns")
    page.press(Keys.SPACE)
    let_pass(page, 7)
    page.press("d")
    see(page, "#finished-words", "Noted: done.")
    let_pass(page, 90)
    assert host.desk.done() == [("neck-turns", 3)]


def test_done_that_is_refused_can_be_said_again(page: Browser, host: Host) -> None:
    host.desk.refusal = "That tip was answered already."
    opened(page, host, "tip/neck-turns")
    page.press("d")
    see(page, "#finished-words", "That tip was answered already.")
    host.desk.refusal = None
    page.click(".finished [data-done]")
    see(page, "#finished-words", "Noted: done.")


# ── answers ───────────────────────────────────────────────────────────────────────────────────


def test_a_skip_pauses_and_leaves_done_to_whoever_does_it_after_all(
    page: Browser, host: Host
) -> None:
    host.desk.prompt = NECK
    opened(page, host, "tip/neck-turns")
    page.press(Keys.SPACE)
    page.click("[data-later=skip]")
    see(page, "#reply", "Skipped. Another time, perhaps.")
    assert page.text("#state") == "Paused"
    page.press("d")
    see(page, "#finished-words", "Noted: done.")
    assert host.desk.events[0] == Skipped(3)
    assert host.desk.done() == [("neck-turns", 3)]


def test_a_snooze_is_not_asked_for_twice(page: Browser, host: Host) -> None:
    host.desk.prompt = NECK
    opened(page, host, "tip/neck-turns")
    page.click("[data-later=snooze]")
    see(page, "#reply", "It comes back in 5 min.")
    assert not page.find("[data-later=snooze]").is_enabled()
    assert host.desk.events == [Snoozed(prompt=3)]


def test_another_tip_opens_in_its_place_ready_to_start(page: Browser, host: Host) -> None:
    host.desk.others = {"neck-turns": "shoulder-rolls"}
    opened(page, host, "tip/neck-turns")
    page.press("n")
    see(page, "#title", "Shoulder rolls")
    assert page.script("document.activeElement.id") == "go"
    page.click(".answers [data-another]")
    see(page, "#reply", "There is no other tip.")
    assert page.complaints() == []


def test_a_liking_is_told_and_taken_back(page: Browser, host: Host) -> None:
    opened(page, host, "tip/neck-turns")
    page.click("#more")
    see(page, "#reply", "More like this, then.")
    assert pressed(page, "#more") == "true"
    page.click("#not")
    see(page, "#reply", "Noted. It will not be offered again.")
    assert (pressed(page, "#more"), pressed(page, "#not")) == ("false", "true")
    assert page.text("#not") == "Bring back"

    opened(page, host, "tip/neck-turns")
    assert page.text("#not") == "Bring back"
    page.click("#not")
    see(page, "#reply", "As often as the others again.")
    assert page.text("#not") == "Not for me"
    told_so = [event.liking for event in host.desk.events if isinstance(event, TipRated)]
    assert told_so == [Liking.MORE, Liking.NOT, Liking.USUAL]


def test_how_it_feels_is_one_touch_and_worse_leads_to_help(page: Browser, host: Host) -> None:
    opened(page, host, "tip/neck-turns")
    page.press("d")
    page.click("[data-felt=better]")
    see(page, "#felt-reply", "Good to hear.")
    assert not page.shows("#worse")
    page.click("[data-felt=worse]")
    see(page, "#felt-reply", "Then leave it for today.")
    assert pressed(page, "[data-felt=better]") == "false"
    assert host.desk.events[1:] == [
        StiffnessAnswered("neck-turns", Stiffness.BETTER),
        StiffnessAnswered("neck-turns", Stiffness.WORSE),
    ]
    page.click("#worse [data-opens=stopped]")
    assert page.text("#stopped-title") == "Stopped. What did you feel?"
    page.click("#none")
    page.click("#worse a")
    see(page, "h1", "First, a short check")


# ── voice, sound and what is remembered ───────────────────────────────────────────────────────


def test_the_voice_reads_title_steps_and_the_last_seconds(page: Browser, host: Host) -> None:
    full = host.desk.full_tip("neck-turns")
    assert full is not None
    opened(page, host, "tip/neck-turns")
    page.press("v")
    page.press(Keys.SPACE)
    assert told(page, "said") == [f"{full.tip.title}. {full.steps[0]}"]
    let_pass(page, 3)
    assert (page.text("#unit"), page.text("#left")) == ("listen", "6")
    page.script("fallSilent()")
    let_pass(page, 5.8)
    assert told(page, "said") == ["3", "2", "1"]
    let_pass(page, 0.4)
    assert told(page, "said") == ["(cut)", full.steps[1]]
    page.press(Keys.SPACE)
    assert told(page, "said") == ["(cut)"]
    assert page.text("#spoken") == "Paused."


def test_the_voice_falls_silent_when_somebody_leaves_or_stops(page: Browser, host: Host) -> None:
    host.desk.switches = Tuning(voice=True)
    opened(page, host, "tip/neck-turns")
    page.press(Keys.SPACE)
    told(page, "said")
    page.press("s")
    assert told(page, "said") == ["(cut)"]


def test_a_voice_that_never_reports_its_end_holds_nobody_up(page: Browser, host: Host) -> None:
    host.desk.switches = Tuning(voice=True)
    opened(page, host, "tip/neck-turns")
    page.press(Keys.SPACE)
    let_pass(page, 12)
    assert page.text("#left") == "4"


def test_without_voices_nobody_is_offered_one(browser: Browser, host: Host) -> None:
    silent = VOICE.replace('[{name: "Ada", lang: "en"}]', "[]")
    host.desk.switches = Tuning(voice=True)
    with prepared(browser, CLOCK, silent):
        opened(browser, host, "tip/neck-turns")
        assert not browser.shows("#voice")
        browser.press(Keys.SPACE)
        assert told(browser, "said") == []
        assert browser.text("#spoken").startswith("Step 1 of 5. Sit tall")


def test_a_soft_tone_begins_each_step_where_it_is_wanted(page: Browser, host: Host) -> None:
    opened(page, host, "tip/neck-turns")
    page.press(Keys.SPACE)
    assert told(page, "tones") == []
    page.press("b")
    assert told(page, "tones") == [660]
    let_pass(page, 6.2)
    assert told(page, "tones") == [660]
    let_pass(page, 90)
    assert told(page, "tones")[-2:] == [660, 495]
    assert page.complaints() == []


def test_switches_are_found_as_they_were_left(page: Browser, host: Host) -> None:
    opened(page, host, "tip/neck-turns")
    for key in "pvb":
        page.press(key)
    page.click("#open-keys")
    page.click("#keys-on")
    wait_until(
        lambda: host.desk.switches == Tuning(sound=True, voice=True, own_pace=True, keys=False),
        PATIENCE,
        "the switches to be told",
    )
    opened(page, host, "tip/shoulder-rolls")
    pressed_now = [pressed(page, f"[data-switch={one}]") for one in ("own_pace", "voice", "sound")]
    assert pressed_now == ["true", "true", "true"]
    page.press("b")
    assert pressed(page, "[data-switch=sound]") == "true"


# ── figure ────────────────────────────────────────────────────────────────────────────────────

HALVES = """
(() => {
  const parsed = JSON.parse;
  JSON.parse = (text) => {
    const table = parsed(text);
    if (!table.cycle) return table;
    const part = table.cycle / 5;
    table.steps = [0, 1, 2, 3, 4].map((place) => [place * part, (place + 1) * part]);
    return table;
  };
})();
"""
"""A table with a stretch of the cycle for each step, until the tips have their own."""


def test_the_figure_plays_the_stretch_of_the_step(browser: Browser, host: Host) -> None:
    with prepared(browser, CLOCK, HALVES):
        opened(browser, host, "tip/neck-turns")
        wait_until(lambda: browser.count("#moving path"), PATIENCE, "the figure")
        browser.press(Keys.ARROW_RIGHT)
        browser.press(Keys.ARROW_RIGHT)
        first = browser.script("moving.innerHTML")
        wait_until(lambda: browser.script("moving.innerHTML") != first, PATIENCE, "it to move")
        assert browser.complaints() == []


def test_where_motion_is_not_wanted_each_step_has_its_picture(browser: Browser, host: Host) -> None:
    browser.emulate(prefers_reduced_motion="reduce")
    with prepared(browser, CLOCK, HALVES):
        opened(browser, host, "tip/neck-turns")
        wait_until(lambda: browser.count("#strip svg path"), PATIENCE, "the pictures")
        assert browser.count("#strip svg") == 5
        pose = browser.script("moving.innerHTML")
        browser.press(Keys.ARROW_RIGHT)
        browser.press(Keys.ARROW_RIGHT)
        assert browser.script("[...strip.children].findIndex(one => one.className === 'on')") == 2
        assert browser.script("moving.innerHTML") != pose
        browser.picture("step-pictures")
        assert browser.complaints() == []


def test_on_paper_each_step_carries_its_picture(browser: Browser, host: Host) -> None:
    with prepared(browser, CLOCK, HALVES):
        opened(browser, host, "tip/neck-turns")
        wait_until(lambda: browser.count("#moving path"), PATIENCE, "the figure")
        browser.script("dispatchEvent(new Event('beforeprint'))")
        assert browser.count("#steps.pictured li > svg.fig") == 5


# ── other eyes, other screens ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [(1280, 800), PHONE])
def test_nothing_shifts_from_the_first_sight_to_the_end(
    page: Browser, host: Host, size: tuple[int, int]
) -> None:
    host.desk.prompt = NECK
    page.resize(*size)
    opened(page, host, "tip/neck-turns")
    wait_until(lambda: page.count("#moving path"), PATIENCE, "the figure")
    page.press(Keys.SPACE)
    for _ in range(45):
        let_pass(page, 2)
    see(page, "#finished-words", "Noted: done.")
    page.script("document.querySelector('[data-felt=worse]').click()")
    see(page, "#felt-reply", "Then leave it for today.")
    assert page.script("window.shifts ?? []") == []


def test_on_a_phone_figure_and_start_are_in_sight_at_once(browser: Browser, host: Host) -> None:
    browser.resize(*PHONE)
    opened(browser, host, "tip/neck-turns")
    wait_until(lambda: browser.shows("#moving"), PATIENCE, "the figure")
    bottoms = "['#moving', '#go', '.panel'].map(one => document.querySelector(one)"
    seen = browser.script(f"{bottoms}.getBoundingClientRect().bottom)")
    assert isinstance(seen, list)
    assert all(bottom <= 844 for bottom in seen), seen
    browser.click(".answers [data-done]")
    see(browser, "#finished-words", "Noted: done.")


@pytest.mark.parametrize("width", [390, 1280])
def test_where_lines_run_to_the_left_so_does_everything(
    browser: Browser, host: Host, width: int
) -> None:
    mirror = (
        "document.addEventListener('readystatechange', () => document.documentElement.dir = 'rtl')"
    )
    browser.resize(width, 844)
    with prepared(browser, CLOCK, mirror):
        opened(browser, host, "tip/neck-turns")
        assert browser.script("document.documentElement.scrollWidth <= innerWidth")
        outside = """[...document.querySelectorAll('main *')]
            .filter(one => one.checkVisibility() && !one.closest('.hidden-text, svg'))
            .filter(one => one.getBoundingClientRect().left < -0.5)
            .map(one => one.outerHTML.slice(0, 80))"""
        assert browser.script(outside) == []
        middle = "(one => one.left + one.width / 2)(ring.getBoundingClientRect())"
        first = browser.script(middle)
        browser.press(Keys.ARROW_LEFT)
        assert browser.text("#count") == "Step 2 of 5"
        second = browser.script("dots.children[1].getBoundingClientRect().left")
        assert isinstance(first, float | int)
        assert isinstance(second, float | int)
        assert second < first
        browser.picture(f"rtl-{width}")


def test_words_of_ones_own_may_run_the_other_way(browser: Browser, host: Host) -> None:
    full = host.desk.full_tip("neck-turns")
    assert full is not None
    tip = replace(full.tip, id="own-hebrew", title="תנועה קלה")
    steps = ("שבו זקוף", *full.steps[1:])
    host.desk.add(replace(full, tip=tip, steps=steps, own=True))
    opened(browser, host, "tip/own-hebrew")
    assert browser.script("getComputedStyle(title).direction") == "rtl"
    assert browser.script("getComputedStyle(steps.children[0]).direction") == "rtl"
    assert browser.script("getComputedStyle(steps.children[1]).direction") == "ltr"


def test_on_paper_every_step_stands_with_its_time(browser: Browser, host: Host) -> None:
    full = host.desk.full_tip("neck-turns")
    assert full is not None
    assert full.figure is not None
    one_cycle = {key: value for key, value in full.figure.items() if key != "steps"}
    tip = replace(full.tip, id="own-turns")
    host.desk.add(replace(full, tip=tip, figure=one_cycle))
    opened(browser, host, "tip/own-turns")
    wait_until(lambda: browser.script("paper.naturalWidth > 0"), PATIENCE, "the poses")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        shown = [one for one in ("#steps", "#paper", ".note", ".rule") if browser.shows(one)]
        assert shown == ["#steps", "#paper", ".note", ".rule"]
        assert not any(map(browser.shows, ("#go", ".after", "#loop", "nav", "#moving")))
        assert browser.script(
            "[...steps.children].every(one => getComputedStyle(one).visibility === 'visible')"
        )
        times = browser.script("getComputedStyle(steps.children[4], '::after').content")
        assert "data-time" in str(times) or "36 s" in str(times)
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
