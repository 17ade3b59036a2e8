"""Notifications: a real one with a button, and the click that comes back."""

import asyncio

from dbus_fast.aio import MessageBus

from unkink.adapters.notifiers.freedesktop import FreedesktopNotifier
from unkink.adapters.notifiers.notification_service import NotificationService, Server
from unkink.adapters.surroundings.do_not_disturb import do_not_disturb
from unkink.assets import asset
from unkink.core.events import Closing
from unkink.core.moment import Duration
from unkink.doctor.desktops import NOTIFICATIONS as INSTALL
from unkink.doctor.desktops import NOTIFICATIONS_BUILT_IN, desktop
from unkink.doctor.finding import Finding, fails, partly, untried, works
from unkink.doctor.place import Place
from unkink.ports import (
    AdapterError,
    Button,
    ButtonPressed,
    Notification,
    NotificationClosed,
    Response,
)

NOTIFICATIONS = "notifications"
CLICKED_WITHIN: Duration = 45.0
TRIAL = Notification(
    slot="doctor",
    title="unkink doctor",
    body="This is only a test. A click on the button shows that tips can be opened.",
    buttons=(Button("works", "It works"),),
    lasts=CLICKED_WITHIN,
)


async def notifications(place: Place) -> list[Finding]:
    """Show one, wait for the click where somebody can be asked, and take it away."""
    if place.bus is None:
        return [untried(NOTIFICATIONS, "need the session bus")]
    try:
        server = await _introduced(place.bus)
        return [await _tried(place, place.bus, server)]
    except AdapterError as problem:
        advice = INSTALL.get(desktop(place), NOTIFICATIONS_BUILT_IN)
        return [fails(NOTIFICATIONS, str(problem), advice)]


async def _introduced(bus: MessageBus) -> Server:
    service = NotificationService(bus, heard=lambda *_: None, came=_nothing, went=_nothing)
    try:
        return await service.introduce()
    finally:
        service.stop()


def _nothing() -> None:
    """Take notice of a server that comes or goes meanwhile: none is needed."""


async def _tried(place: Place, bus: MessageBus, server: Server) -> Finding:
    name = f"{server.name} {server.version}"
    heard: asyncio.Queue[Response] = asyncio.Queue()
    icon = asset("icons", "unkink-48.png")
    notifier = FreedesktopNotifier(bus, heard.put_nowait, _nothing, icon=icon.as_uri())
    showing = asyncio.ensure_future(notifier.show(TRIAL))
    try:
        await asyncio.shield(showing)
        if "actions" not in server.capabilities:
            advice = "The icon's menu and unkink tip open the guide; another daemon has buttons."
            return partly(NOTIFICATIONS, f"{name} shows no buttons", advice)
        if not place.person.present:
            told = ", ".join(sorted(server.capabilities))
            return works(NOTIFICATIONS, f"{name} took one, and knows {told}")
        place.person.tell(_request(server))
        return await _answered(place, name, heard)
    finally:
        # Ctrl-C may come while one is on its way: only what has arrived can be taken away.
        await asyncio.wait((showing,))
        await notifier.close()


def _request(server: Server) -> str:
    how = "Middle-click" if server.name == "dunst" else 'Click "It works" on'
    return f"{how} the notification that has just come up ({CLICKED_WITHIN:g} s)."


async def _answered(place: Place, name: str, heard: "asyncio.Queue[Response]") -> Finding:
    try:
        async with asyncio.timeout(CLICKED_WITHIN):
            response = await heard.get()
    except TimeoutError:
        response = NotificationClosed(TRIAL.slot, Closing.EXPIRED)
    match response:
        case ButtonPressed():
            return works(NOTIFICATIONS, f"{name} showed one, and the click came back")
        case NotificationClosed(closing=Closing.DISMISSED):
            again = "Run unkink doctor again, and click the button."
            return partly(NOTIFICATIONS, f"{name} showed one, closed without its button", again)
        case NotificationClosed():
            quiet = await do_not_disturb(place.bus, place.environment)
            seen = f"{name} took one, but no click came back"
            hidden = "Switch do-not-disturb off, and try again." if quiet else ""
            return fails(NOTIFICATIONS, seen, hidden or "If you saw none, look into its settings.")
