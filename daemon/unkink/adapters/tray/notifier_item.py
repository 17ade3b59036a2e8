"""org.kde.StatusNotifierItem: the icon, its words and its clicks, as the desktop's host sees them.

Specification: freedesktop.org "StatusNotifierItem"; `ProvideXdgActivationToken` is KDE's addition,
which waybar and others took over.

Hosts answer any signal by fetching everything, 19 kB of pixels included, and dbus-fast 5.2 closes a
connection whose socket is full (inherited: altdesktop/python-dbus-next#153). Signals of a burst are
therefore gathered; without it two hundred changes in a row, in front of xfce4-panel 4.18, ended
the connection.
"""

import asyncio
from collections.abc import Callable
from typing import Annotated

from dbus_fast import PropertyAccess
from dbus_fast.annotations import DBusBool, DBusInt32, DBusObjectPath, DBusSignature, DBusStr
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from unkink.adapters.tray.dbus_menu import PATH as MENU_PATH
from unkink.bus_message import activation_token
from unkink.drawing.pack import Picture

PATH = "/StatusNotifierItem"
SIGNAL_DISTANCE = 0.25
"""Seconds between two rounds of signals at least."""

_Pixmaps = Annotated[list[list[int | bytes]], DBusSignature("a(iiay)")]
_ToolTip = Annotated[list[object], DBusSignature("(sa(iiay)ss)")]


class NotifierItem(ServiceInterface):
    """One tray icon, exported at `PATH`. `activated` is called on a left click."""

    def __init__(self, name: str, activated: Callable[[], None]) -> None:
        super().__init__("org.kde.StatusNotifierItem")
        self._name = name
        self._activated = activated
        self._loop = asyncio.get_running_loop()
        self._picture: Picture = ()
        self._text = name
        self._token: str | None = None
        self._changed: set[Callable[[], None]] = set()
        self._told_at = float("-inf")
        self._later: asyncio.TimerHandle | None = None

    def show_picture(self, picture: Picture) -> None:
        """Show another picture, where it is another."""
        if picture != self._picture:
            self._picture = picture
            self._tell(self.new_icon)

    def show_text(self, text: str) -> None:
        """Show another tooltip, where it is another."""
        if text != self._text:
            self._text = text
            self._tell(self.new_tool_tip)

    def close(self) -> None:
        """Send nothing any more."""
        if self._later is not None:
            self._later.cancel()
            self._later = None

    def _tell(self, signal: Callable[[], None]) -> None:
        self._changed.add(signal)
        if self._later is None:
            wait = max(0.0, self._told_at + SIGNAL_DISTANCE - self._loop.time())
            self._later = self._loop.call_later(wait, self._tell_now)

    def _tell_now(self) -> None:
        self._later = None
        self._told_at = self._loop.time()
        changed, self._changed = self._changed, set()
        for signal in changed:
            signal()

    def take_token(self) -> str | None:
        """Return the activation token that came with the newest click, once."""
        token, self._token = self._token, None
        return token

    @dbus_property(PropertyAccess.READ, name="Category")
    def category(self) -> DBusStr:
        """Return which kind of program this is."""
        return "ApplicationStatus"

    @dbus_property(PropertyAccess.READ, name="Id")
    def id(self) -> DBusStr:
        """Return the name hosts know this icon by from one session to the next."""
        return self._name

    @dbus_property(PropertyAccess.READ, name="Title")
    def title(self) -> DBusStr:
        """Return the program's name, as it stands in lists of icons and for screen readers.

        It stays the same: Plasma lists icons by it in its settings.
        """
        return self._name

    @dbus_property(PropertyAccess.READ, name="Status")
    def status(self) -> DBusStr:
        """Return that the icon is to be seen; it never begs for attention."""
        return "Active"

    @dbus_property(PropertyAccess.READ, name="WindowId")
    def window_id(self) -> DBusInt32:
        """Return that there is no window."""
        return 0

    @dbus_property(PropertyAccess.READ, name="IconThemePath")
    def icon_theme_path(self) -> DBusStr:
        """Return no path: the pixels are sent."""
        return ""

    @dbus_property(PropertyAccess.READ, name="IconName")
    def icon_name(self) -> DBusStr:
        """Return no name: the pixels are sent."""
        return ""

    @dbus_property(PropertyAccess.READ, name="IconPixmap")
    def icon_pixmap(self) -> _Pixmaps:
        """Return the picture in all its sizes."""
        return [[size, size, pixels] for size, pixels in self._picture]

    @dbus_property(PropertyAccess.READ, name="OverlayIconName")
    def overlay_icon_name(self) -> DBusStr:
        """Return no overlay."""
        return ""

    @dbus_property(PropertyAccess.READ, name="OverlayIconPixmap")
    def overlay_icon_pixmap(self) -> _Pixmaps:
        """Return no overlay."""
        return []

    @dbus_property(PropertyAccess.READ, name="AttentionIconName")
    def attention_icon_name(self) -> DBusStr:
        """Return no picture for attention."""
        return ""

    @dbus_property(PropertyAccess.READ, name="AttentionIconPixmap")
    def attention_icon_pixmap(self) -> _Pixmaps:
        """Return no picture for attention."""
        return []

    @dbus_property(PropertyAccess.READ, name="AttentionMovieName")
    def attention_movie_name(self) -> DBusStr:
        """Return no film for attention."""
        return ""

    @dbus_property(PropertyAccess.READ, name="ToolTip")
    def tool_tip(self) -> _ToolTip:
        """Return the words a host shows under the pointer; the second part is markup."""
        title, _, rest = self._text.partition("\n")
        return ["", [], title, rest.replace("&", "&amp;").replace("<", "&lt;")]

    @dbus_property(PropertyAccess.READ, name="ItemIsMenu")
    def item_is_menu(self) -> DBusBool:
        """Return that a left click does something of its own."""
        return False

    @dbus_property(PropertyAccess.READ, name="Menu")
    def menu(self) -> DBusObjectPath:
        """Return where the menu is."""
        return MENU_PATH

    @dbus_method(name="Activate")
    def activate(self, x: DBusInt32, y: DBusInt32) -> None:
        """Take a left click."""
        self._activated()

    @dbus_method(name="SecondaryActivate")
    def secondary_activate(self, x: DBusInt32, y: DBusInt32) -> None:
        """Take a middle click: the same as a left one."""
        self._activated()

    @dbus_method(name="ContextMenu")
    def context_menu(self, x: DBusInt32, y: DBusInt32) -> None:
        """Do nothing: hosts that can draw menus draw ours from its object."""

    @dbus_method(name="Scroll")
    def scroll(self, delta: DBusInt32, orientation: DBusStr) -> None:
        """Do nothing."""

    @dbus_method(name="ProvideXdgActivationToken")
    def provide_xdg_activation_token(self, token: DBusStr) -> None:
        """Keep the token of the click that follows."""
        self._token = activation_token(token)

    @dbus_signal(name="NewIcon")
    def new_icon(self) -> None:
        """Tell hosts to fetch the picture."""

    @dbus_signal(name="NewToolTip")
    def new_tool_tip(self) -> None:
        """Tell hosts to fetch the tooltip."""

    @dbus_signal(name="NewStatus")
    def new_status(self, status: str) -> DBusStr:
        """Tell hosts the new status."""
        return status
