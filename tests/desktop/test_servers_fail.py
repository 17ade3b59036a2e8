"""Notification servers refuse, hang, go and are replaced; the tip finds its way all the same."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.desktop.daemon import Daemon, quick_day
from tests.desktop.processes import Program
from tests.desktop.refusing_server import REFUSAL
from tests.desktop.session import NOTIFICATIONS, Server, Session
from tests.desktop.trouble import logged, tooltip_says, wait_for_fault, wait_until_whole
from tests.waiting import wait_until

LONG_DAY = quick_day(every="1h")
REPOSITORY = Path(__file__).parents[2]
WORKS_AGAIN = "work again"


def in_words(daemon: Daemon) -> None:
    """Wait until the tip stands in the terminal."""
    words = f"unkink tip {daemon.status()['live']['tip']}"
    wait_until(lambda: words in daemon.log, 30, f"the tip in words\n{daemon.log}")


def skip_it(desk: Session, daemon: Daemon) -> None:
    """Click the tip away with the pointer."""
    desk.click_on("Skip it", desk.wait_for_notification(20))
    wait_until(lambda: daemon.status()["live"] is None, 10, "the click on it")


def start_refusing_server(desk: Session) -> Program:
    """Start a server that answers Notify with an error."""
    desk.environment["PYTHONPATH"] += f":{REPOSITORY}"
    server = desk.start([sys.executable, "-m", "tests.desktop.refusing_server"])
    desk.bus.wait_for(NOTIFICATIONS)
    return server


def test_a_server_that_answers_errors_is_told_of_and_the_one_in_its_place_is_used() -> None:
    with Session(server=None) as desk:
        refusing = start_refusing_server(desk)
        daemon = desk.start_daemon(LONG_DAY)
        assert daemon.status()["adapters"]["notifier"] == "dbus (scripted)"
        daemon.say("now")
        in_words(daemon)
        line = wait_for_fault(daemon, "notifier")
        assert line == f"Notifications: The notification service refused: {REFUSAL}"
        tooltip_says(desk, "out of paper")
        daemon.say("now")
        logged(daemon, "notifications by dbus (scripted) do not work")

        refusing.kill()
        desk.bus.wait_gone(NOTIFICATIONS)
        desk.start_server(Server.XFCE)
        skip_it(desk, daemon)
        wait_until_whole(daemon)
        logged(daemon, "notifications by dbus (Xfce Notify Daemon) work again")


@pytest.mark.parametrize("desk", [Server.XFCE, Server.MATE], indirect=True)
def test_a_server_that_hangs_holds_nothing_up_and_is_used_again_when_it_answers(
    desk: Session,
) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    assert desk.server is not None
    os.kill(desk.server.pid, signal.SIGSTOP)
    daemon.say("now")
    in_words(daemon)
    line = wait_for_fault(daemon, "notifier")
    assert line == "Notifications: The notification service did not answer within 5 s."
    tooltip_says(desk, "did not answer")
    logged(daemon, "notifications by dbus")

    os.kill(desk.server.pid, signal.SIGCONT)
    skip_it(desk, daemon)
    wait_until_whole(daemon)
    logged(daemon, WORKS_AGAIN)
    desk.wait_for_no_notification()


def test_a_server_that_hangs_from_the_start_and_is_replaced_keeps_nobody_waiting(
    desk: Session,
) -> None:
    assert desk.server is not None
    os.kill(desk.server.pid, signal.SIGSTOP)
    daemon = desk.start_daemon(LONG_DAY)
    daemon.say("now")
    in_words(daemon)
    wait_for_fault(daemon, "notifier")
    desk.server.kill()
    desk.bus.wait_gone(NOTIFICATIONS)
    desk.start_server(Server.XFCE)
    skip_it(desk, daemon)
    wait_until_whole(daemon)


def test_a_server_killed_three_times_shows_the_tip_again_each_time(desk: Session) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    daemon.say("now")
    for server in (Server.XFCE, Server.MATE, Server.XFCE):
        desk.wait_for_notification()
        assert desk.server is not None
        desk.server.kill()
        desk.bus.wait_gone(NOTIFICATIONS)
        desk.server = desk.start_server(server)
    skip_it(desk, daemon)
    wait_until_whole(daemon)
    assert "Traceback" not in daemon.log


def test_no_server_is_told_of_until_one_comes_though_nothing_waits_to_be_shown() -> None:
    with Session(server=None) as desk:
        daemon = desk.start_daemon(LONG_DAY)
        daemon.say("now")
        in_words(daemon)
        line = wait_for_fault(daemon, "notifier")
        assert line == "Notifications: No notification service is running on this desktop."
        tooltip_says(desk, "No notification service")
        daemon.say("skip")
        wait_until(lambda: daemon.status()["live"] is None, 5, "the tip to go")
        desk.start_server(Server.XFCE)
        wait_until_whole(daemon)
        assert daemon.status()["adapters"]["notifier"] == "dbus (Xfce Notify Daemon)"


def test_an_end_does_not_wait_for_a_server_that_hangs(desk: Session) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    assert desk.server is not None
    os.kill(desk.server.pid, signal.SIGSTOP)
    shown = desk.start([sys.executable, "-m", "unkink", "now"])
    wait_until(lambda: daemon.status()["live"], 10, "the tip")
    assert daemon.quit() == 0
    shown.wait()
    assert "Traceback" not in daemon.log
