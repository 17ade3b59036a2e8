"""Tells XWayland, which sees the input of X11 windows only, from an X server that sees all."""

import logging
from typing import ClassVar

from Xlib.error import ConnectionClosedError, DisplayError, XauthError, XError
from Xlib.ext import randr
from Xlib.protocol import request
from Xlib.protocol.display import Display

log = logging.getLogger(__name__)

NAME = "XWAYLAND"
"""Its extension since 23.1; before, its screens were called by it, with a number."""
TROUBLE = (XError, ConnectionClosedError, OSError)


class _Server(Display):  # type: ignore[misc]  # python-xlib has no types
    # python-xlib keeps these on the class, shared by every connection of the process.
    event_classes: ClassVar[dict[int, type]] = Display.event_classes.copy()
    resource_classes: ClassVar[dict[str, type]] = {}

    def extension(self, name: str) -> int | None:
        """Return the number requests of this extension begin with; None: it has none."""
        found = request.QueryExtension(display=self, name=name)
        return int(found.major_opcode) if found.present else None

    def outputs(self) -> list[str]:
        """Return what the screens are called."""
        opcode = self.extension("RANDR")
        if opcode is None:
            return []
        root = self.info.roots[0].root
        found = randr.GetScreenResourcesCurrent(display=self, opcode=opcode, window=root)
        stamp = found.config_timestamp
        return [
            str(
                randr.GetOutputInfo(
                    display=self, opcode=opcode, output=one, config_timestamp=stamp
                ).name
            )
            for one in found.outputs
        ]


def is_xwayland(display: str) -> bool | None:
    """Ask the X server of this display; None where it does not answer.

    Blocks for a few round trips.
    """
    try:
        server = _Server(display)
    except (DisplayError, XauthError, *TROUBLE) as problem:
        log.debug("there is no X server to ask: %s", problem)
        return None
    try:
        if server.extension(NAME) is not None:
            return True
        return any(output.startswith(NAME) for output in server.outputs())
    except TROUBLE as problem:
        log.debug("the X server does not tell what it is: %s", problem)
        return None
    finally:
        server.close()
