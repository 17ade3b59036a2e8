"""`unkink doctor` at a real desktop, with somebody who does what it asks for."""

import json
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.desktop.daemon import COMMAND, quick_day
from tests.desktop.home import FOLDERS
from tests.desktop.session import Server, Session
from tests.desktop.terminal import Terminal
from tests.waiting import wait_until

CLICK = 'Click "It works"'


def files(desk: Session) -> set[Path]:
    """Everything in the person's folders, and what a doctor might leave with the others."""
    kept = [desk.folder / name for name in FOLDERS.values()]
    own = {file for folder in kept for file in folder.rglob("*") if "unkink" in str(file)}
    return own | set(Path(tempfile.gettempdir()).glob("unkink-doctor-*"))


@pytest.mark.parametrize("desk", [Server.XFCE], indirect=True)
def test_everything_is_tried_with_the_person_and_nothing_is_left_behind(desk: Session) -> None:
    desk.browser.start()
    before = files(desk)
    with Terminal(desk.environment, "doctor") as doctor:
        doctor.wait_for(CLICK)
        desk.click_on("It works", desk.wait_for_notification())
        doctor.wait_for("Hands off keyboard and mouse")
        doctor.wait_for("Now touch a key")
        desk.hands.key("shift")
        doctor.wait_for("Do you see a new loop-shaped icon")
        desk.tray_icon()
        desk.screen.screenshot("doctor-tray")
        doctor.type_line("y")
        doctor.wait_for("A page opens in your browser")
        desk.browser.show(desk.browser.wait_for_page().address)
        code = doctor.wait()
        lines = doctor.text
    assert "ok  notifications    Xfce Notify Daemon" in lines
    assert "showed one, and the click came back" in lines
    assert "ok  sitting time     x11 noticed that you kept still, and that you came back" in lines
    assert "ok  tray icon        you saw it (StatusNotifierItem)" in lines
    assert "ok  guide            desk-browser shows it, and its figure moves" in lines
    assert "ok  do not disturb   asked of Xfce Notify Daemon: off now" in lines
    assert "ok  full screen      by the window manager: no window fills the screen" in lines
    assert (code, "NO  " in lines) == (0, False), lines
    desk.wait_for_no_notification()
    wait_until(lambda: not desk.bus.tray_items(), 5, "the icon to leave the tray")
    assert files(desk) == before


def test_a_bare_window_manager_is_told_what_to_install() -> None:
    with Session(server=None, tray=False) as desk:
        done = json.loads(_quick(desk, fails=2))
        found = {one["part"]: (one["verdict"], one["advice"]) for one in done["checks"]}
        assert found["notifications"] == (
            "fails",
            "Install a notification daemon, such as dunst, and start it.",
        )
        assert found["tray icon"] == (
            "fails",
            "Run a panel with a tray, such as xfce4-panel, tint2, polybar or trayer.",
        )
        assert found["sitting time"] == ("works", None)
        assert found["guide"] == ("works", None)


def test_a_running_unkink_is_told_of_and_left_in_peace(desk: Session) -> None:
    daemon = desk.start_daemon(quick_day(every="1h"))
    daemon.say("now")
    desk.wait_for_notification()
    [told] = [
        one for one in json.loads(_quick(desk, fails=0))["checks"] if one["part"] == "running"
    ]
    assert told["verdict"] == "works"
    assert told["seen"].startswith("runs with tray sni, notifier dbus (")
    assert daemon.status()["live"] is not None
    assert daemon.status()["adapters"]["tray"] == "sni"
    assert len(desk.bus.tray_items()) == 1
    assert len(desk.notifications()) == 1


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_ended_in_the_middle_it_leaves_no_notification(
    desk: Session, ending: signal.Signals
) -> None:
    with Terminal(desk.environment, "doctor") as doctor:
        doctor.wait_for(CLICK)
        desk.wait_for_notification()
        doctor.send(ending)
        assert doctor.wait() == 130
        assert "Traceback" not in doctor.text
    desk.wait_for_no_notification()


def _quick(desk: Session, *, fails: int) -> str:
    """Run the quick doctor, and expect this many failures."""
    done = subprocess.run(
        [*COMMAND, "doctor", "--json"],
        env=desk.environment,
        cwd=desk.folder,
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert done.stderr == ""
    assert done.returncode == min(fails, 1)
    assert json.loads(done.stdout)["fails"] == fails, done.stdout
    return done.stdout
