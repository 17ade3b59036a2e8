"""A page whose server has gone, and another user's program where it was, in a real browser."""

import json
from base64 import b64decode
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.guide.axe import violations
from tests.guide.browser_time import prepared
from tests.guide.browsing import Browser
from tests.guide.desks import TODAY, RecordingDesk
from tests.guide.hosting import Host, hosted
from tests.guide.impostor import WORDS, Impostor, impostor
from tests.guide.one_day import full_day
from tests.guide.test_accessibility import CALM
from tests.guide.test_today import LOOK
from tests.guide.visiting import LOADED, PATIENCE, opened, see
from tests.waiting import wait_until
from unkink.core.health import HealthProfile

LOST = "This page has lost unkink. Nothing is sent; what you ticked or typed stays."
STRANGER = "Another program answers in unkink’s place. Nothing is sent; what"
SAVE = "document.querySelector('#save').getAttribute('aria-disabled')"
TICKED = "document.querySelector('input[value=pregnancy]').checked"
OVERHEARD = """
(() => {
  window.proofs = [];
  const fetched = window.fetch;
  window.fetch = async (...all) => {
    if (all[1]?.method === "POST" && window.gate) await window.gate;
    const response = await fetched(...all);
    window.proofs.push(response.headers.get("Page-Proof"));
    return response;
  };
})();
"""
"""Keeps the proofs that come in, and a post back until `openGate` where `gate` is set."""
GATE = "window.gate = new Promise(open => { window.openGate = open; })"
LATER = """
(() => {
  window.later = 0;
  const now = Date.now;
  Date.now = () => now() + window.later;
})();
"""
ASKED = """performance.getEntriesByType('resource')
    .filter(one => one.name.endsWith('/line')).length"""


@pytest.fixture
def host(desk: RecordingDesk, cache: Path) -> Iterator[Host]:
    desk.profile = HealthProfile()
    desk.days = {TODAY: full_day()}
    with hosted(desk, cache) as host:
        yield host


def port_of(host: Host) -> int:
    port = urlsplit(host.address("why")).port
    assert port is not None
    return port


def proofs(browser: Browser) -> list[str]:
    found = browser.script("window.proofs")
    assert isinstance(found, list)
    return found


def more_than(other: Impostor, before: int) -> bool:
    return len(other.heard) > before


# ── somebody else at the port ─────────────────────────────────────────────────────────────────


def test_no_answer_about_health_reaches_whoever_took_the_port(
    browser: Browser, host: Host, tmp_path: Path
) -> None:
    with prepared(browser, OVERHEARD):
        opened(browser, host, "health")
        browser.script(LOOK)
        wait_until(lambda: proofs(browser), PATIENCE, "a proof of ours")
        browser.click("input[value=pregnancy]")
        port = port_of(host)
        host.close()
        with impostor(port, tmp_path, proofs(browser) * 9) as other:
            browser.click("#save")
            see(browser, "#reply", "Not sent: this page has lost unkink.")
            assert browser.text("#lost").startswith(STRANGER)
            assert (browser.script(SAVE), browser.script(TICKED)) == ("true", True)
            before = len(other.heard)
            browser.click("#save")  # is a try, and no more
            wait_until(lambda: len(other.heard) > before, PATIENCE, "the page to ask again")
            browser.click("#lost-again")
            wait_until(lambda: len(other.heard) > before + 1, PATIENCE, "it to ask once more")
            assert other.asked == {"GET line"}
        assert "pregnancy" not in "".join(other.heard)
        assert "Saved" not in browser.text("body")
        assert WORDS not in browser.text("body")
        assert host.desk.profile == HealthProfile()


def test_an_answer_without_end_is_none(browser: Browser, host: Host) -> None:
    opened(browser, host, "health")
    browser.driver.execute_script("""
        window.sent = 0;
        const more = (flow) => { window.sent += 1; flow.enqueue(new Uint8Array(1 << 20)); };
        window.fetch = async () => new Response(new ReadableStream({pull: more}));
    """)
    browser.script(LOOK)
    see(browser, "#lost", LOST)
    assert browser.script("window.sent") in (9, 10)  # megabytes


def test_a_server_swapped_between_proof_and_answer_can_neither_read_nor_speak(
    browser: Browser, host: Host, tmp_path: Path
) -> None:
    with prepared(browser, OVERHEARD):
        opened(browser, host, "health")
        browser.driver.execute_script(GATE)
        browser.click("input[value=pregnancy]")
        port = port_of(host)
        browser.click("#save")
        wait_until(lambda: proofs(browser), PATIENCE, "the proof")
        host.close()
        with impostor(port, tmp_path, proofs(browser) * 9) as other:
            browser.driver.execute_script("window.openGate()")
            see(browser, "#reply", "No answer from unkink, so this may not have arrived.")
            assert other.asked == {"POST act"}
        (said,) = other.heard
        words = b64decode(json.loads("{" + said.partition("{")[2])["words"])
        assert len(words) == 512  # as long as any other answer
        for one in (b"pregnancy", b"answer", b"tags", b"   "):
            assert one not in words
            assert one.decode() not in said
        assert browser.script(TICKED)
        assert browser.text("#lost").startswith(STRANGER)


