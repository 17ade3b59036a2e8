"""Which tray is chosen, and what choosing costs."""

import subprocess
import sys
from pathlib import Path

import pytest

from unkink.adapters.tray.desktop_tray import DesktopTray, TrayKind
from unkink.core.settings import TrayInk
from unkink.menu_model import Menu, MenuItem
from unkink.ports import AdapterError, TraySign, TrayView

MENU = Menu(MenuItem("Open", None, default=True))
VIEW = TrayView(TraySign.SITTING, 0.5, "Sitting 15 min")
SOURCE = Path(__file__).parents[3] / "daemon"


def tray(kind: TrayKind, environment: dict[str, str]) -> DesktopTray:
    return DesktopTray(kind, None, MENU, environment=environment)


@pytest.mark.parametrize("kind", [TrayKind.AUTO, TrayKind.NONE])
async def test_a_bare_console_has_no_tray_and_that_is_fine(kind: TrayKind) -> None:
    """Stretchly #849 (peers 31): no tray, no program."""
    console = tray(kind, {})
    console.update(VIEW)
    assert await console.start() is False
    assert console.name == "none"
    console.update(VIEW)
    console.recolour(TrayInk.DARK)
    await console.close()


async def test_a_tray_asked_for_by_name_must_be_possible() -> None:
    with pytest.raises(AdapterError, match="no session bus"):
        await tray(TrayKind.SNI, {"DISPLAY": ":0"}).start()
    with pytest.raises(AdapterError, match="no X display"):
        await tray(TrayKind.XEMBED, {}).start()


async def test_xwayland_is_not_woken_for_an_icon_nobody_would_show() -> None:
    session = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
    with pytest.raises(AdapterError, match="no X display"):
        await tray(TrayKind.XEMBED, session).start()


def test_a_tray_over_the_bus_needs_neither_pillow_nor_x() -> None:
    script = (
        "import os, sys, unkink.tray_menu, unkink.adapters.tray.desktop_tray;"
        "print([name for name in ('PIL', 'Xlib', 'gi') if name in sys.modules],"
        " os.environ.get('PYSTRAY_BACKEND'))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert printed == "[] None\n"
