"""com.canonical.dbusmenu: hands a `pystray.Menu` to the desktop's tray host, which draws it.

The protocol is written down in libdbusmenu's `dbus-menu.xml`. What hosts make of it, as tried:

* GNOME's extension keeps properties by node number and re-reads only the structure on
  `LayoutUpdated`: changed words and checks must go out as `ItemsPropertiesUpdated`.
* It also drops its own request when `LayoutUpdated` comes twice in quick succession and then
  shows blank rows: at most one a second.
* Cinnamon shows an empty menu without `GetGroupProperties`.
* Qt hosts that hear `AboutToShow` answer true read the layout again before they show the menu, and
  time out when that goes wrong: true only where the structure changed.
"""

import asyncio
from collections.abc import Callable
from typing import Annotated

from dbus_fast import DBusError, PropertyAccess, Variant
from dbus_fast.annotations import (
    DBusBool,
    DBusInt32,
    DBusSignature,
    DBusStr,
    DBusUInt32,
    DBusVariant,
)
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from unkink.adapters.tray.menu_nodes import (
    ROOT,
    Properties,
    changed_properties,
    chosen,
    dropped_properties,
    flatten,
    same_structure,
)
from unkink.menu_model import Menu, MenuItem

PATH = "/MenuBar"
LAYOUT_DISTANCE = 1.0
"""Seconds between two `LayoutUpdated` at least."""

# Python 3.11 cannot write these inline without ruff reading the signature as a forward reference.
_Numbers = Annotated[list[int], DBusSignature("ai")]
_Names = Annotated[list[str], DBusSignature("as")]
_Group = Annotated[list[list[int | Properties]], DBusSignature("a(ia{sv})")]
_LayoutReply = Annotated[list[object], DBusSignature("u(ia{sv}av)")]
_Events = Annotated[list[tuple[int, str, Variant, int]], DBusSignature("a(isvu)")]
_TwoLists = Annotated[list[list[int]], DBusSignature("aiai")]
_LayoutSignal = Annotated[list[int], DBusSignature("ui")]
_PropertySignal = Annotated[list[object], DBusSignature("a(ia{sv})a(ias)")]


