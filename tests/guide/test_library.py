"""The library in a real browser: looking through it, filtering, and what is put aside."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.guide.browsing import Browser
from tests.guide.desks import TODAY, RecordingDesk
from tests.guide.hosting import Host, hosted
from tests.guide.visiting import LOADED, PATIENCE, opened, see
from tests.waiting import wait_until
from unkink.core.events import TipRated
from unkink.core.health import HealthProfile
from unkink.core.practice import Practice, Practised
from unkink.core.taste import Liking, Taste
from unkink.core.tips import Pool

SEEN = """[...document.querySelectorAll('.tile')].filter(one => one.checkVisibility())
    .map(one => one.getAttribute('href').split('/').pop())"""
HEADINGS = """[...document.querySelectorAll('.category h2')].filter(one => one.checkVisibility())
    .map(one => one.textContent)"""


@pytest.fixture
def host(desk: RecordingDesk, cache: Path) -> Iterator[Host]:
    with hosted(desk, cache) as host:
        yield host


def seen(browser: Browser) -> set[str]:
    """Return the ids of the tips on show."""
    told = browser.script(SEEN)
    assert isinstance(told, list)
    return set(told)


def choose(browser: Browser, name: str, value: str) -> None:
    browser.click(f"[name={name}][value='{value}']")


def choose_area(browser: Browser, area: str) -> None:
    browser.click(f"[name=area] option[value={area}]")


def search(browser: Browser, words: str) -> None:
    browser.find("#find").send_keys(words)


def did(*tips: tuple[str, int, int]) -> Practice:
    """Remember tips as done: id, times, days ago."""
    return Practice(tuple(Practised(tip, n, TODAY - timedelta(days)) for tip, n, days in tips))


# ── looking through it ────────────────────────────────────────────────────────────────────────


def test_every_tip_that_fits_stands_there_with_its_picture(browser: Browser, host: Host) -> None:
    opened(browser, host, "library")
    fits = {tip.id for tip, why in host.desk.library() if why is None}
    assert seen(browser) == fits
    assert browser.text("#count") == f"{len(fits)} tips for you today"
    tile = browser.text("a[href$='tip/neck-turns']").splitlines()
    assert tile[0] == "Look over each shoulder"
    assert tile[-1] == "54 s · at your desk · C"
    loaded = "[...document.images].filter(one => one.naturalWidth > 0).length >= 3"
    wait_until(lambda: browser.script(loaded), PATIENCE, "the first pictures")
    assert browser.complaints() == []


def test_every_area_of_the_body_has_a_word(browser: Browser, host: Host) -> None:
    opened(browser, host, "library")
    options = "[...document.querySelectorAll('[name=area] option')].map(one => one.value)"
    offered = browser.script(options)
    areas = {area for tip, why in host.desk.library() if why is None for area in tip.body}
    assert isinstance(offered, list)
    assert set(offered) == areas | {""}


def test_tips_not_yet_introduced_are_there_as_well(browser: Browser, host: Host) -> None:
    opened(browser, host, "library")
    categories = [one.label for one in host.desk.pool.categories if one.id != "acute-comfort"]
    assert browser.script(HEADINGS) == categories


def test_a_tile_says_what_the_person_knows_of_its_tip(browser: Browser, host: Host) -> None:
    full = host.desk.full_tip("neck-nods")
    assert full is not None
    own = replace(full, tip=replace(full.tip, id="own-nods", title="My nods"), own=True)
    host.desk.add(own)
    host.desk.taste = Taste(liked=frozenset({"neck-turns"}))
    host.desk.practice = did(("neck-turns", 3, 0), ("neck-nods", 1, 6), ("eyes-far-look", 9, 7))
    opened(browser, host, "library")
    marks = ".tile[href$='{}'] .marks"
    assert browser.text(marks.format("/neck-turns")).splitlines() == ["you like it", "done today"]
    assert browser.text(marks.format("/neck-nods")) == "done 6 days ago"
    assert browser.text(marks.format("/own-nods")) == "your own"
    assert browser.count(marks.format("/eyes-far-look")) == 0
    assert browser.text(".tile[href$='/own-nods'] small") == "54 s · at your desk"


def test_the_top_line_marks_where_one_is(browser: Browser, host: Host) -> None:
    for page, label in (("library", "Library"), ("sore", "Sore day"), ("why", "Why quiet?")):
        opened(browser, host, page)
        assert browser.text("nav [aria-current=page]") == label
    rooms = ["Library", "Today", "Weeks", "Sore day", "Health", "Why quiet?"]
    assert browser.text("nav").splitlines() == rooms


# ── filters and search ────────────────────────────────────────────────────────────────────────


def test_filters_combine_and_the_count_is_announced(browser: Browser, host: Host) -> None:
    opened(browser, host, "library")
    everything = len(seen(browser))
    assert browser.find("#count").get_attribute("role") == "status"

    choose_area(browser, "wrists-hands")
    assert seen(browser) == {"stretch-wrists", "contrast-forearms-sink"}
    assert browser.text("#count") == f"2 of {everything} tips"
    choose(browser, "place", "desk")
    assert seen(browser) == {"stretch-wrists"}
    assert browser.script(HEADINGS) == ["Mobility and stretch"]
    assert not browser.shows("#paths")

    browser.click("#reset")
    assert len(seen(browser)) == everything
    assert browser.text("#count") == f"{everything} tips for you today"
    assert browser.script("document.activeElement.id") == "find"
    assert browser.complaints() == []


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("1", lambda seconds: seconds <= 75),
        ("5", lambda seconds: seconds <= 300),
        ("long", lambda seconds: seconds > 300),
    ],
)
def test_a_length_finds_the_tips_that_fit_into_it(
    browser: Browser, host: Host, value: str, fits: Callable[[int], bool]
) -> None:
    opened(browser, host, "library")
    choose(browser, "minutes", value)
    expected = {t.id for t, why in host.desk.library() if why is None and fits(t.duration)}
    assert seen(browser) == expected
    assert expected


def test_needs_nothing_leaves_out_what_needs_a_thing(browser: Browser, host: Host) -> None:
    opened(browser, host, "library")
    assert "strength-band-two-minutes" in seen(browser)
    browser.click("[name=bare]")
    left = seen(browser)
    assert "strength-band-two-minutes" not in left
    assert all(full.needs == () for full in map(host.desk.full_tip, left) if full)
    browser.click("[name=bare]")
    assert "strength-band-two-minutes" in seen(browser)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("CHIN GLIDE", {"neck-chin-glide"}),  # the title
        ("like a drawer", {"neck-chin-glide"}),  # the line
        ("wrists", {"stretch-wrists", "contrast-forearms-sink"}),  # the area
        ("eyes blink", {"eyes-far-look", "eyes-blink-reset"}),  # the category, and the line
    ],
)
def test_the_search_looks_at_title_line_area_and_category(
    browser: Browser, host: Host, words: str, found: set[str]
) -> None:
    opened(browser, host, "library")
    search(browser, words)
    assert seen(browser) == found


def test_what_nobody_wrote_is_said_kindly_with_a_way_back(browser: Browser, host: Host) -> None:
    opened(browser, host, "library")
    everything = seen(browser)
    assert not browser.shows("#nothing")
    search(browser, "zebra")
    assert browser.text("#nothing").splitlines() == [
        "No tip fits all of that.",
        "One filter less may find a good one.",
        "Show all",
    ]
    browser.click("#show-all")
    assert not browser.shows("#nothing")
    assert seen(browser) == everything


def test_back_takes_the_last_filter_off(browser: Browser, host: Host) -> None:
    opened(browser, host, "library")
    everything = seen(browser)
    choose(browser, "minutes", "1")
    short = seen(browser)
    choose(browser, "place", "standing")
    standing = seen(browser)
    search(browser, "swim")
    assert seen(browser) == set()

    browser.driver.back()  # one step for the whole search
    wait_until(lambda: seen(browser) == standing, PATIENCE, "the search to end")
    assert browser.find("#find").get_attribute("value") == ""
    browser.driver.back()
    wait_until(lambda: seen(browser) == short, PATIENCE, "the place to be any")
    browser.driver.back()
    wait_until(lambda: seen(browser) == everything, PATIENCE, "all tips")
    browser.driver.forward()
    wait_until(lambda: seen(browser) == short, PATIENCE, "the length again")
    assert short > standing


def test_who_comes_back_from_a_tip_finds_the_filters_as_they_were(
    browser: Browser, host: Host
) -> None:
    opened(browser, host, "library")
    choose_area(browser, "wrists-hands")
    search(browser, "arm")
    before = seen(browser)
    browser.click("a[href$='tip/stretch-wrists']")
    see(browser, "h1", "Wrist and forearm stretch")
    browser.driver.back()
    see(browser, "h1", "Library")
    assert seen(browser) == before
    assert browser.find("#find").get_attribute("value") == "arm"
    assert browser.find("[name=area]").get_attribute("value") == "wrists-hands"


@pytest.mark.parametrize(
    "fragment", ["#area=tail&minutes=eternal&place=moon", "#main", "#%", "#find=", "#bare"]
)
def test_an_address_that_nobody_offers_hides_nothing(
    browser: Browser, host: Host, fragment: str
) -> None:
    opened(browser, host, f"library{fragment}")
    assert seen(browser) >= {"neck-turns", "eyes-far-look"}
    assert browser.find("[name=area]").get_attribute("value") == ""
    assert browser.complaints() == []


def test_skipping_to_the_content_keeps_the_filters(browser: Browser, host: Host) -> None:
    opened(browser, host, "library")
    choose(browser, "minutes", "long")
    before = seen(browser)
    browser.driver.execute_script("document.querySelector('.skip').click()")
    assert seen(browser) == before


def test_without_scripts_everything_is_shown_and_no_filter_pretends(
    browser: Browser, host: Host
) -> None:
    browser.without_scripts(off=True)
    host.desk.taste = Taste(disliked=frozenset({"habit-mineral-food"}))
    opened(browser, host, "library")
    assert not browser.shows("#finder")
    tiles = browser.driver.find_elements("css selector", ".tile")
    fits = {tip.id for tip, why in host.desk.library() if why is None}
    assert len([one for one in tiles if one.is_displayed()]) == len(fits) - 1
    assert not browser.shows("#nothing")
    browser.click("#away summary")
    assert not browser.shows("[data-back]")


def test_a_phone_shows_tips_on_its_first_screen_and_filters_at_a_tap(
    browser: Browser, host: Host
) -> None:
    browser.resize(390, 844)
    opened(browser, host, "library")
    first = browser.script("document.querySelector('.tile').getBoundingClientRect().bottom")
    assert isinstance(first, int | float)
    assert first < 700
    assert not browser.shows("#filters")
    browser.click("#open-filters")
    assert browser.find("#open-filters").get_attribute("aria-expanded") == "true"
    choose(browser, "place", "home")
    browser.click("[name=bare]")
    browser.click("#open-filters")
    assert not browser.shows("#filters")
    assert browser.text("#open-filters") == "Filter: 2"
    assert "relax-quiet-fifteen" in seen(browser)


def test_the_keyboard_alone_can_filter(browser: Browser, host: Host) -> None:
    opened(browser, host, "library")
    browser.find("[name=minutes]").send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    assert seen(browser) == {
        tip.id for tip, why in host.desk.library() if why is None and tip.duration > 300
    }


# ── what is put aside ─────────────────────────────────────────────────────────────────────────


def test_hidden_tips_are_named_after_a_tap_each_with_its_reason_and_a_step(
    browser: Browser, host: Host
) -> None:
    host.desk.profile = HealthProfile(
        answered=False, tags=frozenset({"dizziness"}), locked=frozenset({"eyes"})
    )
    opened(browser, host, "library")
    assert browser.text("#away").endswith("tips are put aside for now, and why")
    assert "Look over each shoulder" not in browser.text("main")

    browser.click("#away summary")
    folded = browser.text("#away").splitlines()
    for reason, step, title in (
        ("Hidden by your health answers", "Look at your health answers", "Look over each shoulder"),
        ("Waiting for the health questions", "Answer the health questions", "Warm bath"),
        (
            "Off until a health professional has cleared you",
            "What is locked, and what is left",
            "Look far away",
        ),
        ("For sore days only", "Open the sore day", "Legs up"),
    ):
        assert step == folded[folded.index(reason) + 1]
        assert any(line.startswith(title) for line in folded)
    links = "[...document.querySelectorAll('#away a')].map(one => one.href.split('/').pop())"
    assert set(browser.script(links) or ()) == {"health", "sore"}  # type: ignore[call-overload]
    assert browser.complaints() == []


def test_the_page_holds_no_text_of_what_it_hides(browser: Browser, host: Host) -> None:
    host.desk.profile = HealthProfile(answered=True, tags=frozenset({"dizziness", "pregnancy"}))
    host.desk.taste = Taste(disliked=frozenset({"habit-mineral-food"}))
    opened(browser, host, "library")
    source = browser.driver.page_source
    away = [tip for tip, why in host.desk.library() if why or tip.id == "habit-mineral-food"]
    assert len(away) > 10
    for tip in away:
        full = host.desk.full_tip(tip.id)
        assert full is not None
        assert not any(text in source for text in (tip.notify, full.why, *full.steps))
        assert f"tip/{tip.id}" not in source


def test_nothing_is_put_aside_where_nothing_is_hidden(browser: Browser, host: Host) -> None:
    host.desk.profile = HealthProfile(answered=True, sore_on=TODAY)
    pool = host.desk.pool
    tips = tuple(tip for tip in pool.tips if host.desk.hidden(tip.id) is None)
    host.desk.pool = Pool(tips, pool.categories, pool.questions, safety=pool.safety)
    opened(browser, host, "library")
    assert browser.count(".tile") == len(tips)
    assert browser.count("#away") == 0


def test_where_everything_is_locked_the_page_says_so_quietly(browser: Browser, host: Host) -> None:
    host.desk.set_flags(frozenset({"chest-pain"}))
    opened(browser, host, "library")
    assert browser.text("#count") == "0 tips for you today"
    assert browser.text(".rest-day") == (
        "No tip is for you just now. Rest is fine; what is put aside, and why, stands below."
    )
    assert not browser.shows("#nothing")
    assert browser.count(".tile") == 0
    assert browser.text("#away") == "60 tips are put aside for now, and why"


def test_a_disliked_tip_can_be_brought_back(browser: Browser, host: Host) -> None:
    host.desk.taste = Taste(disliked=frozenset({"habit-mineral-food", "eyes-far-look"}))
    opened(browser, host, "library")
    assert not {"habit-mineral-food", "eyes-far-look"} & seen(browser)
    choose(browser, "minutes", "1")
    before = browser.text("#count")

    browser.click("#away summary")
    browser.click("[data-back=eyes-far-look]")
    see(browser, "#reply", "It is back in the library.")
    assert host.desk.events == [TipRated("eyes-far-look", Liking.USUAL)]
    assert "eyes-far-look" in seen(browser)
    assert browser.text("#count") != before  # still filtered, one more
    assert browser.script("document.activeElement.id") == "reply"
    assert "Greens, beans, nuts" in browser.text("#away")
    assert "Look far away" not in browser.text("#away")
    assert browser.complaints() == []


def test_a_tip_that_cannot_be_brought_back_says_why(browser: Browser, host: Host) -> None:
    host.desk.taste = Taste(disliked=frozenset({"eyes-far-look"}))
    host.desk.refusal = "This tip is off until a health professional has cleared you."
    opened(browser, host, "library")
    browser.click("#away summary")
    browser.click("[data-back]")
    see(browser, "#reply", "This tip is off until a health professional has cleared you.")
    assert browser.shows("[data-back]")


def test_health_comes_before_taste(browser: Browser, host: Host) -> None:
    host.desk.profile = HealthProfile(answered=True, tags=frozenset({"dizziness"}))
    host.desk.taste = Taste(disliked=frozenset({"neck-turns"}))
    opened(browser, host, "library")
    browser.click("#away summary")
    assert "Look over each shoulder" in browser.text("#away")
    assert browser.count("[data-back]") == 0


# ── the ways that take weeks ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("times", "ago", "told", "words", "button"),
    [
        (
            0,
            0,
            "0 of 10",
            "Ten quiet quarters of an hour, whenever one fits. Days off take nothing away.",
            "Start the first, 15 min",
        ),
        (
            4,
            40,
            "4 of 10",
            "A skill that grows: give it two or three weeks. Days off take nothing away. Last one "
            "on 14 October.",
            "Start the fifth, 15 min",
        ),
        (
            10,
            1,
            "10 of 10",
            "The line is full. Ten more are there if you like, or one whenever you want it. Last "
            "one yesterday.",
            "Start the eleventh, 15 min",
        ),
        (
            12,
            3,
            "12 of 20",
            "The second ten, as you like. Days off take nothing away. Last one 3 days ago.",
            "Start the thirteenth, 15 min",
        ),
        (
            31,
            0,
            "31 times",
            "Both lines are full. It is yours now, whenever you want it. Last one today.",
            "Start another, 15 min",
        ),
    ],
)
def test_the_quiet_sessions_say_how_far_one_is(
    browser: Browser, host: Host, times: int, ago: int, told: str, words: str, button: str
) -> None:
    if times:
        host.desk.practice = did(("relax-quiet-fifteen", times, ago))
    opened(browser, host, "library")
    card = "[aria-labelledby=quiet]"
    assert browser.text(card).splitlines() == ["Quiet sessions", told, words, button]
    assert browser.find(f"{card} svg").get_attribute("aria-label") == f"{told} done"
    browser.click(f"{card} .btn")
    see(browser, "h1", "Quiet quarter of an hour")


def test_ten_loops_stand_on_the_line(browser: Browser, host: Host) -> None:
    host.desk.practice = did(("relax-quiet-fifteen", 4, 1))
    opened(browser, host, "library")
    assert browser.count(".loops circle") == 10
    assert browser.count(".loops circle.on") == 4
    assert browser.count(".loops circle.next") == 1
    assert browser.script("document.querySelectorAll('.loops circle')[4].matches('.next')")


@pytest.mark.parametrize(
    ("practice", "told", "button", "opens"),
    [
        (did(), "step 1 of 3", "Read the first one, 5 min", "Contrast shower for beginners"),
        (
            did(("contrast-starter", 2, 1)),
            "step 2 of 3",
            "Read the second one, 6 min",
            "Contrast shower, three rounds",
        ),
        (
            did(("contrast-starter", 2, 9), ("contrast-three-rounds", 5, 2)),
            "step 3 of 3",
            "Read the third one, 4 min",
            "Cool finish",
        ),
    ],
)
def test_the_ladder_offers_the_next_step(
    browser: Browser, host: Host, practice: Practice, told: str, button: str, opens: str
) -> None:
    host.desk.practice = practice
    opened(browser, host, "library")
    card = "[aria-labelledby=cool]"
    assert told in browser.text(card)
    assert "Twice a week is plenty." in browser.text(card)
    assert browser.count(f"{card} .ladder a") == 3  # nothing is locked
    assert browser.count(f"{card} [aria-current=step]") == 1
    assert browser.text(f"{card} .btn") == button
    browser.click(f"{card} .btn")
    see(browser, "h1", opens)


def test_a_ladder_that_health_hides_says_why_only_after_a_tap(browser: Browser, host: Host) -> None:
    host.desk.profile = HealthProfile(answered=False)
    opened(browser, host, "library")
    assert browser.count(".ladder") == 0
    assert browser.text(".folded") == "Cool water, in steps: put aside for now"
    browser.click(".folded summary")
    assert "Waiting for the health questions." in browser.text(".folded")


def test_ways_of_tips_that_are_not_for_one_are_not_offered(browser: Browser, host: Host) -> None:
    host.desk.taste = Taste(disliked=frozenset({"relax-quiet-fifteen", "contrast-cool-finish"}))
    opened(browser, host, "library")
    assert browser.count(".path") == 0


# ── for people to look at ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_of_the_library_in_use(browser: Browser, host: Host, theme: str) -> None:
    browser.emulate(prefers_color_scheme=theme, prefers_reduced_motion="reduce")
    host.desk.profile = HealthProfile(answered=True, tags=frozenset({"shoulder-arm-problem"}))
    host.desk.taste = Taste(frozenset({"neck-turns"}), frozenset({"habit-mineral-food"}))
    host.desk.practice = did(
        ("relax-quiet-fifteen", 4, 3), ("contrast-starter", 2, 1), ("neck-nods", 1, 0)
    )
    for name, width, selectors in (
        ("known", 1280, ()),
        ("filtered", 1280, ("[name=place][value=desk]", "[name=minutes][value='1']")),
        ("put-aside", 1280, ("#away summary",)),
        ("filters-phone", 390, ("#open-filters",)),
    ):
        browser.resize(width, 900)
        opened(browser, host, "library")
        for selector in selectors:
            browser.click(selector)
        wait_until(lambda: browser.script(LOADED), PATIENCE, "the pictures in view")
        browser.picture(f"library-{name}-{theme}")
    browser.resize(1280, 900)
    opened(browser, host, "evidence")
    browser.picture(f"evidence-{theme}")
    opened(browser, host, "tip/stretch-upper-trap")
    browser.click("#open-evidence")
    browser.picture(f"evidence-card-{theme}")
    assert browser.complaints() == []
