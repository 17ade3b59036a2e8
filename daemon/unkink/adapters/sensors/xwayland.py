"""Tells XWayland, which sees the input of X11 windows only, from an X server that sees all."""

import logging
import struct

from unkink.x11_connection import X11Connection
from unkink.x11_wire import LostError

log = logging.getLogger(__name__)

NAME = "XWAYLAND"
"""Its extension since 23.1; before, its screens were called by it, with a number."""

# "The X Resize, Rotate and Reflect Extension", version 1.6.
_GET_OUTPUT_INFO, _GET_SCREEN_RESOURCES_CURRENT = 9, 25
_RESOURCES = struct.Struct("=12xIHH12x")
_OUTPUT = struct.Struct("=26x5H")
"""How many displays, modes, preferred modes (among the modes) and clones are listed, and how long
the name behind them is."""


def is_xwayland(display: str) -> bool | None:
    """Ask the X server of this display; None where it does not answer.

    Blocks for a few round trips.
    """
    try:
        server = X11Connection(display)
    except LostError as problem:
        log.debug("there is no X server to ask: %s", problem)
        return None
    try:
        if server.extension(NAME) is not None:
            return True
        return any(output.startswith(NAME) for output in _outputs(server))
    except Exception as problem:  # noqa: BLE001 - what is no X server may say anything
        log.debug("the X server does not tell what it is: %s", problem)
        return None
    finally:
        server.close()


def _outputs(server: X11Connection) -> list[str]:
    """Return what the screens are called."""
    randr = server.extension("RANDR")
    if randr is None:
        return []
    root = struct.pack("=I", server.root)
    told = server.answer(server.ask(randr.opcode, root, _GET_SCREEN_RESOURCES_CURRENT))
    stamp, displays, outputs = _RESOURCES.unpack_from(told)
    found = struct.unpack_from(f"={outputs}I", told, _RESOURCES.size + 4 * displays)
    return [_name(server, randr.opcode, output, stamp) for output in found]


def _name(server: X11Connection, opcode: int, output: int, stamp: int) -> str:
    about = struct.pack("=II", output, stamp)
    told = server.answer(server.ask(opcode, about, _GET_OUTPUT_INFO))
    displays, modes, _, clones, length = _OUTPUT.unpack_from(told)
    start = _OUTPUT.size + 4 * (displays + modes + clones)
    return told[start : start + length].decode("latin-1")
