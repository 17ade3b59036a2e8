"""A call with a real microphone in a real sound server: a tip waits until it is over."""

import re
from collections.abc import Iterator

import pytest

from tests.adapters.surroundings.sound_server import SoundServer
from tests.desktop.daemon import quick_day
from tests.desktop.session import Server, Session
from tests.waiting import stays_false, wait_until

TOLD = re.compile(
    r"^\d\d:\d\d  micro was due(?:; |\n\d\d:\d\d  )held: microphone in use by Firefox\n"
    r"\d\d:\d\d  released: the call is over \(\d+ s\)\n"
    r"\d\d:\d\d  shown: (?P<title>.+)\n"
    r"\d\d:\d\d  taken, 1 min away$",
    re.MULTILINE,
)
"""What `unkink why` says in the end; a minute may end between due and held."""


@pytest.fixture
def sound(desk: Session) -> Iterator[SoundServer]:
    server = SoundServer(desk.environment, desk.folder)
    yield server
    server.stop()


# Half a minute of this passes until somebody looks again whether the call goes on (LOOK_AGAIN),
# a minute until an absence is worth a line (WORTH_TELLING).
@pytest.mark.parametrize("desk", [Server.XFCE], indirect=True)
def test_a_call_keeps_a_tip_and_why_tells_its_whole_story(
    desk: Session, sound: SoundServer
) -> None:
    call = sound.record("mic", "Firefox")
    daemon = desk.start_daemon(quick_day(every="8s"))
    desk.open_editor()
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["holds"] == ["call"], 30, "the tip to be held")
    assert daemon.reminder()["state"] == "held"
    menu = desk.open_tray_menu()
    desk.screen.wait_for_text("Waiting for your call to end", menu)
    desk.screen.screenshot("call-held")
    desk.hands.key("Escape")
    desk.wait_for_no_menu()
    stays_false(desk.notifications, 3, "a notification in a call")
    wait_until(lambda: daemon.status()["presence"] == "watching", 10, "a silent listener")
    assert "held: microphone in use by Firefox" in daemon.say("why")

    call.kill()
    with desk.hands.typing():
        wait_until(lambda: daemon.reminder()["state"] == "due", 50, "the hold to end")
    desk.wait_for_notification(8)
    live = daemon.status()["live"]
    assert live["occasion"] == "after-hold"
    assert len(desk.notifications()) == 1
    desk.screen.screenshot("call-over")

    wait_until(lambda: daemon.status()["live"] is None, 20, "the tip to be taken")
    stays_false(desk.notifications, 55, "a notification for an empty chair")
    with desk.hands.typing():
        told = wait_until(lambda: TOLD.search(daemon.say("why")), 20, daemon.say("why"))
    assert told["title"] == live["title"]
