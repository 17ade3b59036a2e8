"""The whole way of a reminder, with real typing, real clicks and a real browser."""

import re

import pytest

from tests.desktop.boxes import Box
from tests.desktop.daemon import Daemon, quick_day
from tests.desktop.session import Server, Session
from tests.waiting import stays_false, wait_until

PAGE = Box(60, 150, 840, 540)
"""Where Chromium's window shows the page."""
LOOPBACK = re.compile(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/")


def click_between(desk: Session, left: str, right: str, note: Box) -> None:
    """Click the button between these two."""
    first, last = (desk.screen.wait_for_text(text, note) for text in (left, right))
    desk.hands.click((first.x + last.x + last.width) // 2, first.y + first.height // 2)


def click_body(desk: Session, note: Box) -> None:
    """Click between the title and the buttons."""
    desk.hands.click(note.x + note.width // 2, note.y + note.height // 3)


def follow_the_tip(desk: Session, daemon: Daemon, live: dict[str, str]) -> None:
    """Find the tip's page in the browser and say there that it is done."""
    opened = desk.browser.wait_for_page()
    assert LOOPBACK.match(opened.address)
    assert live["tip"] in opened.address
    desk.browser.show(LOOPBACK.match(opened.address).group())  # type: ignore[union-attr]
    assert live["title"] in desk.browser.driver.page_source
    desk.wait_for_painting(PAGE)
    desk.screen.screenshot(f"guide-{live['tip']}")
    desk.browser.button("Done").click()
    wait_until(lambda: daemon.status()["live"] is None, 5, "the daemon to know that it is done")
    desk.wait_for_no_notification()


@pytest.mark.parametrize(
    ("desk", "server"), [(Server.MATE, "mate"), (Server.XFCE, "xfce")], indirect=["desk"]
)
def test_a_tip_waits_for_a_pause_in_typing_and_its_page_closes_the_matter(
    desk: Session, server: str
) -> None:
    desk.browser.start()
    daemon = desk.start_daemon(quick_day(every="15s", max_defer="30s"))
    desk.open_editor()
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["state"] == "due", 30, "the reminder to be due")
        stays_false(desk.notifications, 4, "a notification in the middle of typing")
        desk.screen.screenshot(f"{server}-typing")
    note = desk.wait_for_notification(8)
    desk.screen.screenshot(f"{server}-prompt")
    live = daemon.status()["live"]
    assert live["reminder"] == "micro"
    assert daemon.reminder()["state"] == "shown"
    if server == "mate":
        click_body(desk, note)
    else:
        desk.click_on("Show me how", note)
    follow_the_tip(desk, daemon, live)
    after = daemon.reminder()
    assert after["state"] == "counting"
    assert after["due_in_s"] >= 10
    said = daemon.say("why", "--json")
    assert '"outcome"' in said
    assert "taken" in said


@pytest.mark.parametrize("desk", [Server.XFCE], indirect=True)
def test_a_tip_that_comes_while_one_types_neither_takes_the_keys_nor_is_answered_by_them(
    desk: Session,
) -> None:
    """Safe Eyes #412, #566; Entracte #196, #226 (peers 35, 37): the window that opens eats keys."""
    daemon = desk.start_daemon(quick_day(every="8s", max_defer="2s"))
    desk.open_editor()
    before = desk.hands.focus()
    with desk.hands.typing():
        desk.wait_for_notification(25)
        stays_false(lambda: desk.hands.focus() != before, 4, "the focus to move")
    assert daemon.status()["live"] is not None
    assert "outcome" not in daemon.say("why", "--json")


@pytest.mark.parametrize("desk", [Server.XFCE], indirect=True)
def test_a_snoozed_tip_comes_back_and_a_skipped_one_does_not(desk: Session) -> None:
    daemon = desk.start_daemon(quick_day(every="25s", snooze="4s"))
    desk.open_editor()
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["state"] == "due", 40, "the reminder to be due")
    note = desk.wait_for_notification(8)
    click_between(desk, "Show me how", "Skip it", note)  # too short for reading by machine
    desk.wait_for_no_notification()
    assert daemon.status()["live"] is None
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["state"] == "due", 10, "the end of the snooze")
    note = desk.wait_for_notification(8)
    desk.screen.screenshot("snooze-came-back")
    desk.click_on("Skip it", note)
    desk.wait_for_no_notification()
    assert daemon.status()["live"] is None
    stays_false(desk.notifications, 5, "the skipped tip again")


def test_nobody_at_the_desk_hears_nothing(desk: Session) -> None:
    daemon = desk.start_daemon(quick_day(every="6s"))
    wait_until(lambda: daemon.status()["presence"] == "away", 10, "the desk to be empty")
    stays_false(desk.notifications, 10, "a notification for an empty chair")
    desk.open_editor()
    with desk.hands.typing():
        wait_until(lambda: daemon.status()["presence"] == "active", 5, "the person to be back")
        wait_until(lambda: daemon.reminder()["state"] == "due", 15, "sitting to count again")
    desk.wait_for_notification(8)


@pytest.mark.parametrize("desk", [Server.XFCE], indirect=True)  # MATE's leaves when it is idle
def test_full_screen_keeps_a_tip_until_it_ends(desk: Session) -> None:
    daemon = desk.start_daemon(quick_day(every="6s"))
    film = desk.start(["xterm", "-fullscreen", "-e", "cat"])
    wait_until(lambda: desk.windows("xterm"), 10, "a window over the whole screen")
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["state"] == "due", 15, "the reminder to be due")
    wait_until(lambda: "fullscreen" in daemon.reminder()["holds"], 8, "the tip to be held")
    stays_false(desk.notifications, 3, "a notification over a full screen")
    film.stop()
    with desk.hands.typing():  # it looks again half a minute after it looked first
        wait_until(lambda: daemon.reminder()["state"] == "due", 50, "the hold to end")
    desk.wait_for_notification(8)
