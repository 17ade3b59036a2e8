"""The notifiers that `--notifier` asks for, in the order in which they are tried."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dbus_fast.aio import MessageBus

from unkink.adapters.notifiers.chain import NotifierChain

if TYPE_CHECKING:
    from unkink.adapters.notifiers.freedesktop import FreedesktopNotifier


def fill(
    chain: NotifierChain, wanted: str, bus: MessageBus | None, icon: str, leftovers: Path
) -> "FreedesktopNotifier | None":
    """Add what is wanted: by default ("auto") the desktop's, then plyer, then text.

    Returns the one that talks over the session bus, where there is one.
    """
    desktop = None
    # Each import stands where it is used: a session loads what it may need, and no other.
    if wanted in ("auto", "dbus"):
        from unkink.adapters.notifiers.freedesktop import FreedesktopNotifier
        from unkink.adapters.notifiers.leftovers import Leftovers

        desktop = FreedesktopNotifier(
            bus, chain.respond, chain.try_again, icon=icon, leftovers=Leftovers(leftovers)
        )
        chain.add(desktop)
    if wanted == "desktop":
        from unkink.adapters.notifiers.desktop_notifier_adapter import DesktopNotifierAdapter

        chain.add(DesktopNotifierAdapter(chain.respond))
    if wanted in ("auto", "plyer"):
        from unkink.adapters.notifiers.plyer_notifier import PlyerNotifier

        chain.add(PlyerNotifier())
    if wanted in ("auto", "terminal"):
        from unkink.adapters.notifiers.terminal import TerminalNotifier

        chain.add(TerminalNotifier(sys.stdout, os.environ))
    return desktop
