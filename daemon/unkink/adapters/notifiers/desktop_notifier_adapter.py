"""Notifications on Windows and macOS, through the desktop-notifier library (6.2).

Not run on those systems: written against the library's documented interface, tested with a fake of
it, and tried with the real library on Linux. What its source says and this module answers to:
`send` never raises, only `on_dispatched` tells; a Python outside a signed macOS bundle gets a
dummy that shows nothing and has no capabilities; nothing is ever replaced in place.
"""

import asyncio
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from unkink.core.events import Closing
from unkink.ports import (
    AdapterError,
    Button,
    ButtonPressed,
    Notification,
    NotificationClosed,
    Respond,
    Response,
)


def _load() -> Any:
    return importlib.import_module("desktop_notifier")


@dataclass(slots=True)
class _Shown:
    notification: Notification
    id: str = ""


class DesktopNotifierAdapter:
    """Shows notifications through the system's own centre; one call at a time, please."""

    name = "desktop"
    clickable = True

    def __init__(
        self,
        respond: Respond,
        *,
        app_name: str = "unkink",
        load: Callable[[], Any] = _load,
    ) -> None:
        """Touch nothing yet; `load` returns the library at the first `show`."""
        self._respond = respond
        self._app_name = app_name
        self._load = load
        self._library: Any = None
        self._centre: Any = None
        self._shown: dict[str, _Shown] = {}

    async def show(self, notification: Notification) -> None:
        """Show it and then take the slot's earlier one away; raises AdapterError."""
        await self._prepare()
        shown = _Shown(notification)
        shown.id = await self._send(shown)
        before = self._shown.get(notification.slot)
        self._shown[notification.slot] = shown
        if before:
            await self._centre.clear(before.id)

    async def withdraw(self, slot: str) -> None:
        """Take the slot's notification away, out of the centre too."""
        shown = self._shown.pop(slot, None)
        if shown:
            await self._centre.clear(shown.id)

    async def close(self) -> None:
        """Take everything away: its buttons work only while the program runs."""
        for slot in list(self._shown):
            await self.withdraw(slot)

    async def _prepare(self) -> None:
        if self._centre is not None:
            return
        try:
            self._library = self._load()
            centre = self._library.DesktopNotifier(app_name=self._app_name)
            capabilities = await centre.get_capabilities()
        except Exception as error:  # each of the library's systems raises whatever it meets
            raise AdapterError(f"desktop-notifier does not work here: {error}") from error
        if not capabilities:
            raise AdapterError("Notifications need the app bundle: this Python has no right to.")
        if not await centre.request_authorisation():
            raise AdapterError("The system does not allow unkink to show notifications.")
        self._centre = centre

    async def _send(self, shown: _Shown) -> str:
        notification = shown.notification
        dispatched: list[bool] = []
        sent = await self._centre.send(
            title=notification.title,
            message=notification.body,
            buttons=[self._button(button, shown) for button in notification.buttons],
            on_dispatched=lambda: dispatched.append(True),
            on_clicked=self._later(self._press_first, shown),
            on_dismissed=self._later(self._dismiss, shown),
            sound=self._library.DEFAULT_SOUND if notification.sound else None,
            timeout=-1 if notification.lasts is None else round(notification.lasts),
        )
        if not dispatched:
            raise AdapterError("The system did not take the notification.")
        return str(sent)

    def _button(self, button: Button, shown: _Shown) -> Any:
        press = self._later(self._press, shown, button.key)
        return self._library.Button(title=button.label, on_pressed=press)

    def _later(self, function: Callable[..., None], *values: object) -> Callable[[], object]:
        # macOS calls back on the main thread, where the tray is; the program's loop is elsewhere.
        loop = asyncio.get_running_loop()
        return partial(loop.call_soon_threadsafe, function, *values)

    def _press_first(self, shown: _Shown) -> None:
        if shown.notification.buttons:
            self._press(shown, shown.notification.buttons[0].key)

    def _press(self, shown: _Shown, key: str) -> None:
        self._settle(shown, ButtonPressed(shown.notification.slot, key, token=None))

    def _dismiss(self, shown: _Shown) -> None:
        self._settle(shown, NotificationClosed(shown.notification.slot, Closing.DISMISSED))

    def _settle(self, shown: _Shown, response: Response) -> None:
        slot = shown.notification.slot
        if self._shown.get(slot) is shown:
            del self._shown[slot]
            self._respond(response)
