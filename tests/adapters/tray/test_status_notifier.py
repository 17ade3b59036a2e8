"""The icon in a real Xfce panel over D-Bus, clicked with a real pointer."""

from collections.abc import Iterator
from functools import partial

import pytest
from PIL import Image

from tests.adapters.tray.stand import Stand
from tests.desktop import panel
from tests.desktop.boxes import Box
from tests.desktop.session import Session
from tests.waiting import wait_until


@pytest.fixture
def desk() -> Iterator[Session]:
    with Session(server=None) as session:
        yield session


def shows(desk: Session, colour: tuple[int, int, int]) -> bool:
    """Whether the panel shows something of about this colour."""
    colours = desk.screen.picture(panel.AREA).convert("RGB").getcolors(40_000) or []
    return any(
        max(abs(one - other) for one, other in zip(seen, colour, strict=True)) < 12
        for _, seen in colours
        if isinstance(seen, tuple)
    )


def looks_different(desk: Session, area: Box, before: bytes) -> bool:
    return desk.screen.picture(area).tobytes() != before


PINE, AMBER, SKY, PLUM = (28, 138, 110), (176, 114, 14), (44, 127, 184), (185, 73, 122)


def test_the_icon_appears_and_a_left_click_is_the_default_row(desk: Session) -> None:
    stand = Stand(desk)
    assert stand.program.log == "started True sni\n"
    desk.hands.click(*desk.tray_icon().middle)
    stand.expect("LibraryRequested(token=None)")
    assert shows(desk, PINE)
    desk.screen.screenshot("tray/sni-sitting")


def test_rows_clicked_in_the_menu_do_what_they_say_and_the_menu_follows(desk: Session) -> None:
    stand = Stand(desk)
    desk.choose("Tip now")
    stand.expect("PromptRequested(what=None)")
    wait_until(lambda: shows(desk, AMBER), 5, "the icon of a tip that is here")
    menu = desk.open_tray_menu()
    desk.screen.screenshot("tray/sni-menu-live")
    desk.screen.wait_for_text("A tip is here: Look over each shoulder", menu)
    desk.click_on("Show me how", menu)
    stand.expect("GuideRequested(tip=None, token=None)")
    desk.choose("Skip")
    stand.expect("Skipped(prompt=None)")
    desk.choose("Pause", "2 hours")
    stand.expect("Paused(length=7200.0, until=None)")
    desk.choose("Resume")
    stand.expect("Resumed()")
    desk.choose("Standing")
    stand.expect("PostureChosen(posture=<Posture.STANDING: 'standing'>)")
    wait_until(lambda: shows(desk, SKY), 5, "the icon of standing")
    desk.choose("Quit")
    stand.expect("closed")
    assert stand.program.wait() == 0
    wait_until(lambda: not desk.bus.tray_items(), 5, "the icon to leave")


def test_many_changes_in_a_row_end_with_the_last(desk: Session) -> None:
    stand = Stand(desk)
    desk.tray_icon()
    stand.order("many")
    wait_until(lambda: shows(desk, AMBER), 5, "the icon of the last change")
    stand.order("sign problem")
    wait_until(lambda: shows(desk, PLUM), 5, "the icon of a problem")
    desk.choose("Walking")
    stand.expect("WALKING")


def test_the_icon_comes_back_with_its_panel() -> None:
    with Session(server=None, tray=False) as desk:
        stand = Stand(desk, "--tray", "sni")
        assert stand.program.log == "started False none\n"
        first = desk.start_panel()
        stand.expect("host True sni")
        desk.tray_icon()
        first.kill()
        stand.expect("host False none")
        desk.start_panel()
        stand.expect("host True sni", times=2)
        desk.hands.click(*desk.tray_icon().middle)
        stand.expect("LibraryRequested")


def test_every_sign_can_be_looked_at_in_a_panel(desk: Session) -> None:
    stand = Stand(desk)
    signs = ("due", "overdue", "held", "paused", "standing", "walking", "blind", "problem")
    strip = Image.new("RGB", (8 * len(signs) * 30, 240))
    icon = desk.tray_icon()
    for place, sign in enumerate(signs):
        before = desk.screen.picture(icon).tobytes()
        stand.order(f"sign {sign}")
        wait_until(partial(looks_different, desk, icon, before), 5, f"{sign} to show")
        shot = desk.screen.picture(panel.AREA).crop((1250, 0, 1280, 30))
        strip.paste(shot.resize((240, 240), Image.Resampling.NEAREST), (place * 240, 0))
    strip.save(desk.screen.screenshot("tray/sni-signs"))
    assert len(strip.getcolors(500_000) or []) > len(signs)
