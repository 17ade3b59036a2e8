"""The desk itself, without unkink: when these fail, look at the harness or the machine first."""

import http.server
import threading
from collections.abc import Iterator

import pytest

from tests.desktop.session import Server, Session
from tests.waiting import wait_until

ASK = (
    *("notify-send", "--expire-time", "30000"),
    *("--action", "default=Show me how", "--action", "done=Done", "--action", "snooze=In 5 min"),
    "A minute for your neck",
    "Look over each shoulder: four slow head turns to the right and four to the left.",
)
"""Shows a notification that looks like unkink's and prints the action that was chosen."""


@pytest.mark.parametrize(
    ("desk", "click", "answer"),
    [
        (Server.MATE, ("Look over each shoulder", 1), "default"),
        (Server.MATE, ("In 5 min", 1), "snooze"),
        (Server.XFCE, ("Show me how", 1), "default"),
        (Server.XFCE, ("Done", 1), "done"),
        (Server.DUNST, ("A minute for your neck", 2), "default"),
    ],
    indirect=["desk"],
)
def test_a_real_click_on_a_real_notification_arrives(
    desk: Session, click: tuple[str, int], answer: str
) -> None:
    asking = desk.start(ASK)
    text, button = click
    desk.click_on(text, desk.wait_for_notification(), button)
    assert asking.wait() == 0
    assert asking.log.strip() == answer
    desk.wait_for_no_notification()


def test_nothing_serves_notifications_unless_it_was_started() -> None:
    with Session(server=None) as desk:
        assert not desk.bus.owned("org.freedesktop.Notifications")
        assert desk.start(["notify-send", "hello"]).wait() == 1
        assert not desk.bus.owned("org.freedesktop.Notifications")


@pytest.fixture
def page() -> Iterator[str]:
    class Hello(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>x</title><button onclick='document.title=1'>Done</button>")

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hello) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_what_xdg_open_opens_is_a_tab_in_the_persons_browser(desk: Session, page: str) -> None:
    desk.browser.start()
    desk.environment["XDG_ACTIVATION_TOKEN"] = "desk-1"
    desk.start(["xdg-open", page])
    opened = desk.browser.wait_for_page()
    assert (opened.address, opened.token) == (page, "desk-1")
    desk.browser.show(page)
    desk.browser.button("Done").click()
    wait_until(lambda: desk.browser.driver.title == "1", 5, "the click on the page")


def test_typing_reaches_the_window_in_front(desk: Session) -> None:
    editor = desk.open_editor()
    with desk.hands.typing():
        wait_until(lambda: desk.screen.find_text("brown fox", editor.box), 20, "words in it")
