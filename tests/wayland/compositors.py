"""Real compositors without a screen, each in a runtime folder of its own, and input for each."""

import os
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from tests.desktop.bus import CONFIG
from tests.desktop.processes import Program
from tests.waiting import wait_until
from unkink.adapters.sensors.wayland_wire import WaylandConnection

NOBODY = 65534
SWAY_CONFIG = "output HEADLESS-1 resolution 640x480\nseat seat0 fallback true\nxwayland disable\n"


class Hands(Protocol):
    """Somebody at the pointer of one compositor."""

    async def move(self) -> None:
        """Move the pointer a little; returns when the compositor has seen it."""

    def close(self) -> None:
        """Let go of the pointer."""


class Compositor:
    """A compositor that can be killed and started again."""

    def __init__(self, kind: "Kind", folder: Path) -> None:
        self.kind = kind
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "LANG": "C.UTF-8",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder / 'bus'}",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder / 'no-system-bus'}",
            **kind.environment,
        }
        self.program: Program | None = None

    @property
    def log(self) -> str:
        """Everything it printed."""
        return "" if self.program is None else self.program.log

    @property
    def socket(self) -> Path:
        """Where clients connect."""
        found = [one for one in self.folder.glob("wayland-*") if one.suffix != ".lock"]
        return found[0]

    def start(self) -> None:
        """Start it and wait until it has a socket."""
        for stale in self.folder.glob("wayland-*"):
            stale.unlink()  # also what a killed one left behind
        self.program = Program(
            [*_as_nobody(self.kind), *self.kind.command(self.folder)],
            self.environment,
            self.folder / "compositor.log",
        )
        try:
            wait_until(self._listens, 20, f"{self.kind.name} to listen")
        except TimeoutError as problem:
            raise TimeoutError(f"{problem}\n{self.log}") from None

    def kill(self) -> None:
        """End it as a crash would."""
        if self.program is not None:
            self.program.kill()

    def stop(self) -> None:
        """End it in order."""
        if self.program is not None:
            self.program.stop()

    async def hands(self) -> Hands:
        """Take hold of its pointer."""
        return await self.kind.hands(self)

    def _listens(self) -> bool:
        if self.program is None or not self.program.running:
            raise RuntimeError(f"{self.kind.name} ended\n{self.log}")
        return any(one.suffix != ".lock" for one in self.folder.glob("wayland-*"))


@dataclass(frozen=True, slots=True)
class Kind:
    """How one compositor is started, and its pointer moved."""

    name: str
    command: Callable[[Path], list[str]]
    hands: Callable[[Compositor], Awaitable[Hands]]
    environment: dict[str, str]
    refuses_root: bool = False


def _as_nobody(kind: Kind) -> list[str]:
    if not kind.refuses_root or os.getuid() != 0:
        return []
    user = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return ["setpriv", *user, "--pdeathsig", "KILL", "--"]


@contextmanager
def running(kind: Kind) -> Iterator[Compositor]:
    """Run a compositor with a session bus beside it."""
    # Not pytest's folder: its path is too long for a socket, and closed to others than its owner.
    folder = Path(tempfile.mkdtemp(prefix="unkink-"))
    compositor = Compositor(kind, folder)
    config = folder / "bus.conf"
    config.write_text(CONFIG.format(socket=folder / "bus", services=folder))
    bus = Program(
        ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"],
        compositor.environment,
        folder / "bus.log",
    )
    try:
        wait_until(lambda: "unix:" in bus.log, 10, "the session bus")
        if kind.refuses_root and os.getuid() == 0:
            for one in (folder, *folder.iterdir()):
                os.chown(one, NOBODY, NOBODY)
        compositor.start()
        yield compositor
    finally:
        compositor.stop()
        bus.stop()
        shutil.rmtree(folder)


# ── wlroots ───────────────────────────────────────────────────────────────────────────────────


def _sway(folder: Path) -> list[str]:
    config = folder / "sway.conf"
    config.write_text(SWAY_CONFIG)
    return ["sway", "-c", str(config)]


class _VirtualPointer:
    """wlr-virtual-pointer-unstable-v1."""

    def __init__(self, wayland: WaylandConnection) -> None:
        self._wayland = wayland
        manager = wayland.bind("zwlr_virtual_pointer_manager_v1", 1)
        self._pointer = wayland.create(lambda _event, _arguments: None)
        wayland.request(manager, 0, 0, self._pointer)
        self._x = 0

    async def move(self) -> None:
        self._x = (self._x + 7) % 600
        stamp = int(time.monotonic() * 1000) & 0xFFFF_FFFF
        self._wayland.request(self._pointer, 1, stamp, self._x, 200, 640, 480)
        self._wayland.request(self._pointer, 4)  # the frame is complete
        await self._wayland.round_trip()

    def close(self) -> None:
        self._wayland.close()


async def _wlroots_hands(compositor: Compositor) -> Hands:
    wayland = await WaylandConnection.open(str(compositor.socket))
    hands = _VirtualPointer(wayland)
    await wayland.round_trip()
    return hands


# ── KWin ──────────────────────────────────────────────────────────────────────────────────────


def _kwin(folder: Path) -> list[str]:
    # A copy has no file capabilities: inside most containers the kernel refuses to start the other.
    program = folder / "kwin_wayland"
    if not program.exists():
        shutil.copy(shutil.which(program.name) or program.name, program)
    size = ("--width", "640", "--height", "480")
    return [str(program), "--virtual", *size, "--no-lockscreen", "--socket", "wayland-kwin"]


class _FakeInput:
    """org_kde_kwin_fake_input."""

    def __init__(self, wayland: WaylandConnection) -> None:
        self._wayland = wayland
        self._input = wayland.bind("org_kde_kwin_fake_input", 1)
        letter = int.from_bytes(b"t\0\0\0", "little")
        wayland.request(self._input, 0, 2, letter, 2, letter)  # who asks, and why: two strings

    async def move(self) -> None:
        self._wayland.request(self._input, 1, 5 * 256, 3 * 256)
        await self._wayland.round_trip()

    def close(self) -> None:
        self._wayland.close()


async def _kwin_hands(compositor: Compositor) -> Hands:
    wayland = await WaylandConnection.open(str(compositor.socket))
    hands = _FakeInput(wayland)
    await wayland.round_trip()
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
        reply = await self._bus.call(
            Message(
                destination=REMOTE,
                path=path,
                interface=interface,
                member=member,
                signature=signature,
                body=list(body),
            )
        )
        assert reply is not None
        assert reply.message_type is MessageType.METHOD_RETURN, reply.body
        return list(reply.body)


async def _mutter_hands(compositor: Compositor) -> Hands:
    address = compositor.environment["DBUS_SESSION_BUS_ADDRESS"]
    hands = _RemoteDesktop(await MessageBus(bus_address=address).connect())
    await hands.start()
    return hands


SWAY = Kind(
    "sway",
    _sway,
    _wlroots_hands,
    {"WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman"},
    refuses_root=True,
)
KWIN = Kind(
    "kwin",
    _kwin,
    _kwin_hands,
    {"KWIN_WAYLAND_NO_PERMISSION_CHECKS": "1", "QT_QPA_PLATFORM": "wayland"},
)
MUTTER = Kind(
    "mutter",
    lambda _folder: [
        *("mutter", "--headless", "--wayland", "--no-x11", "--virtual-monitor", "640x480"),
        *("--wayland-display", "wayland-mutter"),
    ],
    _mutter_hands,
    {"GSETTINGS_BACKEND": "memory", "XDG_SESSION_TYPE": "wayland"},
)
