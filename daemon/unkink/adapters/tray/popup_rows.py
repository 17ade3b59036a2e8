"""A `pystray.Menu` as the flat rows of a simple popup: submenus are written out in place."""

from enum import Enum

from unkink.core.values import dataclass
from unkink.menu_model import Menu, MenuItem


class Mark(Enum):
    """What stands before a row's words."""

    NONE = "none"
    CHECK = "check"
    RADIO = "radio"


@dataclass(frozen=True, slots=True)
class PopupRow:
    """One row; `item` None is a separating line."""

    text: str
    item: MenuItem | None
    enabled: bool = True
    mark: Mark = Mark.NONE
    """Only of a row that is switched on."""


SEPARATOR = PopupRow("", None, enabled=False)


def popup_rows(menu: Menu, prefix: str = "") -> list[PopupRow]:
    """Read the visible rows now. A row of a submenu reads "Pause: 1 hour"."""
    rows: list[PopupRow] = []
    for item in menu:
        if item is Menu.SEPARATOR:
            rows.append(SEPARATOR)
        elif item.submenu is not None:
            rows += popup_rows(item.submenu, f"{prefix}{item.text}: ")
        else:
            words = f"{prefix}{_lowered(item.text) if prefix else item.text}"
            rows.append(PopupRow(words, item, bool(item.enabled), _mark(item)))
    return rows


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _mark(item: MenuItem) -> Mark:
    if not item.checked:
        return Mark.NONE
    return Mark.RADIO if item.radio else Mark.CHECK
