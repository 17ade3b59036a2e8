"""pystray's backend for XEmbed trays (i3bar, tint2, trayer, older panels), mended.

As published (0.19.5) it selects no button events, so that no click arrives; it does not hear of a
panel that starts later; it scales one picture onto black; and it wants a thread. Mended here by
overriding, after the freedesktop.org "System Tray Protocol Specification" 0.4.

Importing this module opens an X connection for a moment, as `pystray._xorg` does: import it only
where there is a display to be used.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from typing import Any

from pystray import _xorg
from Xlib import X, Xatom, Xutil
from Xlib.error import XError

from unkink.adapters.tray.clicks import ICON, Clicks
from unkink.adapters.tray.panel_pixels import blended, premultiplied
from unkink.menu_model import Menu

log = logging.getLogger(__name__)

_ALPHA_DEPTH = 32
_ALL_PLANES = 0xFFFFFFFF
_START_SIZE = 24
"""Pixels; the panel makes the window as large as it likes."""


class XEmbedIcon(_xorg.Icon):  # type: ignore[misc]  # pystray has no types
    """pystray's icon in an XEmbed panel. Its `icon` is a `Picture`, not a Pillow image.

    `on_host` is called when a panel takes the icon and when it goes away, `on_menu` on a right
    click. X events are handed in with `handle`; nothing here waits for them.
    """

    _window: Any
    _systray_manager: Any

    def __init__(
        self,
        name: str,
        menu: Menu,
        on_host: Callable[[bool], None],
        on_menu: Callable[[int, int], None],
    ) -> None:
        self._on_host = on_host
        self._on_menu = on_menu
        super().__init__(name, None, name, menu)
        self._clicks = Clicks(asyncio.get_running_loop().time)
        self._thread = threading.current_thread()  # pystray hands work to this thread.
        self._message_handlers[X.ClientMessage] = self._on_client_message
        self._display.set_error_handler(_refused)
        self._display.screen().root.change_attributes(event_mask=X.StructureNotifyMask)
        self._display.flush()

    def __del__(self) -> None:
        """Leave the connection alone: pystray would close it a second time."""

    @property
    def display(self) -> Any:
        """The X connection, also for the loop and for the popup menu."""
        return self._display

    @property
    def docked(self) -> bool:
        """Whether there is a panel that was asked to take the icon."""
        return self._systray_manager is not None

    def dock(self) -> None:
        """Ask the panel, if there is one, to take the icon."""
        self._dock_window()

    def handle(self, event: Any) -> None:
        """Take one X event."""
        handler = self._message_handlers.get(event.type)
        if handler is not None:
            handler(event)

    def _create_atoms(self) -> None:
        super()._create_atoms()
        self._manager_atom = self._display.intern_atom("MANAGER")
        self._visual_atom = self._display.intern_atom("_NET_SYSTEM_TRAY_VISUAL")

    def _create_window(self) -> Any:
        """Make the window in the panel's own visual, so that the icon's ground can be clear."""
        screen = self._display.screen()
        depth, visual = self._panel_visual()
        self._alpha = depth == _ALPHA_DEPTH
        attributes = {
            "event_mask": X.ExposureMask | X.StructureNotifyMask | X.ButtonPressMask,
            "border_pixel": 0,
        }
        if self._alpha:
            attributes["background_pixel"] = 0
            attributes["colormap"] = screen.root.create_colormap(visual, X.AllocNone)
        else:
            attributes["background_pixmap"] = X.ParentRelative
        size = _START_SIZE
        window = screen.root.create_window(
            -size, -size, size, size, 0, depth, X.InputOutput, visual, **attributes
        )
        window.set_wm_class(self.name, self.name)
        window.set_wm_name(self.name)
        # Without a least size trayer makes the window one pixel wide.
        window.set_wm_normal_hints(flags=Xutil.PMinSize, min_width=size, min_height=size)
        embedding = [self._XEMBED_VERSION, self._XEMBED_MAPPED]
        window.change_property(self._xembed_info, self._xembed_info, 32, embedding)
        return window

    def _panel_visual(self) -> tuple[int, int]:
        """Return depth and visual of the panel's choice, or the screen's own."""
        screen = self._display.screen()
        default = (screen.root_depth, X.CopyFromParent)
        manager = self._get_systray_manager()
        if manager is None:
            return default
        wanted = manager.get_full_property(self._visual_atom, Xatom.VISUALID)
        if wanted is None or not wanted.value:
            return default
        for depth in screen.allowed_depths:
            if depth.depth == _ALPHA_DEPTH and any(
                visual.visual_id == wanted.value[0] for visual in depth.visuals
            ):
                return _ALPHA_DEPTH, wanted.value[0]
        return default

    def _dock_window(self) -> None:
        """Dock with a fresh window: the one before may have gone down with its panel."""
        self._window.destroy()
        self._window = self._create_window()
        self._gc = self._window.create_gc()
        super()._dock_window()

    def _show(self) -> None:
        pass  # What is docked is shown.

    def _update_icon(self) -> None:
        self._draw()
        self._icon_valid = True

    def _draw(self) -> None:
        """Paint the picture at its own size into the middle of the window."""
        if not self.docked or not self.icon:
            return
        try:
            shape = self._window.get_geometry()
            width, height = shape.width, shape.height
            if self._alpha:
                pixels = premultiplied(self.icon, width, height)
            else:
                pixels = blended(self.icon, width, height, self._ground(width, height))
            self._window.put_image(self._gc, 0, 0, width, height, X.ZPixmap, shape.depth, 0, pixels)
            self._display.flush()
        except XError as error:
            log.debug("The panel took the icon's window away: %s", error)

    def _ground(self, width: int, height: int) -> bytes:
        """Read what the panel paints behind the icon."""
        self._window.clear_area(0, 0, width, height)
        try:
            image = self._window.get_image(0, 0, width, height, X.ZPixmap, _ALL_PLANES)
        except XError:  # Not on the screen yet; the Expose event that follows paints again.
            return bytes(width * height * 4)
        return bytes(image.data)

    def _on_button_press(self, event: Any) -> None:
        if event.window.id != self._window.id:
            return
        loop = asyncio.get_running_loop()
        match event.detail:
            case X.Button1 | X.Button2:
                if self._clicks.counts(ICON):
                    loop.call_soon(self)
            case X.Button3:
                loop.call_soon(self._on_menu, event.root_x, event.root_y)
            case _:
                pass  # The wheel.

    def _on_client_message(self, event: Any) -> None:
        """Hear a panel announce itself."""
        if event.client_type == self._manager_atom and event.data[1][1] == self._net_system_tray_sx:
            self._dock_window()
            self._on_host(self.docked)

    def _on_destroy_notify(self, event: Any) -> None:
        if self.docked and event.window.id == self._systray_manager.id:
            self._systray_manager = None
            self._on_host(False)  # noqa: FBT003 - the argument is the fact itself


def _refused(error: XError, request: object) -> None:
    log.debug("The X server refused %s: %s", request, error)