class DBusMenu(ServiceInterface):
    """One menu, exported at `PATH`.

    `clicked` is called with the item when a row is chosen, after the host has its answer.
    """

    def __init__(self, menu: Menu, clicked: Callable[[MenuItem], None]) -> None:
        super().__init__("com.canonical.dbusmenu")
        self._menu = menu
        self._clicked = clicked
        self._loop = asyncio.get_running_loop()
        self._nodes = flatten(menu)
        self._revision = 1
        self._layout_sent = float("-inf")
        self._layout_later: asyncio.TimerHandle | None = None

    def refresh(self) -> None:
        """Read the menu again and tell hosts what changed."""
        old, self._nodes = self._nodes, flatten(self._menu)
        changes = changed_properties(old, self._nodes)
        drops = dropped_properties(old, self._nodes)
        if changes or drops:
            self.items_properties_updated(changes, drops)
        if not same_structure(old, self._nodes):
            self._announce_layout()

    def close(self) -> None:
        """Send nothing any more."""
        if self._layout_later is not None:
            self._layout_later.cancel()
            self._layout_later = None

    def _announce_layout(self) -> None:
        if self._layout_later is None:
            wait = max(0.0, self._layout_sent + LAYOUT_DISTANCE - self._loop.time())
            self._layout_later = self._loop.call_later(wait, self._send_layout)

    def _send_layout(self) -> None:
        self._layout_later = None
        self._layout_sent = self._loop.time()
        self._revision += 1
        self.layout_updated(self._revision)

    def _about_to_show(self) -> bool:
        """Bring the words up to date; true when the host must read the layout again.

        Changed words are on the bus before this answer, so that only another structure needs it.
        """
        self.refresh()
        return self._layout_later is not None

    def _layout(self, number: int, depth: int, names: list[str]) -> list[object]:
        node = self._nodes[number]
        children = (
            []
            if depth == 0
            else [
                Variant("(ia{sv}av)", self._layout(child, depth - 1, names))
                for child in node.children
            ]
        )
        return [number, chosen(node.properties, names), children]

    def _happened(self, number: int, event: str) -> bool:
        node = self._nodes.get(number)
        if node is None:
            return False
        item = node.item
        if event == "clicked" and item is not None and item.enabled and item.submenu is None:
            # Later, so that the host has its answer first and an error ends up with the loop.
            self._loop.call_soon(self._clicked, item)
        return True

    @dbus_property(PropertyAccess.READ, name="Version")
    def version(self) -> DBusUInt32:
        """Return the version of the protocol."""
        return 3

    @dbus_property(PropertyAccess.READ, name="TextDirection")
    def text_direction(self) -> DBusStr:
        """Return which way the words run."""
        return "ltr"

    @dbus_property(PropertyAccess.READ, name="Status")
    def status(self) -> DBusStr:
        """Return that nothing here wants attention."""
        return "normal"

    @dbus_property(PropertyAccess.READ, name="IconThemePath")
    def icon_theme_path(self) -> _Names:
        """Return no paths: the rows have no icons."""
        return []

    @dbus_method(name="GetLayout")
    def get_layout(self, parent: DBusInt32, depth: DBusInt32, names: _Names) -> _LayoutReply:
        """Return the rows under `parent`; depth -1 means all levels."""
        if parent not in self._nodes:
            raise DBusError("org.freedesktop.DBus.Error.InvalidArgs", f"no row {parent}")
        return [self._revision, self._layout(parent, depth, names)]

    @dbus_method(name="GetGroupProperties")
    def get_group_properties(self, numbers: _Numbers, names: _Names) -> _Group:
        """Return the properties of these rows; an empty list asks for all rows."""
        return [
            [number, chosen(self._nodes[number].properties, names)]
            for number in numbers or list(self._nodes)
            if number in self._nodes
        ]

    @dbus_method(name="GetProperty")
    def get_property(self, number: DBusInt32, name: DBusStr) -> DBusVariant:
        """Return one property of one row."""
        node = self._nodes.get(number)
        if node is None or name not in node.properties:
            raise DBusError("org.freedesktop.DBus.Error.InvalidArgs", f"no {name} in row {number}")
        return node.properties[name]

    @dbus_method(name="Event")
    def event(
        self, number: DBusInt32, event: DBusStr, data: DBusVariant, timestamp: DBusUInt32
    ) -> None:
        """Take a click; the other events ("opened", "closed", "hovered") mean nothing here."""
        if not self._happened(number, event):
            raise DBusError("org.freedesktop.DBus.Error.InvalidArgs", f"no row {number}")

    @dbus_method(name="EventGroup")
    def event_group(self, events: _Events) -> _Numbers:
        """Take several events; return the rows that do not exist."""
        return [number for number, event, _, _ in events if not self._happened(number, event)]

    @dbus_method(name="AboutToShow")
    def about_to_show(self, number: DBusInt32) -> DBusBool:
        """Bring the words up to date before a menu opens."""
        return self._about_to_show()

    @dbus_method(name="AboutToShowGroup")
    def about_to_show_group(self, numbers: _Numbers) -> _TwoLists:
        """Do the same for several menus; return those to read again and those unknown."""
        unknown = [number for number in numbers if number not in self._nodes]
        return [[ROOT] if self._about_to_show() else [], unknown]

    @dbus_signal(name="LayoutUpdated")
    def layout_updated(self, revision: int) -> _LayoutSignal:
        """Tell hosts to read the layout again."""
        return [revision, ROOT]

    @dbus_signal(name="ItemsPropertiesUpdated")
    def items_properties_updated(
        self, changes: list[tuple[int, Properties]], drops: list[tuple[int, list[str]]]
    ) -> _PropertySignal:
        """Tell hosts which rows say something else now."""
        return [changes, drops]
