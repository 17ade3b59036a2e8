"""A `pystray.Menu` flattened into the numbered nodes of com.canonical.dbusmenu.

A node's number is its place: child `n` of node `p` is `100 * p + n + 1`. Hosts remember nodes by
number, so a row keeps its number whatever it says, and hidden rows are there, marked invisible.
"""

from collections.abc import Mapping

from dbus_fast import Variant

from unkink.core.values import dataclass
from unkink.menu_model import Menu, MenuItem

ROOT = 0
_ROWS = 100
"""More than any menu here has; keeps four levels within the protocol's 32 bits."""

Properties = dict[str, Variant]


@dataclass(frozen=True, slots=True)
class Node:
    """One row as a host sees it, and the item behind it (None for the root)."""

    properties: Properties
    children: tuple[int, ...]
    item: MenuItem | None


Nodes = Mapping[int, Node]


def flatten(menu: Menu) -> dict[int, Node]:
    """Read every row of the menu now."""
    nodes: dict[int, Node] = {}
    submenu: Properties = {"children-display": Variant("s", "submenu")}
    nodes[ROOT] = Node(submenu, _add_rows(nodes, ROOT, menu), None)
    return nodes


def _add_rows(nodes: dict[int, Node], parent: int, menu: Menu | None) -> tuple[int, ...]:
    if menu is None:
        return ()
    numbers = []
    # `menu.items`, not `menu`: iterating a pystray menu leaves the hidden rows out.
    for place, item in enumerate(menu.items):
        number = parent * _ROWS + place + 1
        children = _add_rows(nodes, number, item.submenu)
        nodes[number] = Node(_properties(item), children, item)
        numbers.append(number)
    return tuple(numbers)


def _properties(item: MenuItem) -> Properties:
    if item is Menu.SEPARATOR:
        return {"type": Variant("s", "separator")}
    properties = {
        # An underscore would mark the access key.
        "label": Variant("s", item.text.replace("_", "__")),
        "enabled": Variant("b", bool(item.enabled)),
        "visible": Variant("b", bool(item.visible)),
    }
    checked = item.checked
    if checked is not None:
        properties["toggle-type"] = Variant("s", "radio" if item.radio else "checkmark")
        properties["toggle-state"] = Variant("i", int(bool(checked)))
    if item.submenu is not None:
        properties["children-display"] = Variant("s", "submenu")
    return properties


def chosen(properties: Properties, names: list[str]) -> Properties:
    """Keep the properties a host asks for by name; an empty list asks for all."""
    if not names:
        return properties
    return {name: value for name, value in properties.items() if name in names}


def changed_properties(old: Nodes, new: Nodes) -> list[tuple[int, Properties]]:
    """List what the rows that stay now say differently."""
    changes = []
    for number, node in new.items():
        if number in old:
            before = old[number].properties
            differing = {
                name: value for name, value in node.properties.items() if before.get(name) != value
            }
            if differing:
                changes.append((number, differing))
    return changes


def dropped_properties(old: Nodes, new: Nodes) -> list[tuple[int, list[str]]]:
    """List what the rows that stay no longer say."""
    drops = []
    for number, node in new.items():
        if number in old:
            gone = sorted(set(old[number].properties) - set(node.properties))
            if gone:
                drops.append((number, gone))
    return drops


def same_structure(old: Nodes, new: Nodes) -> bool:
    """Tell whether both have the same rows in the same places."""
    return {number: node.children for number, node in old.items()} == {
        number: node.children for number, node in new.items()
    }