def test_the_page_of_today_takes_nothing_over_and_leads_nowhere(
    browser: Browser, host: Host, tmp_path: Path
) -> None:
    with prepared(browser, OVERHEARD):
        opened(browser, host, "today")
        browser.script(LOOK)
        wait_until(lambda: proofs(browser), PATIENCE, "a proof of ours")
        before, port = browser.driver.current_url, port_of(host)
        host.close()
        with impostor(port, tmp_path, proofs(browser) * 9) as other:
            browser.script(LOOK)
            see(browser, "#lost", STRANGER)
            for way in ("nav a[href$=health]", ".turn button", ".week a"):
                heard = partial(more_than, other, len(other.heard))
                browser.click(way)
                wait_until(heard, PATIENCE, "the page to ask")
            assert other.asked == {"GET today", "GET line"}
        assert browser.driver.current_url == before
        assert browser.text("h1") == "Today"
        assert browser.driver.title == "Today · unkink"
        assert WORDS not in browser.text("body")


# ── nobody at the port, and ours again ────────────────────────────────────────────────────────


def test_a_page_over_which_the_server_fell_asleep_goes_on_once_it_is_awake(
    browser: Browser, host: Host
) -> None:
    opened(browser, host, "health")
    browser.click("input[value=pregnancy]")
    host.nap()
    browser.script(LOOK)
    see(browser, "#lost", LOST)
    assert (browser.script(SAVE), browser.script(TICKED)) == ("true", True)
    browser.click("input[value=epilepsy]")  # what is on the page goes on
    host.address("library")  # what a click in the tray does
    browser.click("#lost-again")
    wait_until(lambda: not browser.shows("#lost"), PATIENCE, "the line")
    assert browser.script("document.activeElement.id") == "main"
    assert browser.script(SAVE) is None
    browser.click("#save")
    see(browser, "#reply", "Saved.")
    assert host.desk.profile.tags == {"pregnancy", "epilepsy"}


def test_whoever_comes_back_to_the_page_need_not_press_anything(
    browser: Browser, host: Host
) -> None:
    opened(browser, host, "today")
    host.nap()
    browser.script(LOOK)
    see(browser, "#lost", LOST)
    assert browser.text(".facts").splitlines()[1] == "5 h 16 min"  # what was told stays
    host.address("library")
    browser.script(LOOK)
    wait_until(lambda: not browser.shows("#lost"), PATIENCE, "the line")


LATE = """
(() => {
  const fetched = window.fetch;
  window.fetch = async (...all) => {
    const response = await fetched(...all);
    if (String(all[0]).endsWith(".json")) await new Promise(open => { window.letIn = open; });
    return response;
  };
})();
"""
"""Keeps the answer with the figure back until `letIn`."""


def test_an_answer_from_before_the_loss_does_not_hide_it(browser: Browser, host: Host) -> None:
    with prepared(browser, LATE):
        opened(browser, host, "tip/neck-turns")
        wait_until(lambda: browser.script("!!window.letIn"), PATIENCE, "the figure to come")
        host.nap()
        browser.script(LOOK)
        see(browser, "#lost", LOST)
        browser.driver.execute_script("window.letIn()")
        wait_until(lambda: browser.count("#moving path"), PATIENCE, "the figure, which is ours")
        assert browser.shows("#lost")


def test_signs_that_nobody_heard_are_told_when_somebody_does(browser: Browser, host: Host) -> None:
    opened(browser, host, "sore")
    host.nap()
    browser.click("input[value=stroke-signs]")
    see(browser, "#reply", "Not sent")
    assert browser.shows("#verdict .say[data-level=emergency]")  # what to do needs nobody
    assert host.desk.flags == []
    host.address("library")
    browser.script(LOOK)
    wait_until(lambda: host.desk.flags == [{"stroke-signs"}], PATIENCE, "the sign to be told")


def test_a_key_does_not_send_what_a_button_would_not(browser: Browser, host: Host) -> None:
    opened(browser, host, "tip/neck-turns")
    host.nap()
    browser.script(LOOK)
    see(browser, "#lost", LOST)
    browser.press("d")
    see(browser, "#finished-words", "Not sent: this page has lost unkink.")
    host.address("library")
    browser.script(LOOK)
    wait_until(lambda: not browser.shows("#lost"), PATIENCE, "the line")
    browser.click(".finished [data-done]")
    see(browser, "#finished-words", "Noted: done.")
    assert len(host.desk.events) == 1


def test_a_browser_that_cannot_check_a_proof_sends_nothing(browser: Browser, host: Host) -> None:
    with prepared(browser, "Object.defineProperty(crypto, 'subtle', {value: undefined})"):
        opened(browser, host, "health")
        browser.click("input[value=pregnancy]")
        browser.click("#save")
        see(browser, "#lost", "This browser cannot tell whether it talks to unkink. Nothing is")
        assert host.desk.profile == HealthProfile()


