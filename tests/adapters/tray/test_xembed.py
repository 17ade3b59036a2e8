"""The icon in a real XEmbed tray (trayer, or stalonetray where there is none), with its menu."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.adapters.tray.stand import Stand
from tests.desktop.boxes import Box
from tests.desktop.processes import Program, run
from tests.desktop.reading import differing
from tests.desktop.session import Session
from tests.waiting import wait_until

TRAYER = ("trayer", "--edge", "bottom", "--align", "left", "--width", "20", "--height", "26")
STALONETRAY = (
    *("stalonetray", "--background", "#dcdad5", "--geometry", "10x1+0-0", "--icon-size", "24"),
    *("--slot-size", "26", "--kludges", "force_icons_size", "--window-type", "dock"),
)
"""The same place and ground; Debian has no trayer any more after 13."""
AREA = Box(0, 774, 256, 26)
GREY = (220, 218, 213)
"""What trayer paints behind its icons."""


@pytest.fixture
def desk() -> Iterator[Session]:
    with Session(server=None, tray=False) as session:
        yield session


def managed(desk: Session) -> bool:
    return "window id" in run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], desk.environment)


def start_trayer(desk: Session) -> Program:
    # A window that is mapped while the window manager starts may stay unseen for ever; on a busy
    # machine trayer's does so later as well, whoever else is there.
    wait_until(lambda: managed(desk), 10, "the window manager")
    command = TRAYER if shutil.which("trayer") else STALONETRAY
    for _ in range(3):
        program = desk.start(command)
        with suppress(TimeoutError):
            wait_until(lambda: desk.windows(command[0]), 8, "the tray")
            return program
        program.kill()
    raise TimeoutError("the tray was started three times and not seen")


def icon(desk: Session) -> Box:
    def look() -> Box | None:
        box = differing(desk.screen.picture(AREA), GREY)
        return box if box is not None and box.width >= 16 else None

    seen = wait_until(look, 10, "the icon in trayer")
    return Box(seen.x + AREA.x, seen.y + AREA.y, seen.width, seen.height)


def unkink_windows(desk: Session) -> list[str]:
    """All windows of the program, also those inside others; xdotool fails when there are none."""
    found = subprocess.run(
        ["xdotool", "search", "--class", "unkink"],
        env=desk.environment,
        capture_output=True,
        text=True,
    )
    return found.stdout.split()


def open_menu(desk: Session) -> Box:
    desk.hands.click(*icon(desk).middle, 3)
    windows = wait_until(
        lambda: [one for one in desk.windows("unkink") if one.kind == "POPUP_MENU"], 5, "the menu"
    )
    return windows[0].box


def test_a_double_click_is_one_click(desk: Session) -> None:
    start_trayer(desk)
    stand = Stand(desk)
    desk.hands.double_click(*icon(desk).middle)
    stand.expect("LibraryRequested(token=None)")
    stand.order("sign due")  # what was clicked before is told before
    assert stand.program.log.count("LibraryRequested") == 1


def test_a_left_click_is_the_default_row(desk: Session) -> None:
    start_trayer(desk)
    stand = Stand(desk)
    assert stand.program.log == "started True xembed\n"
    desk.hands.click(*icon(desk).middle)
    stand.expect("LibraryRequested(token=None)")
    desk.screen.screenshot("tray/xembed-trayer")


def test_a_right_click_opens_a_menu_whose_rows_can_be_clicked(desk: Session) -> None:
    start_trayer(desk)
    stand = Stand(desk)
    menu = open_menu(desk)
    desk.screen.wait_for_text("Sitting 12 min", menu)
    desk.click_on("Pause: 1 hour", menu)
    stand.expect("Paused(length=3600.0, until=None)")
    desk.wait_for_no_menu()
    menu = open_menu(desk)
    desk.screen.screenshot("tray/xembed-menu")
    desk.click_on("Resume", menu)
    stand.expect("Resumed()")


def test_the_menu_closes_without_a_choice_on_escape_and_on_a_click_elsewhere(desk: Session) -> None:
    start_trayer(desk)
    stand = Stand(desk)
    open_menu(desk)
    desk.hands.key("Escape")
    desk.wait_for_no_menu()
    open_menu(desk)
    desk.hands.click(900, 200)
    desk.wait_for_no_menu()
    assert stand.program.log == "started True xembed\n"


def test_the_menu_can_be_walked_with_the_arrow_keys(desk: Session) -> None:
    start_trayer(desk)
    stand = Stand(desk)
    open_menu(desk)
    desk.hands.move(900, 200)
    desk.hands.key("Down", "Down", "Return")
    stand.expect("PromptRequested(what=None)")


def test_the_icon_docks_whenever_a_tray_starts(desk: Session) -> None:
    stand = Stand(desk)
    assert stand.program.log == "started False none\n"
    first = start_trayer(desk)
    stand.expect("host True xembed")
    icon(desk)
    first.kill()
    stand.expect("host False none")
    start_trayer(desk)
    stand.expect("host True xembed", times=2)
    desk.hands.click(*icon(desk).middle)
    stand.expect("LibraryRequested")


def test_a_newer_panel_takes_the_icon_over_and_gives_it_back(desk: Session) -> None:
    start_trayer(desk)
    stand = Stand(desk)
    assert stand.program.log == "started True xembed\n"
    icon(desk)
    panel = desk.start_panel()  # It takes the old tray's place from trayer, too.
    desk.tray_icon()
    wait_until(lambda: len(desk.bus.tray_items()) == 1, 5, "the icon to be with the panel")
    wait_until(lambda: not unkink_windows(desk), 5, "the old icon to go")
    panel.kill()
    stand.expect("host False none")
    start_trayer(desk)
    stand.expect("host True xembed")
    desk.hands.click(*icon(desk).middle)
    stand.expect("LibraryRequested")


def test_an_old_tray_is_used_without_any_session_bus(desk: Session) -> None:
    start_trayer(desk)
    stand = Stand(desk, "--no-bus")
    assert stand.program.log == "started True xembed\n"
    icon(desk)
    stand.order("sign due")
    desk.hands.click(*icon(desk).middle)
    stand.expect("LibraryRequested")


def test_the_program_outlives_its_connection_to_the_display(desk: Session) -> None:
    start_trayer(desk)
    stand = Stand(desk)
    icon(desk)
    run(["xdotool", "windowkill", unkink_windows(desk)[0]], desk.environment)
    stand.expect("host False none")
    stand.order("sign due")
    assert stand.program.running
    assert "Traceback" not in stand.program.log


def test_the_icon_is_back_when_the_display_is(desk: Session) -> None:
    start_trayer(desk)
    stand = Stand(desk)
    icon(desk)
    desk.lose_display()
    stand.expect("host False none")
    stand.order("sign due")
    desk.return_display(tray=False)
    start_trayer(desk)
    stand.expect("host True xembed", deadline=30)
    desk.hands.click(*icon(desk).middle)
    stand.expect("LibraryRequested")
    assert "Traceback" not in stand.program.log
