"""A display that is silent or talks nonsense costs the old tray, and no more than its limit."""

import struct
import time

import pytest

from tests.adapters.sensors.conftest import running_x_server
from tests.adapters.tray.odd_x import odd_x_server
from unkink.adapters.sensors.xsync_protocol import Connection
from unkink.adapters.sensors.xwayland import is_xwayland
from unkink.adapters.surroundings.fullscreen import full_screen
from unkink.adapters.tray.xembed import XEmbedTray
from unkink.menu_model import Menu
from unkink.ports import AdapterError
from unkink.x11_connection import greet_server
from unkink.x11_wire import LostError

AGREED = struct.pack("=BBHHH", 1, 0, 11, 0, 10)
"""The begin of what a server says that lets one in; forty bytes follow."""
NONSENSE = {
    "noise": bytes(range(256)) * 40,
    "zeros": bytes(10_000),
    "text": b"HTTP/1.1 400 Bad Request\r\n\r\n" * 3000,
    "no screens": AGREED + bytes(40) + bytes(4000),
    "too many screens": AGREED + bytes(20) + b"\xff" * 20 + bytes(4000),
}


def test_a_silent_server_is_waited_for_as_long_as_is_said() -> None:
    with odd_x_server(b"") as display:
        began = time.monotonic()
        with pytest.raises(LostError, match="does not answer"):
            greet_server(display, 0.1)
        assert time.monotonic() - began >= 0.1


@pytest.mark.parametrize("says", NONSENSE)
def test_a_server_that_talks_nonsense_is_none(says: str) -> None:
    with odd_x_server(NONSENSE[says]) as display:
        with pytest.raises(LostError):
            greet_server(display, 0.1)
        with pytest.raises(AdapterError):
            Connection(display)
        assert not is_xwayland(display)
        assert full_screen({"DISPLAY": display}) is None


@pytest.mark.parametrize("says", [b"", NONSENSE["noise"], NONSENSE["text"]])
async def test_the_old_tray_says_that_it_needs_a_display(
    says: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with odd_x_server(says) as display:
        monkeypatch.setenv("DISPLAY", display)
        tray = XEmbedTray(Menu())
        with pytest.raises(AdapterError, match="needs an X display"):
            await tray.start()
        await tray.close()


def test_a_real_server_is_greeted() -> None:
    with running_x_server() as server:
        greet_server(server.display)
