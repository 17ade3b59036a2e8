"""Hands at the pointer of each compositor."""

import time
from pathlib import Path
from typing import Protocol

from dbus_fast.aio import MessageBus

from tests.adapters.sensors.buses import call
from unkink.adapters.sensors.wayland_listener import WaylandListener
from unkink.wayland_wire import number, string


class Hands(Protocol):
    """Somebody at the pointer of one compositor."""

    async def move(self) -> None:
        """Move the pointer a little; returns when the compositor has seen it."""

    def close(self) -> None:
        """Let go of the pointer."""


def _bound(wayland: WaylandListener, interface: str) -> int:
    """Return an object for what the compositor offers, in its first version."""
    offered = wayland.offered(interface)
    assert offered is not None, interface
    return wayland.bind(offered, 1)


# ── wlroots ───────────────────────────────────────────────────────────────────────────────────


class _VirtualPointer:
    """wlr-virtual-pointer-unstable-v1."""

    def __init__(self, wayland: WaylandListener) -> None:
        self._wayland = wayland
        manager = _bound(wayland, "zwlr_virtual_pointer_manager_v1")
        self._pointer = wayland.new_object()
        wayland.request(manager, 0, number(0, self._pointer))
        self._x = 0

    async def move(self) -> None:
        self._x = (self._x + 7) % 600
        stamp = int(time.monotonic() * 1000) & 0xFFFF_FFFF
        self._wayland.request(self._pointer, 1, number(stamp, self._x, 200, 640, 480))
        self._wayland.request(self._pointer, 4)  # the frame is complete
        await self._wayland.answer()

    def close(self) -> None:
        self._wayland.close()


async def wlroots_hands(socket: Path, _bus: str) -> Hands:
    """Take hold of the pointer."""
    wayland = await WaylandListener.listen(socket)
    hands = _VirtualPointer(wayland)
    await wayland.answer()
    return hands


# ── KWin ──────────────────────────────────────────────────────────────────────────────────────


class _FakeInput:
    """org_kde_kwin_fake_input."""

    def __init__(self, wayland: WaylandListener) -> None:
        self._wayland = wayland
        self._input = _bound(wayland, "org_kde_kwin_fake_input")
        wayland.request(self._input, 0, string("tests") + string("to move the pointer"))

    async def move(self) -> None:
        self._wayland.request(self._input, 1, number(5 * 256, 3 * 256))
        await self._wayland.answer()

    def close(self) -> None:
        self._wayland.close()


async def kwin_hands(socket: Path, _bus: str) -> Hands:
    """Take hold of the pointer."""
    wayland = await WaylandListener.listen(socket)
    hands = _FakeInput(wayland)
    await wayland.answer()
    return hands


# ── Mutter ────────────────────────────────────────────────────────────────────────────────────

REMOTE = "org.gnome.Mutter.RemoteDesktop"


class _RemoteDesktop:
    """org.gnome.Mutter.RemoteDesktop, which its remote login uses."""

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self._session = ""

    async def start(self) -> None:
        (self._session,) = await self._call("/org/gnome/Mutter/RemoteDesktop", "CreateSession")
        await self._call(self._session, "Start")

    async def move(self) -> None:
        await self._call(self._session, "NotifyPointerMotionRelative", "dd", 3.0, 1.0)

    def close(self) -> None:
        self._bus.disconnect()

    async def _call(self, path: str, member: str, signature: str = "", *body: object) -> list[str]:
        interface = f"{REMOTE}.Session" if path == self._session else REMOTE
        return await call(self._bus, REMOTE, path, interface, member, signature, *body)


async def mutter_hands(_socket: Path, bus: str) -> Hands:
    """Take hold of the pointer."""
    hands = _RemoteDesktop(await MessageBus(bus_address=bus).connect())
    await hands.start()
    return hands
