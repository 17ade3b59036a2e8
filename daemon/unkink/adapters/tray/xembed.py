"""The tray where only an old one exists: one XEmbed icon, driven from the loop."""

import asyncio
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from Xlib.error import ConnectionClosedError

from unkink.adapters.tray.pictures import Pictures
from unkink.adapters.tray.popup_menu import PopupMenu
from unkink.core.settings import TrayInk
from unkink.drawing.pack import Picture
from unkink.menu_model import Menu
from unkink.ports import AdapterError, TrayView
from unkink.x11_connection import greet_server

if TYPE_CHECKING:
    from unkink.adapters.tray.xembed_icon import XEmbedIcon

log = logging.getLogger(__name__)

APPLICATION = "unkink"
_GONE = (ConnectionClosedError, OSError)
"""What an X server that went away raises."""


class XEmbedTray:
    """Shows the icon in an XEmbed panel, now or whenever one starts; implements `ports.Tray`.

    A left click is the menu's default row; a right click opens the menu, which is drawn here as
    such panels draw none. `on_host` is called when a panel turns up or goes, after `start`.
    """

    name = "xembed"

    def __init__(
        self,
        menu: Menu,
        ink: TrayInk = TrayInk.COLOUR,
        on_host: Callable[[bool], None] = lambda _: None,
    ) -> None:
        self._menu = menu
        self._pictures = Pictures(ink)
        self._on_host = on_host
        self._icon: XEmbedIcon | None = None
        self._popup: PopupMenu | None = None
        self._view: TrayView | None = None
        self._return: asyncio.Task[None] | None = None
        """Waits for a display that is gone."""
        self._socket = -1
        """The connection's file descriptor, kept as a lost connection no longer tells it."""

    async def start(self) -> bool:
        """Connect to the display and dock; raises AdapterError when there is no display."""
        self._connect()
        return self._icon is not None and self._icon.docked

    def _connect(self) -> None:
        try:
            # python-xlib waits for ever for a server that is silent: ours asks first, with a limit.
            greet_server()
            # Only here, as importing it tries the display.
            from unkink.adapters.tray.xembed_icon import XEmbedIcon

            self._icon = XEmbedIcon(APPLICATION, self._menu, self._on_host, self._open_menu)
            self._socket = self._icon.display.fileno()
        except Exception as error:  # python-xlib passes on whatever nonsense makes it raise
            raise AdapterError(f"The tray icon needs an X display: {error}") from error
        asyncio.get_running_loop().add_reader(self._socket, self._read)
        self._icon.dock()
        if self._view is not None:
            self.update(self._view)
        self._read()

    def update(self, view: TrayView) -> None:
        """Show this. XEmbed has no tooltip; the window's name carries the words."""
        self._view = view
        picture = self._pictures.of(view)
        if self._icon is None:
            return
        try:
            self._show(self._icon, picture, view.tooltip.partition("\n")[0])
        except _GONE as error:
            self._lost(error)
        # An answer from the X server may have brought events along, which no reader will announce.
        asyncio.get_running_loop().call_soon(self._read)

    def _show(self, icon: "XEmbedIcon", picture: Picture, title: str) -> None:
        if picture is not icon.icon:
            icon.icon = picture
        icon.visible = True
        icon.title = title

    def recolour(self, ink: TrayInk) -> None:
        """Draw in another ink from now on."""
        self._pictures.use(ink)
        if self._view is not None:
            self.update(self._view)

    async def close(self) -> None:
        """Take the icon away; the X server destroys the windows of a closed connection."""
        self._popup = None
        if self._return is not None:
            self._return.cancel()
            self._return = None
        icon, self._icon = self._icon, None
        if icon is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            try:
                icon.display.close()
            except _GONE as error:
                log.debug("The X server was gone already: %s", error)

    def _read(self) -> None:
        """Take every X event there is."""
        try:
            while self._icon is not None and self._icon.display.pending_events():
                event = self._icon.display.next_event()
                if self._popup is None or not self._popup.handle(event):
                    self._icon.handle(event)
        except _GONE as error:
            self._lost(error)

    def _lost(self, error: Exception) -> None:
        log.warning("The X server is gone, and the tray icon with it: %s", error)
        icon, self._icon, self._popup = self._icon, None, None
        if icon is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._on_host(False)  # noqa: FBT003 - the argument is the fact itself
            self._return = asyncio.get_running_loop().create_task(self._come_back())

    async def _come_back(self) -> None:
        """Show the icon on the display of the same name, should there be one again."""
        from unkink.returning import returned  # most displays never go

        docked = await returned(_sockets(os.environ.get("DISPLAY", "")), self._again)
        log.info("the X server is there again")
        if docked:
            self._on_host(True)  # noqa: FBT003 - the argument is the fact itself

    async def _again(self) -> bool | None:
        """Tell whether a panel has the icon; None: there is no display yet."""
        try:
            self._connect()
        except (AdapterError, *_GONE):
            return None
        return self._icon is not None and self._icon.docked

    def _open_menu(self, x: int, y: int) -> None:
        icon = self._icon
        if icon is None or self._popup is not None:
            return
        self._popup = PopupMenu(icon.display, self._menu, icon, self._menu_closed)
        self._popup.open(x, y)
        self._read()

    def _menu_closed(self) -> None:
        self._popup = None


def _sockets(display: str) -> tuple[Path, ...]:
    """Return the file at which this display can be met; one on another machine has none."""
    host, _, number = display.partition(":")
    return () if host else (Path("/tmp/.X11-unix") / f"X{number.partition('.')[0]}",)  # noqa: S108
