"""Notifications on Linux desktops, with body click, buttons, and replacement in place.

Measured on real servers, and the reason for most of the code below: Xfce, LXQt and dunst offer the
"default" action as a button or menu entry under its label, while GNOME, KDE and MATE make it the
body click and never a button; some servers (mate-notification-daemon, notification-daemon) end
themselves when they have shown nothing for a while; numbers mean nothing after a restart.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dbus_fast import Variant
from dbus_fast.aio import MessageBus

from unkink.adapters.notifiers.leftovers import Leftovers
from unkink.adapters.notifiers.notification_service import NotificationService, Server
from unkink.bus_message import activation_token
from unkink.core.events import Closing
from unkink.core.moment import Duration
from unkink.ports import (
    AdapterError,
    Button,
    ButtonPressed,
    Notification,
    NotificationClosed,
    Respond,
)

OFFERS_DEFAULT = frozenset({"Xfce Notify Daemon", "lxqt-notificationd", "dunst"})
"""Servers that show the default action under its label; a second one would be a double."""

NARROW = frozenset({"lxqt-notificationd"})
"""Servers whose buttons show eight letters when there are three (1.2, 2.1, 2.4): "Show m…"."""

SHOWS_PICTURES = frozenset({"icon-static", "icon-multi", "body-images"})
"""What servers that show pictures say of themselves; every one that was tried says the first."""

EXPIRED, DISMISSED = 1, 2
"""Reasons in the NotificationClosed signal, Desktop Notifications Specification 1.2."""

RESTART_PAUSE: Duration = 2.0
"""How long a server that vanished may take to be replaced before the bus is asked to start one."""

LOW, NORMAL = 0, 1
MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(slots=True)
class _Shown:
    """A notification as the server knows it."""

    notification: Notification
    number: int
    on_screen: bool = True
    """False once it expired: it may sit in a history, where its buttons still work."""
    token: str | None = None


class FreedesktopNotifier:
    """Shows notifications through org.freedesktop.Notifications; one call at a time, please."""

    def __init__(
        self,
        bus: MessageBus | None,
        respond: Respond,
        available: Callable[[], None],
        *,
        app_name: str = "unkink",
        icon: str = "",
        leftovers: Leftovers | None = None,
    ) -> None:
        """Take a connected session bus, which stays the caller's; None where there is none yet.

        `available` is called when it is worth trying again after a failure or a loss; `icon` is
        an icon name or a file URI. What `leftovers` knows of is taken away when the server is met
        first. Nothing goes over the bus before the first `show`.
        """
        self._respond = respond
        self._available = available
        self._app_name = app_name
        self._icon = icon
        self._leftovers = leftovers
        self._swept = False
        self._shown: dict[str, _Shown] = {}
        self._early: list[tuple[str, list[Any]]] | None = None
        self._trying_again: asyncio.TimerHandle | None = None
        self.name = "dbus"
        """Which server it is, too, once that is known."""
        self.clickable = True
        """Taken for granted until the server was asked."""
        self._service = NotificationService(bus, heard=self._hear, came=self._came, went=self._went)

    async def use(self, bus: MessageBus | None) -> None:
        """Show on this session bus from now on; None: it is gone, with all that was on it."""
        self._service.use(bus)

    async def show(self, notification: Notification) -> None:
        """Show or replace; raises AdapterError when no server takes it within 5 s a call."""
        server = await self._meet()
        before = self._shown.get(notification.slot)
        replaced = before.number if before and before.on_screen else 0
        # The answer and a first signal can arrive in one read, and the signal is handed over
        # before this coroutine goes on: keep what cannot be placed yet.
        early: list[tuple[str, list[Any]]] = []
        self._early = early
        try:
            number = await self._service.notify(self._arguments(notification, server, replaced))
        finally:
            self._early = None
        if replaced not in (0, number):
            self._service.close_notification(replaced)
        self._shown[notification.slot] = _Shown(notification, number)
        self._keep()
        for signal, values in early:
            self._hear(signal, values)

    async def reachable(self) -> bool:
        """Tell whether a server is there, or comes when called; takes 5 s a call at most."""
        try:
            await self._meet()
        except AdapterError:
            return False
        return True

    async def withdraw(self, slot: str) -> None:
        """Take the slot's notification away, out of a history too."""
        shown = self._shown.pop(slot, None)
        if shown:
            self._service.close_notification(shown.number)
            self._keep()

    async def close(self) -> None:
        """Take everything away, since its buttons would be dead, and stop listening."""
        for slot in list(self._shown):
            await self.withdraw(slot)
        self._stop_trying()
        self._service.stop()

    async def _meet(self) -> Server:
        server = await self._service.introduce()
        self.name, self.clickable = f"dbus ({server.name})", "actions" in server.capabilities
        if self._leftovers and not self._swept:
            self._swept = True
            for number in self._leftovers.of(self._service.identity):
                self._service.close_notification(number)
        return server

    def _keep(self) -> None:
        if self._leftovers:
            numbers = [one.number for one in self._shown.values()]
            self._leftovers.keep(self._service.identity, numbers)

    def _arguments(self, notification: Notification, server: Server, replaced: int) -> list[Any]:
        marked_up = "body-markup" in server.capabilities
        return [
            self._app_name,
            replaced,
            self._icon,
            notification.title,
            notification.body.translate(MARKUP) if marked_up else notification.body,
            actions(notification.buttons, server),
            self._hints(notification, server),
            -1 if notification.lasts is None else round(notification.lasts * 1000),
        ]

    def _hints(self, notification: Notification, server: Server) -> dict[str, Variant]:
        # Neither "transient" nor "resident": a prompt may wait in the desktop's history, and is
        # settled by its first button.
        hints = {
            "urgency": Variant("y", LOW if notification.quiet else NORMAL),
            "desktop-entry": Variant("s", self._app_name),
            "suppress-sound": Variant("b", not notification.sound),
        }
        if notification.sound:
            hints["sound-name"] = Variant("s", "message-new-instant")
        if notification.picture is not None and server.capabilities & SHOWS_PICTURES:
            hints["image-path"] = Variant("s", notification.picture.as_uri())
        return hints

    def _hear(self, signal: str, values: list[Any]) -> None:
        shown = next((one for one in self._shown.values() if one.number == values[0]), None)
        if shown is None:
            if self._early is not None:
                self._early.append((signal, values))
            return
        if signal == "ActivationToken":
            shown.token = activation_token(values[1])
        elif signal == "ActionInvoked":
            self._press(shown, values[1])
        elif signal == "NotificationClosed":
            self._close(shown, values[1])

    def _press(self, shown: _Shown, action: str) -> None:
        keys = [button.key for button in shown.notification.buttons]
        key = keys[0] if action == "default" and keys else action
        if key not in keys:
            return
        # Most servers close it themselves now; one that does not would keep dead buttons.
        del self._shown[shown.notification.slot]
        self._service.close_notification(shown.number)
        self._keep()
        self._respond(ButtonPressed(shown.notification.slot, key, shown.token))

    def _close(self, shown: _Shown, reason: int) -> None:
        if not shown.on_screen:
            return
        if reason == DISMISSED:
            del self._shown[shown.notification.slot]
            self._keep()
            closing = Closing.DISMISSED
        else:
            # Servers also use 3 and 4 for what ran out by itself; nobody did anything.
            shown.on_screen = False
            closing = Closing.EXPIRED
        self._respond(NotificationClosed(shown.notification.slot, closing))

    def _went(self) -> None:
        lost = [one.notification.slot for one in self._shown.values() if one.on_screen]
        self._shown.clear()
        self._keep()
        for slot in lost:
            self._respond(NotificationClosed(slot, Closing.LOST))
        if lost:
            # Nobody may be about to start it again: showing the notification anew makes the bus
            # do so where it can.
            loop = asyncio.get_running_loop()
            self._stop_trying()
            self._trying_again = loop.call_later(RESTART_PAUSE, self._available)

    def _came(self) -> None:
        self._stop_trying()
        self._available()

    def _stop_trying(self) -> None:
        if self._trying_again:
            self._trying_again.cancel()
            self._trying_again = None


def actions(buttons: tuple[Button, ...], server: Server) -> list[str]:
    """Lay out buttons as key, label, key, label, … so that each is visible exactly once.

    Empty for a server without actions: Ubuntu's old notify-osd opens a dialog box for them.
    """
    if not buttons or "actions" not in server.capabilities:
        return []
    narrow = server.name in NARROW
    words = {one.key: one.short if narrow and one.short else one.label for one in buttons}
    laid_out = ["default", words[buttons[0].key]]
    visible = buttons[1:] if server.name in OFFERS_DEFAULT else buttons
    for button in visible:
        laid_out += [button.key, words[button.key]]
    return laid_out
