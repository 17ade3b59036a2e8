"""The menu of panels that draw none: a small window of our own, opened by a right click."""

import asyncio
from collections.abc import Callable
from typing import Any

from Xlib import XK, X, Xatom

from unkink.adapters.tray.popup_rows import popup_rows
from unkink.menu_model import BaseIcon, Menu

_BAND = 64
"""Rows of pixels in one request, which stays below X's limit of 256 kB at any sane width."""

_POINTER = X.ButtonPressMask | X.ButtonReleaseMask | X.PointerMotionMask
_DOTS_PER_INCH = 96.0


class PopupMenu:
    """One opened menu. It holds pointer and keyboard while it is open, as every menu does; a click
    outside or Escape closes it. `closed` is called when it is gone.
    """

    def __init__(
        self, display: Any, menu: Menu, icon: BaseIcon, closed: Callable[[], None]
    ) -> None:
        # Pillow is needed for the words only here, long after the start, if ever.
        from unkink.adapters.tray.popup_picture import PopupPicture

        self._display = display
        self._icon = icon
        self._closed = closed
        self._hovered: int | None = None
        self._picture = PopupPicture(popup_rows(menu), self._scale())
        self._window: Any = None
        self._graphics: Any = None

    def open(self, x: int, y: int) -> None:
        """Show the menu beside a point of the screen, and within the screen."""
        screen = self._display.screen()
        picture = self._picture
        left = max(0, min(x, screen.width_in_pixels - picture.width))
        above = y + picture.height > screen.height_in_pixels
        top = max(0, y - picture.height if above else y)
        self._window = screen.root.create_window(
            left,
            top,
            picture.width,
            picture.height,
            0,
            screen.root_depth,
            X.InputOutput,
            X.CopyFromParent,
            override_redirect=True,
            event_mask=_POINTER | X.ExposureMask | X.KeyPressMask,
        )
        self._window.set_wm_class(self._icon.name, self._icon.name)
        kind = self._display.intern_atom("_NET_WM_WINDOW_TYPE")
        popup = self._display.intern_atom("_NET_WM_WINDOW_TYPE_POPUP_MENU")
        self._window.change_property(kind, Xatom.ATOM, 32, [popup])
        self._graphics = self._window.create_gc()
        self._window.map()
        self._hold_input()
        self._paint()

    def handle(self, event: Any) -> bool:
        """Take an X event; False when it is none of the menu's business."""
        match event.type:
            case X.Expose if event.window.id == self._window.id:
                self._paint()
            case X.MotionNotify:
                self._hover(self._row_under(event))
            case X.ButtonRelease if self._row_under(event) is not None:
                self._choose(self._row_under(event))
            case X.ButtonPress if not self._inside(event):
                self._close()
            case X.KeyPress:
                self._typed(event)
            case X.ButtonPress | X.ButtonRelease:
                pass
            case _:
                return False
        return True

    def _hold_input(self) -> None:
        self._window.grab_pointer(
            True,  # noqa: FBT003 - the order of the X request
            _POINTER,
            X.GrabModeAsync,
            X.GrabModeAsync,
            X.NONE,
            X.NONE,
            X.CurrentTime,
        )
        self._window.grab_keyboard(
            True,  # noqa: FBT003 - the order of the X request
            X.GrabModeAsync,
            X.GrabModeAsync,
            X.CurrentTime,
        )

    def _typed(self, event: Any) -> None:
        """Walk through the rows with the arrow keys, as in any menu."""
        match self._display.keycode_to_keysym(event.detail, 0):
            case XK.XK_Escape:
                self._close()
            case XK.XK_Down:
                self._step(1)
            case XK.XK_Up:
                self._step(-1)
            case XK.XK_Return | XK.XK_space:
                self._choose(self._hovered)
            case _:
                pass

    def _step(self, by: int) -> None:
        rows = self._picture.rows
        can = [n for n, row in enumerate(rows) if row.item is not None and row.enabled]
        if self._hovered in can:
            self._hover(can[(can.index(self._hovered) + by) % len(can)])
        else:
            self._hover(can[0 if by > 0 else -1])

    def _choose(self, row: int | None) -> None:
        if row is None:
            return
        item = self._picture.rows[row].item
        self._close()
        if item is not None:
            asyncio.get_running_loop().call_soon(item, self._icon)

    def _close(self) -> None:
        self._display.ungrab_keyboard(X.CurrentTime)
        self._display.ungrab_pointer(X.CurrentTime)
        self._window.destroy()
        self._display.flush()
        self._closed()

    def _hover(self, row: int | None) -> None:
        if row != self._hovered:
            self._hovered = row
            self._paint()

    def _inside(self, event: Any) -> bool:
        return bool(
            event.window.id == self._window.id
            and 0 <= event.event_x < self._picture.width
            and 0 <= event.event_y < self._picture.height
        )

    def _row_under(self, event: Any) -> int | None:
        return self._picture.row_at(event.event_y) if self._inside(event) else None

    def _paint(self) -> None:
        width, height = self._picture.width, self._picture.height
        pixels = self._picture.draw(self._hovered)
        depth = self._display.screen().root_depth
        for top in range(0, height, _BAND):
            rows = min(_BAND, height - top)
            band = pixels[top * width * 4 : (top + rows) * width * 4]
            self._window.put_image(self._graphics, 0, top, width, rows, X.ZPixmap, depth, 0, band)
        self._display.flush()

    def _scale(self) -> float:
        """Read the desktop's text scale from its X resources."""
        resources = self._display.screen().root.get_full_property(
            self._display.intern_atom("RESOURCE_MANAGER"), X.AnyPropertyType
        )
        if resources is None:
            return 1.0
        for line in bytes(resources.value).decode("latin-1").splitlines():
            name, _, value = line.partition(":")
            if name == "Xft.dpi" and value.strip().replace(".", "", 1).isdigit():
                return max(1.0, float(value) / _DOTS_PER_INCH)
        return 1.0
