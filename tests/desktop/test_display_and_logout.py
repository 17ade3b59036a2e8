"""The display goes and comes back; and the end of a session, where everything goes at once."""

import signal

import pytest

from tests.desktop.daemon import Daemon, quick_day
from tests.desktop.home import state_file
from tests.desktop.session import Server, Session
from tests.desktop.trouble import wait_for_tray, wait_until_whole
from tests.waiting import wait_until
from unkink.adapters.memory_file import read_memory

LONG_DAY = quick_day(every="1h")
BLIND = "nothing tells about input any more"


def wait_until_blind(daemon: Daemon) -> None:
    wait_until(lambda: daemon.status()["blind"], 40, f"it to be blind\n{daemon.log}")


def test_a_display_that_goes_blinds_and_when_it_is_back_so_is_everything(desk: Session) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    desk.tray_icon()
    desk.lose_display()
    wait_until_blind(daemon)
    status = daemon.status()
    assert status["adapters"]["input"] == "none"
    assert status["presence"] in ("unknown", "away")  # who was away before still is
    assert "blind     " in daemon.say("status")
    assert daemon.log.count(BLIND) == 1

    desk.return_display()
    wait_until(lambda: daemon.status()["blind"] is None, 40, f"it to see\n{daemon.log}")
    wait_for_tray(daemon, "sni")
    desk.server = desk.start_server(Server.XFCE)
    desk.open_editor()
    with desk.hands.typing():
        wait_until(lambda: daemon.status()["presence"] == "active", 15, "somebody to be there")
    daemon.say("now")
    desk.click_on("Skip it", desk.wait_for_notification(20))
    wait_until(lambda: daemon.status()["live"] is None, 10, "the click on it")
    wait_until_whole(daemon)
    assert daemon.log.count("x11 tells about input from now on") == 1
    assert "Traceback" not in daemon.log


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(
    "order",
    [
        ("bus", "display", "signal"),
        ("display", "bus", "signal"),
        ("signal", "bus"),
        ("bus hangs", "signal"),
    ],
)
def test_a_logout_ends_it_in_order_with_everything_kept(
    desk: Session, order: tuple[str, ...], number: signal.Signals
) -> None:
    daemon = desk.start_daemon(LONG_DAY)
    daemon.say("now")
    desk.wait_for_notification()
    daemon.say("stand")
    for part in order:
        match part:
            case "bus":
                desk.lose_bus()
            case "display":
                desk.lose_display()
            case "bus hangs":
                desk.bus.freeze()
            case _:
                daemon.program.send(number)
    assert daemon.program.wait(10) == 0, daemon.log
    assert read_memory(state_file(desk.folder)).posture == "standing"
    assert "Traceback" not in daemon.log
    assert "never retrieved" not in daemon.log
