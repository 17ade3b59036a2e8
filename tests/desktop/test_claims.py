"""What other programs say, against what is really seen: on a real desktop, with real keys."""

from collections.abc import Iterator

import pytest

from tests.desktop.daemon import Daemon, quick_day
from tests.desktop.seat import Seat, seat_of
from tests.desktop.session import Server, Session
from tests.waiting import wait_until

STEAM = ("mate-session-inhibit", "--app-id", "My SDL application", "--reason", "Playing a game")


@pytest.fixture
def seat(desk: Session) -> Iterator[Seat]:
    with seat_of(desk) as seat:
        yield seat


def presence(daemon: Daemon) -> str:
    return str(daemon.status()["presence"])


def test_a_game_shop_that_was_there_before_keeps_nobody_at_the_desk(desk: Session) -> None:
    """steam-for-linux #5532: its client asks to keep the screen on as long as it runs."""
    desk.start(["mate-session", "--failsafe", "--disable-acceleration-check"])
    desk.bus.wait_for("org.gnome.SessionManager")
    desk.start([*STEAM, "sleep", "300"])
    desk.open_editor()
    daemon = desk.start_daemon(quick_day(every="1h"))
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["sat_s"] >= 3, 20, "some sitting")
    wait_until(lambda: presence(daemon) == "away", 15, "the empty chair to be noticed")
    assert "it was there before you were" in daemon.say("why")
    assert "not believed" in daemon.say("status")


@pytest.mark.parametrize("desk", [Server.XFCE], indirect=True)
def test_who_types_in_a_full_screen_terminal_gets_tips(desk: Session) -> None:
    """Safe Eyes #272: not one pop-up all day. Half a minute of work is asked for first."""
    desk.start(["xterm", "-fullscreen", "-e", "cat"])
    wait_until(lambda: desk.windows("xterm"), 10, "an xterm")
    daemon = desk.start_daemon(quick_day(every="8s", max_defer="4s"))
    with desk.hands.typing():
        wait_until(desk.notifications, 75, f"a tip\n{daemon.log}")
    assert "you work in it" in daemon.say("why")


def test_who_types_on_under_a_lock_that_nobody_takes_back_is_there(
    desk: Session, seat: Seat
) -> None:
    """hyprlock #907: a minute of typing is stronger than what was said once."""
    daemon = desk.start_daemon(quick_day(every="1h"))
    desk.open_editor()
    seat.lock()
    wait_until(lambda: presence(daemon) == "locked", 10, "the lock to be told")
    with desk.hands.typing():
        wait_until(lambda: presence(daemon) == "active", 90, f"somebody there\n{daemon.log}")
    assert daemon.status()["sitting_now_s"] >= 55
    assert daemon.status()["not_believed"] == [
        {"what": "the screen is locked", "reason": "somebody typed on for a minute"}
    ]
