"""Whichever tray this desktop has, now or later: StatusNotifierItem first, XEmbed where only that
exists, none otherwise. To the rest of the program it is one tray.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine, Mapping
from enum import Enum
from typing import TYPE_CHECKING

from dbus_fast.aio import MessageBus

from unkink.adapters.tray.status_notifier import StatusNotifierTray
from unkink.core.settings import TrayInk
from unkink.menu_model import Menu
from unkink.ports import AdapterError, TrayView

if TYPE_CHECKING:
    from unkink.adapters.tray.xembed import XEmbedTray

log = logging.getLogger(__name__)

NO_TRAY = "none"


class TrayKind(Enum):
    """What `--tray` asks for."""

    AUTO = "auto"
    SNI = "sni"
    XEMBED = "xembed"
    NONE = "none"


class DesktopTray:
    """Implements `ports.Tray` over both kinds and changes over when hosts come and go.

    `bus` is the connected session bus, None where there is none now. `on_host` is called when the
    icon turns up anywhere or nowhere any more, after `start`. `name` says what is in use.
    """

    def __init__(
        self,
        kind: TrayKind,
        bus: MessageBus | None,
        menu: Menu,
        ink: TrayInk = TrayInk.COLOUR,
        on_host: Callable[[bool], None] = lambda _: None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self.name = NO_TRAY
        self._kind = kind
        self._bus = bus
        self._menu = menu
        self._ink = ink
        self._on_host = on_host
        self._environment = environment
        self._view: TrayView | None = None
        self._notifier: StatusNotifierTray | None = None
        self._xembed: XEmbedTray | None = None
        self._notifier_present = False
        self._xembed_present = False
        self._change: asyncio.Task[None] | None = None

    async def start(self) -> bool:
        """Show up where possible, and watch for hosts to come.

        Raises AdapterError when a kind was asked for by name and this session cannot have it.
        """
        if self._kind in (TrayKind.AUTO, TrayKind.SNI):
            await self._start_notifier()
        if self._kind in (TrayKind.AUTO, TrayKind.XEMBED) and not self._notifier_present:
            await self._start_xembed()
        return self._settle()

    async def use(self, bus: MessageBus | None) -> None:
        """Show up on this session bus from now on; None: it is gone, and the icon on it too."""
        self._bus = bus
        notifier, self._notifier = self._notifier, None
        self._notifier_present = False
        if notifier is not None:
            await notifier.close()
        if bus is not None and self._kind in (TrayKind.AUTO, TrayKind.SNI):
            try:
                await self._start_notifier()
            except AdapterError as error:
                log.warning("%s", error)
        self._later(self._change_over())

    def update(self, view: TrayView) -> None:
        """Show this, in whichever tray there is and in those to come."""
        self._view = view
        for tray in (self._notifier, self._xembed):
            if tray is not None:
                tray.update(view)

    def recolour(self, ink: TrayInk) -> None:
        """Draw in another ink from now on."""
        self._ink = ink
        for tray in (self._notifier, self._xembed):
            if tray is not None:
                tray.recolour(ink)

    async def close(self) -> None:
        """Take the icon away and watch no longer."""
        if self._change is not None:
            self._change.cancel()
        notifier, self._notifier = self._notifier, None
        await self._stop_xembed()
        if notifier is not None:
            await notifier.close()
        self.name = NO_TRAY

    async def _start_notifier(self) -> None:
        if self._bus is None:
            self._cannot("There is no session bus for the tray icon.")
            return
        tray = StatusNotifierTray(self._bus, self._menu, self._ink, self._notifier_changed)
        if self._view is not None:
            tray.update(self._view)
        try:
            self._notifier_present = await tray.start()
        except AdapterError as error:
            await tray.close()
            self._cannot(str(error))
            return
        self._notifier = tray

    async def _start_xembed(self) -> None:
        if self._xembed is not None:
            return
        if not self._has_old_display():
            self._cannot("There is no X display of its own for the tray icon.")
            return
        # Only here, as importing it takes 4 MB that desktops of today need not spend.
        from unkink.adapters.tray.xembed import XEmbedTray

        tray = XEmbedTray(self._menu, self._ink, self._xembed_changed)
        if self._view is not None:
            tray.update(self._view)
        try:
            self._xembed_present = await tray.start()
        except AdapterError as error:
            self._cannot(str(error))
            return
        self._xembed = tray

    async def _stop_xembed(self) -> None:
        tray, self._xembed = self._xembed, None
        self._xembed_present = False
        if tray is not None:
            await tray.close()

    def _has_old_display(self) -> bool:
        # Under Wayland the display is Xwayland's: no panel is there, and asking may start it.
        return "DISPLAY" in self._environment and "WAYLAND_DISPLAY" not in self._environment

    def _cannot(self, why: str) -> None:
        if self._kind is not TrayKind.AUTO:
            raise AdapterError(why)
        log.info(why)

    def _notifier_changed(self, present: bool) -> None:  # noqa: FBT001 - a report of a fact
        self._notifier_present = present
        self._later(self._change_over())

    def _xembed_changed(self, present: bool) -> None:  # noqa: FBT001 - a report of a fact
        self._xembed_present = present
        self._settle(tell=True)

    async def _change_over(self) -> None:
        """Leave the old tray when the new one has the icon, and fall back to it when it goes."""
        if self._notifier_present:
            await self._stop_xembed()
        elif self._kind is TrayKind.AUTO:
            await self._start_xembed()
        self._settle(tell=True)

    def _later(self, change: Coroutine[None, None, None]) -> None:
        if self._change is not None:
            self._change.cancel()
        self._change = asyncio.get_running_loop().create_task(change)

    def _settle(self, *, tell: bool = False) -> bool:
        """Name what shows the icon now; report it where it changed."""
        before = self.name
        if self._notifier_present:
            self.name = "sni"
        elif self._xembed_present:
            self.name = "xembed"
        else:
            self.name = NO_TRAY
        present = self.name != NO_TRAY
        if self.name != before:
            level = logging.WARNING if tell else logging.INFO  # at the start it is told anyway
            log.log(level, "the tray icon is shown by: %s", self.name)
        if tell and present != (before != NO_TRAY):
            self._on_host(present)
        return present
