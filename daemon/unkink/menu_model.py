"""The menu model that tray, words and composition root share: pystray's `Menu` and `MenuItem`.

`BaseIcon` is what pystray's backends have in common, for backends of our own.

Import pystray through here only. On Linux `import pystray` picks a backend at once and, depending
on what is installed, opens an X display or dies of a missing typelib; its `dummy` backend does
neither, and the Linux backends are our own (`adapters.tray`). The variable is taken away again
so that programs started from here do not inherit it. On Windows and macOS pystray chooses.
"""

import os
import sys

from unkink.light_imports import without_python_2

_VARIABLE = "PYSTRAY_BACKEND"
_ours = sys.platform.startswith("linux") and _VARIABLE not in os.environ

if _ours:
    os.environ[_VARIABLE] = "dummy"

with without_python_2():
    from pystray import Menu, MenuItem
    from pystray._base import Icon as BaseIcon

if _ours:
    del os.environ[_VARIABLE]

__all__ = ["BaseIcon", "Menu", "MenuItem"]
