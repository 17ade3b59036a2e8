"""Real compositors without a screen, each with a runtime folder and a session bus of its own."""

import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.bus import CONFIG
from tests.desktop.processes import Program
from tests.waiting import wait_until
from tests.wayland.hands import Hands, kwin_hands, mutter_hands, wlroots_hands

NOBODY = 65534
SWAY_CONFIG = "output HEADLESS-1 resolution 640x480\nseat seat0 fallback true\nxwayland disable\n"


class Compositor:
    """A compositor that can be killed and started again."""

    def __init__(self, kind: "Kind", folder: Path) -> None:
        self.kind = kind
        self.folder = folder
        self.prefix = _as_nobody() if kind.refuses_root and os.getuid() == 0 else []
        """Begins each command line whose program shall run as the compositor's user."""
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "LANG": "C.UTF-8",
            "GSETTINGS_BACKEND": "memory",  # else swaync forgets its switch for want of dconf
            "NO_AT_BRIDGE": "1",
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
            [*self.prefix, *self.kind.command(self.folder)],
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
        return await self.kind.hands(self.socket, self.environment["DBUS_SESSION_BUS_ADDRESS"])

    def _listens(self) -> bool:
        if self.program is None or not self.program.running:
            raise RuntimeError(f"{self.kind.name} ended\n{self.log}")
        return any(one.suffix != ".lock" for one in self.folder.glob("wayland-*"))


@dataclass(frozen=True, slots=True)
class Kind:
    """How one compositor is started, and its pointer moved."""

    name: str
    command: Callable[[Path], list[str]]
    hands: Callable[[Path, str], Awaitable[Hands]]
    """Takes its socket and the address of its bus."""
    environment: dict[str, str]
    refuses_root: bool = False


def _as_nobody() -> list[str]:
    user = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    # A change of user forgets pdeathsig, so it is asked for once more.
    return ["setpriv", *user, "--pdeathsig", "KILL", "--"]


@contextmanager
def running(kind: Kind) -> Iterator[Compositor]:
    """Run a compositor with a session bus beside it."""
    # Not pytest's folder: its path is too long for a socket, and closed to others than its owner.
    folder = Path(tempfile.mkdtemp(prefix="unkink-"))
    compositor = Compositor(kind, folder)
    config = folder / "bus.conf"
    text = CONFIG.format(socket=folder / "bus", services=folder)
    # The bus is the tests' own, and lets in whoever the compositor runs as.
    config.write_text(text.replace('<allow own="*"/>', '<allow own="*"/><allow user="*"/>'))
    bus = Program(
        ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"],
        compositor.environment,
        folder / "bus.log",
    )
    try:
        wait_until(lambda: "unix:" in bus.log, 10, "the session bus")
        if compositor.prefix:
            for one in (folder, *folder.iterdir()):
                os.chown(one, NOBODY, NOBODY)
        compositor.start()
        yield compositor
    finally:
        compositor.stop()
        bus.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _sway(folder: Path) -> list[str]:
    config = folder / "sway.conf"
    config.write_text(SWAY_CONFIG)
    return ["sway", "-c", str(config)]


def _kwin(folder: Path) -> list[str]:
    # A copy has no file capabilities: inside most containers the kernel refuses to start the other.
    program = folder / "kwin_wayland"
    if not program.exists():
        shutil.copy(shutil.which(program.name) or program.name, program)
    size = ("--width", "640", "--height", "480")
    return [str(program), "--virtual", *size, "--no-lockscreen", "--socket", "wayland-kwin"]


SWAY = Kind(
    "sway",
    _sway,
    wlroots_hands,
    {"WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman"},
    refuses_root=True,
)
KWIN = Kind(
    "kwin",
    _kwin,
    kwin_hands,
    {"KWIN_WAYLAND_NO_PERMISSION_CHECKS": "1", "QT_QPA_PLATFORM": "wayland"},
)
MUTTER = Kind(
    "mutter",
    lambda _folder: [
        *("mutter", "--headless", "--wayland", "--no-x11", "--virtual-monitor", "640x480"),
        *("--wayland-display", "wayland-mutter"),
    ],
    mutter_hands,
    {"XDG_SESSION_TYPE": "wayland"},
)
