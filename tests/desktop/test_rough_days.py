"""Crashes, second starts, missing and vanishing parts of the desktop."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from tests.desktop.daemon import Daemon, quick_day
from tests.desktop.home import new_home
from tests.desktop.session import NOTIFICATIONS, Server, Session
from tests.waiting import wait_until
from unkink.adapters.browser import BROWSERS, OPENER

LONG_DAY = quick_day(every="1h")


@pytest.mark.parametrize("desk", [Server.XFCE], indirect=True)
def test_a_crash_forgets_no_sitting_nor_what_is_due_nor_what_was_decided(desk: Session) -> None:
    day = quick_day(every="8s", max_defer="60s")
    daemon = desk.start_daemon(day)
    desk.open_editor()
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["state"] == "due", 20, "the reminder to be due")
        decided = json.loads(daemon.say("why", "--json"))
        assert [(one["what"], one["reminder"]) for one in decided] == [("due", "micro")]
        before, began = daemon.status(), monotonic()
        daemon.kill()
        again = desk.start_daemon(day)
        after, took = again.status(), monotonic() - began
        wait_until(lambda: again.reminder()["state"] == "due", 5, "what was due to be due again")
        assert json.loads(again.say("why", "--json"))[: len(decided)] == decided
    for key in ("sitting_now_s", "sitting_today_s"):
        assert before[key] - 1 <= after[key] <= before[key] + took + 1, key
    desk.wait_for_notification(8)
    assert again.quit() == 0


@pytest.mark.parametrize("desk", [Server.XFCE, Server.MATE], indirect=True)
def test_a_crash_leaves_no_notification_whose_buttons_are_dead(desk: Session) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    daemon.say("now")
    desk.wait_for_notification()
    daemon.kill()
    assert desk.notifications()
    again = desk.start_daemon(LONG_DAY)
    desk.wait_for_no_notification()
    again.say("now")
    note = desk.wait_for_notification()
    desk.click_on("Skip it", note)
    wait_until(lambda: again.status()["live"] is None, 5, "the click to be heard")


def test_a_second_start_says_so_and_leaves_the_first_alone(desk: Session) -> None:
    first = desk.start_daemon(LONG_DAY)
    second = desk.new_daemon(LONG_DAY)
    assert second.program.wait() == 3
    assert "already" in second.log
    assert first.status()["presence"] == "active"


def test_a_notification_server_may_crash_and_come_back(desk: Session) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    daemon.say("now")
    desk.wait_for_notification()
    assert desk.server is not None
    desk.server.kill()
    desk.bus.wait_gone(NOTIFICATIONS)
    desk.start_server(Server.XFCE)
    daemon.say("now")
    note = desk.wait_for_notification()
    desk.click_on("Skip it", note)
    wait_until(lambda: daemon.status()["live"] is None, 5, "the click on the new server")


def test_without_a_notification_server_the_tip_is_text_until_one_comes() -> None:
    with Session(server=None) as desk:
        daemon = desk.start_daemon(LONG_DAY)
        daemon.say("now")
        words = f"unkink tip {daemon.status()['live']['tip']}"
        wait_until(lambda: words in daemon.log, 10, f"the tip in words\n{daemon.log}")
        desk.start_server(Server.MATE)
        daemon.say("now")
        desk.wait_for_notification()


def test_a_server_that_only_runs_on_demand_is_demanded() -> None:
    with Session(server=None) as desk:
        desk.start_server_on_demand(Server.MATE)
        daemon = desk.start_daemon(LONG_DAY)
        daemon.say("now")
        note = desk.wait_for_notification()
        desk.click_on("Skip it", note)
        wait_until(lambda: daemon.status()["live"] is None, 5, "the click on it")


def test_where_no_browser_opens_a_click_says_where_the_steps_are(desk: Session) -> None:
    for program in (OPENER, *BROWSERS):
        broken = desk.folder / "bin" / program
        broken.write_text("#!/bin/sh\nexit 3\n")
        broken.chmod(0o755)
    daemon = desk.start_daemon(LONG_DAY)
    daemon.say("now", "neck-turns")
    desk.click_on("Show me how", desk.wait_for_notification())

    def is_told() -> bool:
        return any(desk.screen.find_text("unkink tip", one.box) for one in desk.notifications())

    wait_until(is_told, 30, f"the command on the screen\n{daemon.log}")
    words = (
        "No browser could be opened here. `unkink tip neck-turns` prints the steps in a terminal."
    )
    assert words in daemon.log
    assert "Look over each shoulder" in daemon.say("tip", "neck-turns")


@pytest.fixture
def bare() -> Iterator[Path]:
    """A home without display and bus, as on a text console."""
    with tempfile.TemporaryDirectory(prefix="bare-") as folder:
        yield Path(folder)


def test_on_a_text_console_it_says_what_it_found_and_writes_its_tips(bare: Path) -> None:
    environment = new_home(bare)
    config = bare / "config.toml"
    config.write_text(LONG_DAY)
    daemon = Daemon(environment, config)
    try:
        daemon.wait_ready()
        status = daemon.status()
        assert status["adapters"] == {"tray": "none", "notifier": "terminal", "input": "none"}
        assert status["presence"] == "unknown"
        assert status["blind"]
        daemon.say("now")
        words = f"unkink tip {daemon.status()['live']['tip']}"
        wait_until(lambda: words in daemon.log, 10, f"the tip in words\n{daemon.log}")
        assert daemon.quit() == 0
    finally:
        daemon.program.stop()
