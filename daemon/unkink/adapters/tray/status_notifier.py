"""The tray of today's Linux desktops: a pystray backend that speaks StatusNotifierItem over D-Bus.

pystray's own Linux backends either need PyGObject and a typelib or speak the protocol of the
nineties only. This one needs neither, and runs on the daemon's own loop, without a thread.
"""

import asyncio
import itertools
import logging
import os
from collections.abc import Callable

from dbus_fast import DBusError, NameFlag
from dbus_fast.aio import MessageBus

from unkink.adapters.tray.clicks import ICON, Clicks
from unkink.adapters.tray.dbus_menu import PATH as MENU_PATH
from unkink.adapters.tray.dbus_menu import DBusMenu
from unkink.adapters.tray.notifier_item import PATH as ITEM_PATH
from unkink.adapters.tray.notifier_item import NotifierItem
from unkink.adapters.tray.pictures import Pictures
from unkink.adapters.tray.watcher import Watcher
from unkink.bus_message import UnansweredError
from unkink.core.moment import Duration
from unkink.core.settings import TrayInk
from unkink.menu_model import BaseIcon, Menu, MenuItem
from unkink.ports import AdapterError, TrayView

log = logging.getLogger(__name__)

APPLICATION = "unkink"
PATIENCE: Duration = 1.0
"""For the end: a bus that hangs takes the icon away when it hears that we are gone."""
_numbers = itertools.count(1)
_GONE = (OSError, EOFError, DBusError)
"""What a bus that went away, refused, or does not answer in time, raises."""


class StatusNotifierIcon(BaseIcon):  # type: ignore[misc]  # pystray has no types
    """pystray's icon, shown over D-Bus. Its `icon` is a `Picture`, not a Pillow image.

    Everything is called on the loop; `run` is not for this backend, the loop runs already.
    """

    HAS_NOTIFICATION = False

    def __init__(self, name: str, menu: Menu) -> None:
        super().__init__(name, None, name, menu)
        self._clicks = Clicks(asyncio.get_running_loop().time)
        self.item = NotifierItem(name, self._activated)
        self.rows = DBusMenu(menu, self._chosen)

    def take_token(self) -> str | None:
        """Return the activation token of the click being handled, once."""
        return self.item.take_token()

    def _activated(self) -> None:
        if self._clicks.counts(ICON):
            self()
        else:
            self.item.take_token()  # it belonged to a click that was told twice

    def _chosen(self, item: MenuItem) -> None:
        if self._clicks.counts(item):
            self._handler(item)()

    def _show(self) -> None:
        pass  # An exported item is shown; hosts come and take it.

    def _hide(self) -> None:
        self.item.close()
        self.rows.close()

    def _update_icon(self) -> None:
        self.item.show_picture(self.icon)
        self._icon_valid = True

    def _update_title(self) -> None:
        self.item.show_text(self.title)

    def _update_menu(self) -> None:
        self.rows.refresh()


class StatusNotifierTray:
    """Shows the icon wherever a StatusNotifier host is; implements `ports.Tray`.

    `on_host` is called when a host turns up or the last one goes, after `start`.
    """

    name = "sni"

    def __init__(
        self,
        bus: MessageBus,
        menu: Menu,
        ink: TrayInk = TrayInk.COLOUR,
        on_host: Callable[[bool], None] = lambda _: None,
    ) -> None:
        self._bus = bus
        self._pictures = Pictures(ink)
        self._view: TrayView | None = None
        self._icon = StatusNotifierIcon(APPLICATION, menu)
        self.service = f"org.kde.StatusNotifierItem-{os.getpid()}-{next(_numbers)}"
        self._watcher = Watcher(bus, self.service, on_host)

    async def start(self) -> bool:
        """Export the icon and sign it up; raises AdapterError when the session bus is gone."""
        if not self._bus.connected:
            raise AdapterError("The tray icon needs the session bus, and there is no connection.")
        try:
            self._bus.export(ITEM_PATH, self._icon.item)
            self._bus.export(MENU_PATH, self._icon.rows)
            await self._bus.request_name(self.service, NameFlag.DO_NOT_QUEUE)
            return await self._watcher.open()
        except (*_GONE, UnansweredError) as error:
            raise AdapterError(f"The session bus refused the tray icon: {error}") from error

    def update(self, view: TrayView) -> None:
        """Show this; signals go out for what changed only. May be called before `start`."""
        self._view = view
        picture = self._pictures.of(view)
        if picture is not self._icon.icon:
            self._icon.icon = picture
        self._icon.visible = True
        self._icon.title = view.tooltip
        self._icon.update_menu()

    def recolour(self, ink: TrayInk) -> None:
        """Draw in another ink from now on."""
        self._pictures.use(ink)
        if self._view is not None:
            self.update(self._view)

    async def close(self) -> None:
        """Take the icon off the bus; the connection stays, as it belongs to others too."""
        self._icon.visible = False
        try:
            async with asyncio.timeout(PATIENCE):
                await self._watcher.close()
                if self._bus.connected:
                    self._bus.unexport(ITEM_PATH, self._icon.item)
                    self._bus.unexport(MENU_PATH, self._icon.rows)
                    await self._bus.release_name(self.service)
        except (*_GONE, UnansweredError) as error:
            log.debug("the bus took the tray icon away itself: %s", error)
