"""The windows that can be seen on an X display."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import BadDrawable, BadWindow

from tests.desktop.boxes import Box


@dataclass(frozen=True, slots=True)
class Window:
    """A window that can be seen."""

    id: int
    title: str
    classes: tuple[str, ...]
    kind: str
    """Its _NET_WM_WINDOW_TYPE without that prefix, such as "NORMAL", "MENU", "NOTIFICATION"."""
    box: Box


class Windows:
    """Looks at the windows of one display; a connection of its own."""

    def __init__(self, display: str) -> None:
        """Connect to the display of this name."""
        self._display = Display(display)
        self._closed = False
        self._root = self._display.screen().root
        self._kind = self._display.intern_atom("_NET_WM_WINDOW_TYPE")

    def close(self) -> None:
        """Let go of the connection; once is enough."""
        if not self._closed:
            self._closed = True
            self._display.close()

    def paint_desk(self, colour: int) -> None:
        """Fill the root window with a colour, so that it looks like no window."""
        self._root.change_attributes(background_pixel=colour)
        self._root.clear_area()
        self._display.sync()

    def all(self, match: str = "") -> list[Window]:
        """Return the visible windows whose title or class contains `match`, topmost last."""
        wanted = match.casefold()
        return [
            window
            for window in self._visible(self._root)
            if any(wanted in text.casefold() for text in (window.title, *window.classes))
        ]

    def _visible(self, parent: Any) -> Iterator[Window]:
        for child in _children(parent):
            try:
                window = self._look_at(child)
            except (BadWindow, BadDrawable):  # it went away while we looked
                continue
            if window is None:
                continue
            if window.classes:
                yield window
            else:  # a window manager's frame: the client is inside
                yield from self._visible(child)

    def _look_at(self, window: Any) -> Window | None:
        if window.get_attributes().map_state != X.IsViewable:
            return None
        size = window.get_geometry()
        corner = self._root.translate_coords(window, 0, 0)
        kind = window.get_full_property(self._kind, X.AnyPropertyType)
        title = window.get_wm_name()
        return Window(
            id=window.id,
            title=title.decode(errors="replace") if isinstance(title, bytes) else title or "",
            classes=tuple(window.get_wm_class() or ()),
            kind=self._atom_name(kind.value[0]) if kind and kind.value else "",
            box=Box(corner.x, corner.y, size.width, size.height),
        )

    def _atom_name(self, atom: int) -> str:
        return str(self._display.get_atom_name(atom)).removeprefix("_NET_WM_WINDOW_TYPE_")


def _children(parent: Any) -> list[Any]:
    try:
        return list(parent.query_tree().children)
    except (BadWindow, BadDrawable):
        return []