# ── staying awake ─────────────────────────────────────────────────────────────────────────────


def test_a_page_in_sight_and_in_use_keeps_its_server_awake_and_no_other_does(
    browser: Browser, desk: RecordingDesk, cache: Path
) -> None:
    with hosted(desk, cache, sleeps_after=1.5) as host, prepared(browser, LATER):
        opened(browser, host, "health")
        began = browser.script(ASKED)
        assert isinstance(began, int)
        wait_until(lambda: browser.script(f"{ASKED} > {began + 3}"), PATIENCE, "four questions")
        assert host.server.serving  # 2.4 s later, and nothing else was asked
        browser.driver.execute_script("window.later = 3600e3")  # nobody has touched it for an hour
        wait_until(lambda: not host.server.serving, PATIENCE, "it to fall asleep")
        host.address("why")
        asked = browser.script(ASKED)
        browser.script("dispatchEvent(new PointerEvent('pointermove'))")
        wait_until(lambda: browser.script(f"{ASKED} > {asked}"), PATIENCE, "who is back to be seen")
        browser.driver.execute_script(
            "Object.defineProperty(document, 'hidden', {value: true, configurable: true})"
        )
        browser.script(LOOK)
        wait_until(lambda: not host.server.serving, PATIENCE, "it to fall asleep")


def test_it_asks_every_four_minutes_for_an_hour(browser: Browser, host: Host) -> None:
    with prepared(
        browser,
        "window.asIs = JSON.parse; window.told = [];"
        "JSON.parse = (text) => { const one = asIs(text); told.push(one); return one; };",
    ):
        opened(browser, host, "why")
        told = browser.script("told.map(one => [one.every, one.longest])")
    assert told == [[240_000, 3_600_000]]


# ── what is refused, said in words ────────────────────────────────────────────────────────────


def test_a_failure_of_ours_is_told_as_one(
    browser: Browser, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> str:
        raise RuntimeError("a test")

    monkeypatch.setattr(host.desk, "report", fail)
    opened(browser, host, "tip/neck-turns")
    browser.click("#more")
    see(browser, "#reply", "What you think of this tip: not taken. Something went wrong in unkink")
    assert not browser.shows("#lost")


def test_what_the_program_does_not_know_is_named(browser: Browser, host: Host) -> None:
    opened(browser, host, "health")
    browser.click("input[value=pregnancy]")
    browser.driver.execute_script(
        "document.querySelector('input[value=pregnancy]').value = 'no-such-tag'"
    )
    browser.click("#save")
    see(browser, "#reply", "Your answers: not taken. unkink did not understand it")
    assert not browser.shows("#lost")


def test_what_the_gate_refuses_is_named_too(browser: Browser, host: Host) -> None:
    plain = "new Headers({...all[1].headers, 'Content-Type': 'text/plain'})"
    with prepared(
        browser,
        f"""
        const fetched = window.fetch;
        window.fetch = (...all) => {{
          if (all[1].method === "POST") all[1].headers = {plain};
          return fetched(...all);
        }};""",
    ):
        opened(browser, host, "tip/neck-turns")
        browser.click(".answers [data-done]")
        see(browser, "#reply", "Done: not taken. unkink does not allow it from this page")
        assert not browser.shows("#lost")


# ── the page itself ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", ["library", "health", "today", "why"])
def test_a_copy_of_the_page_holds_no_secret(browser: Browser, host: Host, page: str) -> None:
    opened(browser, host, page)
    wait_until(lambda: browser.count("#line") == 0, PATIENCE, "it to be read")
    assert "secret" not in browser.driver.page_source


def test_pictures_are_there_before_anybody_scrolls_to_them(browser: Browser, host: Host) -> None:
    opened(browser, host, "library")
    every = "[...document.images].every(one => one.complete && one.naturalWidth)"
    wait_until(lambda: browser.script(every), PATIENCE, "all pictures")
    assert browser.count(".tile img") > 40


@pytest.mark.parametrize("page", ["health", "today", "tip/neck-turns"])
def test_the_notice_is_for_other_eyes_and_small_screens_too(
    browser: Browser, host: Host, page: str
) -> None:
    opened(browser, host, page)
    wait_until(lambda: browser.script(LOADED), PATIENCE, "the pictures in view")
    if page.startswith("tip/"):
        wait_until(lambda: browser.count("#moving path"), PATIENCE, "the figure")
    host.nap()
    browser.script(LOOK)
    see(browser, "#lost", LOST)
    found = {}
    for theme in ("light", "dark"):
        browser.emulate(prefers_reduced_motion="reduce", prefers_color_scheme=theme)
        for width in (1280, 390):
            browser.resize(width, 844)
            wait_until(lambda: browser.script(CALM), PATIENCE, "everything to settle")
            found[theme, width] = violations(browser)
            browser.picture(f"lost-{page.partition('/')[0]}-{theme}-{width}")
    assert {where: what for where, what in found.items() if what} == {}
    assert browser.script("document.documentElement.scrollWidth <= document.body.clientWidth")
