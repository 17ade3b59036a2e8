"""The icon: put up for a moment, and looked for."""

import asyncio

from unkink.adapters.surroundings.questions import ask, patiently, read
from unkink.adapters.tray.desktop_tray import DesktopTray, TrayKind
from unkink.adapters.tray.watcher import NAME, PATH
from unkink.bus_message import DBUS, DBUS_PATH
from unkink.core.moment import Duration
from unkink.core.settings import TrayInk
from unkink.doctor.desktops import NO_SCREEN, TRAY, desktop
from unkink.doctor.finding import Finding, fails, works
from unkink.doctor.place import Place
from unkink.menu_model import Menu, MenuItem
from unkink.ports import TraySign, TrayView

ICON = "tray icon"
DOCKED_WITHIN: Duration = 2.0
VIEW = TrayView(TraySign.SITTING, 0.75, "unkink doctor: this is only a test")
KINDS = {"sni": "StatusNotifierItem", "xembed": "the old XEmbed tray"}
HIDDEN = "Look behind the arrow of the panel, or in its settings for hidden icons."


async def tray(place: Place) -> list[Finding]:
    """Sign the icon up wherever it can be shown, and take it away again."""
    if not place.has_screen:
        return [fails(ICON, "there is no display", NO_SCREEN)]
    hosted = asyncio.Event()
    icon = DesktopTray(
        TrayKind.AUTO,
        place.bus,
        Menu(MenuItem("This is only a test", lambda: None)),
        TrayInk.COLOUR,
        lambda present: hosted.set() if present else None,
        place.environment,
    )
    icon.update(VIEW)
    try:
        if not await icon.start():
            await _or_late(hosted)
        return [await _seen(place, icon.name)]
    finally:
        await icon.close()


async def _or_late(hosted: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(DOCKED_WITHIN):
            await hosted.wait()
    except TimeoutError:
        return


async def _seen(place: Place, kind: str) -> Finding:
    advice = TRAY[desktop(place)]
    if kind not in KINDS:
        return fails(ICON, await _why_none(place), advice)
    if not place.person.present:
        return works(ICON, f"taken by the panel ({KINDS[kind]})")
    answer = await place.person.sees("Do you see a new loop-shaped icon in the panel?")
    if answer is None:
        return works(
            ICON, f"taken by the panel ({KINDS[kind]}); you did not say whether you see it"
        )
    if answer:
        return works(ICON, f"you saw it ({KINDS[kind]})")
    return fails(ICON, f"the panel took it ({KINDS[kind]}), but you did not see it", HIDDEN)


async def _why_none(place: Place) -> str:
    """Tell a desktop without any tray from one whose panel is missing."""
    old = "" if place.wayland else ", nor an old tray"
    if place.bus is not None:
        owned = await patiently(
            ask(place.bus, DBUS, DBUS_PATH, DBUS, "NameHasOwner", "s", NAME, answer="b")
        )
        if owned == [True]:
            hosts = await patiently(
                read(place.bus, NAME, PATH, NAME, "IsStatusNotifierHostRegistered", "b")
            )
            if hosts is False:
                return f"somebody keeps a list of icons, but no panel shows it{old}"
            return "the panel refused the icon"
    return f"no panel here shows icons (no StatusNotifierWatcher{old})"
