"""Where unkink says that a part of the desktop does not work: its log, its status, its tray."""

from tests.desktop.boxes import Box
from tests.desktop.daemon import Daemon
from tests.desktop.screen import HEIGHT, WIDTH
from tests.desktop.session import Session
from tests.waiting import wait_until

PATIENCE = 30.0
"""Seconds; a call that is not answered alone takes five."""
BOTTOM = Box(WIDTH // 3, HEIGHT - 160, WIDTH - WIDTH // 3, 160)
"""Where the panel shows tooltips."""


def wait_for_fault(daemon: Daemon, part: str) -> str:
    """Wait until `status` tells of this part, for programs and for people; return its line."""

    def told() -> str | None:
        line: str | None = daemon.status()["faults"].get(part)
        return line

    line = wait_until(told, PATIENCE, f"{part} to be told\n{daemon.log}")
    assert f"trouble   {line}" in daemon.say("status")
    return line


def wait_until_whole(daemon: Daemon) -> None:
    """Wait until nothing is out of order any more."""
    wait_until(lambda: not daemon.status()["faults"], PATIENCE, f"no trouble\n{daemon.log}")
    assert "trouble" not in daemon.say("status")


def wait_for_tray(daemon: Daemon, name: str) -> None:
    """Wait until this kind of tray shows the icon."""

    def is_so() -> bool:
        return bool(daemon.status()["adapters"]["tray"] == name)

    wait_until(is_so, PATIENCE, f"the tray to be {name}\n{daemon.log}")


def tooltip_says(desk: Session, text: str) -> None:
    """Wait until this can be read where the icon's tooltip is."""
    desk.hands.move(640, 300)
    desk.hands.move(*desk.tray_icon().middle)
    desk.screen.wait_for_text(text, BOTTOM, 20)
    desk.hands.move(640, 300)


def logged(daemon: Daemon, *words: str) -> None:
    """Insist that the log has a warning with each of these, once, and no other of its kind."""
    for text in words:
        assert daemon.log.count(text) == 1, f"{text!r} in\n{daemon.log}"
    assert "Traceback" not in daemon.log
    assert "never retrieved" not in daemon.log
