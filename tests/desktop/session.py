"""A whole desktop for one test: display, windows, session bus, panel, notifications, browser.

Everything is real, private to the session, and started and stopped by it alone.
"""

import shlex
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.desktop import panel
from tests.desktop.boxes import Box
from tests.desktop.browser import Browser
from tests.desktop.bus import Bus
from tests.desktop.daemon import Daemon
from tests.desktop.hands import Hands
from tests.desktop.home import new_home, state_file
from tests.desktop.processes import Program
from tests.desktop.reading import differing
from tests.desktop.screen import Screen
from tests.desktop.windows import Window, Windows
from tests.waiting import wait_until

DESK_COLOUR = 0x5E7C88
NOTIFICATIONS = "org.freedesktop.Notifications"
SERVICES = Path("/usr/share/dbus-1/services")


class Server(Enum):
    """A notification server, by the file that says where its distribution keeps it."""

    MATE = "org.freedesktop.mate.Notifications.service"
    """A click on the body is the first action."""
    XFCE = "org.xfce.xfce4-notifyd.Notifications.service"
    """Buttons only; a click on the body closes."""
    DUNST = "org.knopwob.dunst.service"
    """No buttons; a left click closes, a middle click is the first action."""


class Session:
    """A desk to sit at; use it in a `with` block."""

    def __init__(self, server: Server | None = Server.MATE, *, tray: bool = True) -> None:
        """Start everything and wait until it is there; `server` None: no notifications at all."""
        self.folder = Path(tempfile.mkdtemp(prefix="desk-"))
        self.environment = new_home(self.folder)
        with ExitStack() as leaving:  # what was started before a failure is stopped after it
            leaving.callback(shutil.rmtree, self.folder)
            self._leaving = leaving
            self._furnish()
            self._start_desktop(server, tray=tray)
            self._leaving = leaving.pop_all()

    def _close_windows(self) -> None:
        self._windows.close()  # those of the display there is by then

    def _furnish(self) -> None:
        self.screen = Screen(self.environment, self.folder / "Xvfb.log")
        self._leaving.callback(self.screen.stop)
        self.environment["DISPLAY"] = self.screen.name
        runtime = Path(self.environment["XDG_RUNTIME_DIR"])
        self.bus = Bus(runtime, self.environment, self.folder / "dbus-daemon.log")
        self._leaving.callback(self.bus.stop)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.bus.address
        self._windows = Windows(self.screen.name)
        self._leaving.callback(self._close_windows)
        self._windows.paint_desk(DESK_COLOUR)
        self.hands = Hands(self.environment)
        self.browser = Browser(self.folder, self.environment)

    def _start_desktop(self, server: Server | None, *, tray: bool) -> None:
        channels = self.folder / "config/xfce4/xfconf/xfce-perchannel-xml"
        channels.mkdir(parents=True)
        panel.configure_panel(channels)
        self.start(["openbox"])
        self.start(service_command("org.xfce.Xfconf.service"))
        self.bus.wait_for("org.xfce.Xfconf")
        self.panel = self.start_panel() if tray else None
        self.server = self.start_server(server) if server else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop everything that was started, newest first, and remove the folder."""
        self.browser.close()
        self._leaving.close()

    # ── programs ─────────────────────────────────────────────────────────────────────────────

    def start(self, arguments: Sequence[str | Path]) -> Program:
        """Start a program on this desktop; it is stopped with the session."""
        log = self.folder / f"{Path(arguments[0]).name}.log"
        program = Program(arguments, self.environment, log)
        self._leaving.callback(program.stop)
        return program

    def start_panel(self) -> Program:
        """Start the panel and wait until it takes tray icons."""
        program = self.start(["xfce4-panel", "--disable-wm-check"])
        self.bus.wait_for(panel.HOST)
        return program

    def start_server(self, server: Server) -> Program:
        """Start a notification server and wait until it serves."""
        program = self.start(service_command(server.value))
        self.bus.wait_for(NOTIFICATIONS)
        return program

    def lose_bus(self) -> None:
        """Kill the session bus; panel, notification server and the desktop's settings end too."""
        self.bus.crash()

    def return_bus(self, server: Server | None = Server.MATE) -> None:
        """Start the session bus again, and after it what the desktop had on it."""
        self.bus.begin()
        self.start(service_command("org.xfce.Xfconf.service"))
        self.bus.wait_for("org.xfce.Xfconf")
        self.panel = self.start_panel()
        self.server = self.start_server(server) if server else None

    def lose_display(self) -> None:
        """Kill the display; every window's program ends with it."""
        self._windows.close()
        self.screen.crash()

    def return_display(self, *, tray: bool = True) -> None:
        """Start a display of the same name again, and after it what the desktop had on it."""
        self.screen.begin_again()
        self._windows = Windows(self.screen.name)
        self._windows.paint_desk(DESK_COLOUR)
        self.start(["openbox"])
        self.panel = self.start_panel() if tray else None

    def start_server_on_demand(self, server: Server) -> None:
        """Have the bus start a notification server for the first notification, as desktops do."""
        self.bus.start_on_demand(SERVICES / server.value)

    def never_started(self) -> None:
        """Make the next start of unkink the first one here."""
        state_file(self.folder).unlink()

    def start_daemon(self, config: str, *options: str) -> Daemon:
        """Start unkink with this config and wait until it answers."""
        daemon = self.new_daemon(config, *options)
        daemon.wait_ready()
        return daemon

    def new_daemon(self, config: str, *options: str) -> Daemon:
        """Start unkink with this config without waiting for it."""
        file = self.folder / "config/unkink/config.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(config)
        daemon = Daemon(self.environment, file, options)
        self._leaving.callback(daemon.program.stop)
        return daemon

    def open_editor(self) -> Window:
        """Open a window to type into, and wait until it is there."""
        self.start(["xterm", "-geometry", "72x28+60+120", "-e", "cat"])
        return wait_until(lambda: self.windows("xterm"), 10, "an xterm")[0]

    def logs(self) -> str:
        """Everything the programs of this session have printed."""
        files = sorted(self.folder.glob("*.log"))
        texts = [(file.name, file.read_text(errors="replace").strip()) for file in files]
        return "\n".join(f"── {name}\n{text}" for name, text in texts if text)

    # ── what is on the screen ────────────────────────────────────────────────────────────────

    def windows(self, match: str = "") -> list[Window]:
        """Return the visible windows whose title or class contains `match`, topmost last."""
        return self._windows.all(match)

    def notifications(self) -> list[Window]:
        """Return the notifications on the screen."""
        return self._of_kind("NOTIFICATION")

    def wait_for_notification(self, deadline: float = 10.0) -> Box:
        """Wait until a notification is on the screen, all of it, and return where."""
        return self._settled("NOTIFICATION", 1, deadline)

    def wait_for_no_notification(self, deadline: float = 10.0) -> None:
        """Wait until the last notification is gone."""
        wait_until(lambda: not self.notifications(), deadline, "the notification to go")

    def click_on(self, text: str, inside: Box, button: int = 1) -> None:
        """Wait until this text can be read there, then click on it with the pointer."""
        self.hands.click(*self.screen.wait_for_text(text, inside).middle, button)

    def wait_for_painting(self, inside: Box, deadline: float = 10.0) -> None:
        """Wait until there is more than one colour in this part of the screen."""

        def look() -> bool:
            return len(self.screen.picture(inside).getcolors(1 << 24) or ()) > 1

        wait_until(look, deadline, "something to be painted")

    def tray_icon(self, deadline: float = 10.0) -> Box:
        """Wait until something stands in the panel's tray and return where.

        No wider than an icon: before a panel is drawn, all of its place has another colour.
        """

        def look() -> Box | None:
            seen = differing(self.screen.picture(panel.AREA), panel.COLOUR)
            return seen if seen is not None and seen.width <= panel.AREA.height else None

        seen = wait_until(look, deadline, "an icon in the panel")
        return Box(seen.x, seen.y + panel.AREA.y, seen.width, seen.height)

    def open_tray_menu(self) -> Box:
        """Click the tray icon with the right button and return where its menu is."""
        self.hands.click(*self.tray_icon().middle, 3)
        return self._settled("POPUP_MENU", 1, 10)

    def wait_for_no_menu(self, deadline: float = 5.0) -> None:
        """Wait until the last menu is closed."""
        wait_until(lambda: not self._of_kind("POPUP_MENU"), deadline, "the menu to close")

    def choose(self, *path: str) -> None:
        """Open the tray menu and click these items, each in the submenu of the one before."""
        menu = self.open_tray_menu()
        for depth, text in enumerate(path, start=1):
            self.click_on(text, menu)
            if depth < len(path):
                menu = self._settled("POPUP_MENU", depth + 1, 10)
        self.wait_for_no_menu()

    def _of_kind(self, kind: str) -> list[Window]:
        return [window for window in self.windows() if window.kind == kind]

    def _settled(self, kind: str, count: int, deadline: float) -> Box:
        """Wait for this many windows of a kind, for the newest to stop moving and growing."""
        seen: list[Box] = []

        def look() -> bool:
            boxes = [window.box for window in self._of_kind(kind)]
            seen.append(boxes[-1] if len(boxes) >= count else Box(0, 0, 0, 0))
            return len(seen) > 3 and seen[-1].width > 0 and len(set(seen[-4:])) == 1

        wait_until(look, deadline, f"{count} window of kind {kind}")
        return seen[-1]


def service_command(file: str) -> list[str]:
    """Return the command with which a D-Bus service file starts its program."""
    path = SERVICES / file
    if not path.exists():
        raise RuntimeError(f"not installed: what {path} starts")
    line = next(line for line in path.read_text().splitlines() if line.startswith("Exec="))
    return shlex.split(line.removeprefix("Exec="))
