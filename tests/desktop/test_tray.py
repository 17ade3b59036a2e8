"""The icon in a real panel, its menu, and what its rows do when they are clicked."""

import signal
from datetime import datetime, timedelta

import pytest

from tests.desktop.boxes import Box
from tests.desktop.daemon import Daemon, quick_day
from tests.desktop.panel import HOST
from tests.desktop.screen import HEIGHT, WIDTH
from tests.desktop.session import Server, Session
from tests.desktop.trouble import wait_for_fault, wait_until_whole
from tests.waiting import stays_false, wait_until

LONG_DAY = quick_day(every="1h")
BOTTOM = Box(WIDTH // 2, HEIGHT - 120, WIDTH // 2, 120)
"""Where the panel shows tooltips."""


def expect(daemon: Daemon, key: str, value: object) -> None:
    wait_until(lambda: daemon.status()[key] == value, 5, f"{key} to be {value!r}")


def test_the_rows_of_the_menu_do_what_they_say(desk: Session) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    desk.tray_icon()
    expect(daemon, "paused", None)

    desk.choose("Pause", "30 minutes")
    paused = wait_until(lambda: daemon.status()["paused"], 5, "the pause")
    left = datetime.fromisoformat(paused["until"]) - datetime.now().astimezone()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)
    desk.screen.screenshot("tray-paused")

    desk.choose("Resume")
    expect(daemon, "paused", None)

    desk.choose("Standing")
    expect(daemon, "posture", "standing")
    desk.open_tray_menu()
    desk.screen.screenshot("tray-menu-standing")
    desk.hands.key("Escape")
    desk.wait_for_no_menu()

    desk.choose("Sitting")
    expect(daemon, "posture", "sitting")

    desk.choose("I am sore today")
    assert "/sore" in desk.browser.wait_for_page().address

    desk.choose("Quit")
    assert daemon.program.wait() == 0
    wait_until(lambda: not desk.bus.tray_items(), 5, "the icon to leave the tray")


def test_a_left_click_opens_the_library_and_the_live_tip_when_there_is_one(desk: Session) -> None:
    desk.browser.start()
    daemon = desk.start_daemon(LONG_DAY)
    desk.hands.click(*desk.tray_icon().middle)
    assert "/library" in desk.browser.wait_for_page().address
    desk.screen.screenshot("library")

    desk.choose("Tip now")
    live = wait_until(lambda: daemon.status()["live"], 5, "a tip")
    desk.wait_for_notification()
    desk.hands.click(*desk.tray_icon().middle)
    assert live["tip"] in desk.browser.wait_for_page().address

    desk.choose("Skip")
    expect(daemon, "live", None)


def test_a_double_click_opens_one_page_and_another_click_another(desk: Session) -> None:
    desk.start_daemon(LONG_DAY)
    icon = desk.tray_icon().middle
    desk.hands.double_click(*icon)
    wait_until(lambda: desk.browser.opened, 15, "the page")
    stays_false(lambda: len(desk.browser.opened) > 1, 2, "a second page")
    desk.hands.click(*icon)
    wait_until(lambda: len(desk.browser.opened) == 2, 15, "the page that is wanted again")


def test_today_opens_from_the_menu_and_keeps_up_with_what_one_does(desk: Session) -> None:
    desk.browser.start()
    daemon = desk.start_daemon(LONG_DAY)
    desk.choose("Today")
    page = desk.browser.wait_for_page().address
    assert page.endswith("/today")
    desk.browser.show(page)
    assert desk.browser.driver.title == "Today · unkink"
    daemon.say("now")
    desk.browser.driver.execute_script("document.dispatchEvent(new Event('visibilitychange'))")
    shown = "return document.querySelector('.facts').innerText.includes('0 of 1')"
    wait_until(lambda: desk.browser.driver.execute_script(shown), 45, "the page to show it")
    desk.screen.screenshot("today")
    daemon.say("today", "yesterday")
    assert "/today/20" in desk.browser.wait_for_page().address


@pytest.mark.parametrize("desk", [Server.XFCE], indirect=True)  # a click on its body closes it
def test_a_tip_that_was_closed_waits_in_the_tray(desk: Session) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    daemon.say("now")
    note = desk.wait_for_notification()
    desk.hands.click(note.x + note.width // 2, note.y + note.height // 3)
    desk.wait_for_no_notification()
    wait_until(lambda: daemon.reminder()["state"] == "overdue", 5, "the tip to wait in the tray")
    desk.hands.move(*desk.tray_icon().middle)
    desk.screen.wait_for_text("A tip is ready", BOTTOM)
    desk.screen.screenshot("tray-overdue")
    desk.choose("Done")
    expect(daemon, "live", None)


def test_the_icon_comes_with_the_panel_and_comes_back_with_it() -> None:
    """Stretchly #1259, KDE 425315 (peers 30): a late panel never shows the icon."""
    with Session(tray=False) as desk:
        daemon = desk.start_daemon(LONG_DAY)
        assert daemon.status()["adapters"]["tray"] == "none"
        panel = desk.start_panel()
        desk.tray_icon()
        expect_tray(daemon, "sni")
        panel.kill()
        expect_tray(daemon, "none")
        desk.start_panel()
        desk.tray_icon()
        expect_tray(daemon, "sni")
        desk.choose("Standing")
        expect(daemon, "posture", "standing")


def test_a_panel_that_crashes_three_times_in_a_row_has_the_icon_each_time(desk: Session) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    for times in (1, 2, 3):
        desk.tray_icon()
        assert desk.panel is not None
        desk.panel.kill()
        assert wait_for_fault(daemon, "tray") == "No panel shows the tray icon now."
        desk.panel = desk.start_panel()
        wait_until_whole(daemon)
        told = ("is shown by: none", "is shown by: sni")
        assert [daemon.log.count(f"the tray icon {one}") for one in told] == [times, times]
    desk.tray_icon()
    desk.choose("Standing")
    expect(daemon, "posture", "standing")


def test_a_host_that_never_answers_holds_nothing_up(desk: Session) -> None:
    assert desk.panel is not None
    desk.panel.send(signal.SIGSTOP)
    daemon = desk.start_daemon(LONG_DAY)
    daemon.say("now")
    desk.wait_for_notification()
    assert daemon.status()["adapters"]["tray"] in ("none", "xembed")
    assert "the panel does not answer the tray icon" in daemon.log
    desk.panel.kill()
    desk.bus.wait_gone(HOST)
    desk.panel = desk.start_panel()
    expect_tray(daemon, "sni")
    desk.tray_icon()
    assert "Traceback" not in daemon.log


def expect_tray(daemon: Daemon, name: str) -> None:
    wait_until(lambda: daemon.status()["adapters"]["tray"] == name, 10, f"the tray to be {name}")
