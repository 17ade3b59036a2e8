"""The session bus goes under way and comes back: all that hangs on it comes back by itself."""

import pytest

from tests.adapters.tray.test_xembed import icon, start_trayer
from tests.desktop.daemon import quick_day
from tests.desktop.session import Server, Session
from tests.desktop.trouble import logged, wait_for_fault, wait_for_tray, wait_until_whole
from tests.waiting import wait_until

LONG_DAY = quick_day(every="1h")
WENT = "the session bus is gone; the tray icon and notifications went with it"
CAME = "the session bus is there now, and is used"


@pytest.mark.parametrize("desk", [Server.MATE, Server.XFCE], indirect=True)
def test_icon_and_tip_are_back_when_the_session_bus_is(desk: Session) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    desk.tray_icon()
    daemon.say("now")
    desk.wait_for_notification()

    desk.lose_bus()
    assert wait_for_fault(daemon, "bus").startswith("The desktop's session bus is gone")
    wait_for_fault(daemon, "tray")
    logged(daemon, WENT)
    tip = daemon.status()["live"]["tip"]
    words = f"unkink tip {tip}"
    wait_until(lambda: words in daemon.log, 20, f"the tip in words\n{daemon.log}")

    desk.return_bus()
    wait_until_whole(daemon)
    wait_for_tray(daemon, "sni")
    desk.tray_icon()
    note = desk.wait_for_notification(20)
    desk.click_on("Skip it", note)
    wait_until(lambda: daemon.status()["live"] is None, 10, "the click on it")
    desk.choose("Standing")
    wait_until(lambda: daemon.status()["posture"] == "standing", 10, "the click on the menu")
    logged(daemon, WENT, CAME)
    assert daemon.quit() == 0
    wait_until(lambda: not desk.bus.tray_items(), 10, "the icon to leave the tray")


def test_a_bus_that_goes_three_times_is_used_three_times_again(desk: Session) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    for times in (1, 2, 3):
        desk.lose_bus()
        wait_for_fault(daemon, "bus")
        desk.return_bus(Server.XFCE)
        wait_until_whole(daemon)
        wait_for_tray(daemon, "sni")
        assert (daemon.log.count(WENT), daemon.log.count(CAME)) == (times, times)
    daemon.say("now")
    desk.click_on("Skip it", desk.wait_for_notification())
    wait_until(lambda: daemon.status()["live"] is None, 10, "the click on it")
    assert "Traceback" not in daemon.log


def test_a_tip_that_is_asked_for_without_a_bus_is_there_as_text_and_later_on_the_screen(
    desk: Session,
) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    desk.lose_bus()
    wait_for_fault(daemon, "bus")
    daemon.say("now")
    words = f"unkink tip {daemon.status()['live']['tip']}"
    wait_until(lambda: words in daemon.log, 20, f"the tip in words\n{daemon.log}")
    desk.return_bus(Server.XFCE)
    desk.click_on("Skip it", desk.wait_for_notification(20))
    wait_until(lambda: daemon.status()["live"] is None, 10, "the click on it")
    wait_until_whole(daemon)


def test_a_bus_that_comes_up_after_the_daemon_is_used(desk: Session) -> None:
    desk.lose_bus()
    daemon = desk.start_daemon(LONG_DAY)
    assert daemon.status()["adapters"]["tray"] == "none"
    assert daemon.status()["faults"] == {}
    desk.return_bus()
    wait_for_tray(daemon, "sni")
    desk.tray_icon()
    daemon.say("now")
    desk.click_on("Skip it", desk.wait_for_notification())
    wait_until(lambda: daemon.status()["live"] is None, 10, "the click on it")
    logged(daemon, CAME)


def test_an_old_tray_has_the_icon_while_there_is_no_bus(desk: Session) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    desk.lose_bus()
    wait_for_fault(daemon, "tray")
    start_trayer(desk)
    wait_for_tray(daemon, "xembed")
    icon(desk)
    wait_until(lambda: list(daemon.status()["faults"]) == ["bus"], 10, "the tray to be whole")
    desk.return_bus()
    wait_for_tray(daemon, "sni")
    wait_until_whole(daemon)
    desk.tray_icon()
    assert "Traceback" not in daemon.log
