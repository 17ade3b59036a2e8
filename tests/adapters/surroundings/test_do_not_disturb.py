import asyncio
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from dbus_fast import Variant
from dbus_fast.aio import MessageBus

from tests.adapters.sensors.buses import call, connect, leave, owned, running_bus
from tests.adapters.sensors.conftest import XServer, running_x_server
from tests.adapters.surroundings.stand_in import Answers, standing_in
from tests.desktop.session import service_command
from tests.waiting import wait_until_true
from tests.wayland.sway import Sway, running_sway
from unkink.adapters.surroundings.do_not_disturb import do_not_disturb, is_quiet, told_by

ON = "do not disturb is on"
NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
PROPERTIES = "org.freedesktop.DBus.Properties"
XFCONFD = "/usr/lib/x86_64-linux-gnu/xfce4/xfconf/xfconfd"
MATE = service_command("org.freedesktop.mate.Notifications.service")[0]
"""Where it lies differs between releases; its service file knows."""
NOTIFYD = "/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd"


class Desk:
    """A session bus and programs on it."""

    def __init__(self, address: str, bus: MessageBus, environment: dict[str, str]) -> None:
        self.bus = bus
        self.environment = environment | {"DBUS_SESSION_BUS_ADDRESS": address}
        self.address = address
        self.started: list[subprocess.Popen[bytes]] = []

    async def run(self, program: str, name: str) -> None:
        """Start a program and wait until it owns its name."""
        self.started.append(
            subprocess.Popen(  # noqa: ASYNC220  # returns at once
                [program], env=self.environment, stderr=subprocess.DEVNULL
            )
        )
        async with asyncio.timeout(15):
            while not await owned(self.bus, name):  # noqa: ASYNC110  # another process
                await asyncio.sleep(0.05)

    def set(self, schema: str, key: str, value: str) -> None:
        """Change a setting, as a settings window does."""
        command = ["gsettings", "set", schema, key, value]
        subprocess.run(command, env=self.environment, check=True, timeout=10)

    def write_lxqt(self, text: str) -> None:
        """Do what LXQt's own settings window does."""
        file = Path(self.environment["XDG_CONFIG_HOME"], "lxqt", "notifications.conf")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)

    async def knows(self) -> bool | None:
        """Whether it is on; None: nobody can tell."""
        told = await told_by(self.bus)
        assert told is not None
        return await is_quiet(self.bus, self.environment, told[0])

    async def quiet(self) -> str | None:
        return await do_not_disturb(self.bus, self.environment)


@pytest.fixture
def x_server() -> Iterator[XServer]:
    with running_x_server() as server:
        yield server


@pytest.fixture
async def desk(tmp_path: Path, x_server: XServer) -> AsyncIterator[Desk]:
    environment = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "DISPLAY": x_server.display,
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    with running_bus(tmp_path) as (address, _):
        bus = await connect(address)
        desk = Desk(address, bus, environment)
        try:
            yield desk
        finally:
            for program in desk.started:
                program.kill()
                program.wait(10)
            await leave(bus)


async def test_dunst_tells_when_it_is_paused(desk: Desk) -> None:
    await desk.run("dunst", NAME)
    assert await desk.quiet() is None
    for paused, told in ((True, ON), (False, None)):
        value = Variant("b", paused)
        arguments = ("org.dunstproject.cmd0", "paused", value)
        await call(desk.bus, NAME, PATH, PROPERTIES, "Set", "ssv", *arguments)
        assert await desk.quiet() == told


async def test_xfce_tells_by_its_setting(desk: Desk) -> None:
    xfconf, path = "org.xfce.Xfconf", "/org/xfce/Xfconf"
    await desk.run(XFCONFD, xfconf)
    await desk.run(NOTIFYD, NAME)
    assert await desk.quiet() is None
    for switched_on, told in ((True, ON), (False, None)):
        setting = ("xfce4-notifyd", "/do-not-disturb", Variant("b", switched_on))
        await call(desk.bus, xfconf, path, xfconf, "SetProperty", "ssv", *setting)
        assert await desk.quiet() == told


async def test_mate_tells_by_its_setting(desk: Desk) -> None:
    desk.environment["GSETTINGS_BACKEND"] = "keyfile"  # a file in its own home; dconf wants a bus
    await desk.run(MATE, NAME)
    assert await desk.quiet() is None
    for switched_on, told in (("true", ON), ("false", None)):
        desk.set("org.mate.NotificationDaemon", "do-not-disturb", switched_on)
        assert await desk.quiet() == told


async def test_gnome_tells_by_its_setting(desk: Desk) -> None:
    desk.environment["GSETTINGS_BACKEND"] = "keyfile"
    async with standing_in(desk.address, NAME, server("gnome-shell")):
        assert await desk.quiet() is None
        for banners, told in (("false", ON), ("true", None)):
            desk.set("org.gnome.desktop.notifications", "show-banners", banners)
            assert await desk.quiet() == told


async def test_lxqt_tells_by_its_file(desk: Desk) -> None:
    """Its server says nothing over the bus: doctor took that for "off" (2.1.0, 2.4.0)."""
    await desk.run("lxqt-notificationd", NAME)
    assert await desk.knows() is False
    for written, told in (("true", ON), ("false", None)):
        desk.write_lxqt(f"[General]\ndoNotDisturb={written}\nplacement=top-right\n")
        assert await desk.quiet() == told
    desk.write_lxqt("this is no ini file")
    assert await desk.knows() is None


@pytest.mark.parametrize("name", ["fnott", "Notification Daemon", "something new"])
async def test_what_a_server_tells_nobody_is_not_known_to_be_off(desk: Desk, name: str) -> None:
    desk.environment["GSETTINGS_BACKEND"] = "keyfile"
    desk.environment["GSETTINGS_SCHEMA_DIR"] = desk.environment["HOME"]
    desk.environment["XDG_DATA_DIRS"] = desk.environment["HOME"]  # no schema of MATE's
    async with standing_in(desk.address, NAME, server(name)):
        assert await desk.quiet() is None
        assert await desk.knows() is None


# ── servers of Wayland, on a real compositor ──────────────────────────────────────────────────


@pytest.fixture
async def wayland(tmp_path: Path) -> AsyncIterator[tuple[Sway, MessageBus]]:
    with running_sway() as sway:
        bus = await connect(sway.environment["DBUS_SESSION_BUS_ADDRESS"])
        yield sway, bus
        await leave(bus)


async def test_mako_tells_by_its_mode(wayland: tuple[Sway, MessageBus]) -> None:
    sway, bus = wayland
    modes = sway.folder / "mako"
    modes.write_text("[mode=do-not-disturb]\ninvisible=1\n[mode=away]\ninvisible=1\n")
    sway.run("mako", "--config", str(modes))
    await wait_until_true(lambda: owned(bus, NAME), 15, "mako")
    assert await do_not_disturb(bus, {}) is None
    mako = "fr.emersion.Mako"
    for switched_on, told in ((["do-not-disturb"], ON), (["default"], None), (["away"], None)):
        await call(bus, NAME, "/fr/emersion/Mako", mako, "SetModes", "as", switched_on)
        assert await do_not_disturb(bus, {}) == told


async def test_swaync_tells_by_its_switch(wayland: tuple[Sway, MessageBus]) -> None:
    sway, bus = wayland
    sway.run("swaync")
    swaync = "org.erikreider.swaync.cc"
    for name in (NAME, swaync):
        await wait_until_true(lambda name=name: owned(bus, name), 15, "swaync")  # type: ignore[misc]
    assert await do_not_disturb(bus, {}) is None
    for switched_on, told in ((True, ON), (False, None)):
        path = "/org/erikreider/swaync/cc"
        await call(bus, swaync, path, swaync, "SetDnd", "b", switched_on)
        assert await do_not_disturb(bus, {}) == told


# ── servers that cannot be run here, as far as others can tell ────────────────────────────────


def server(name: str, inhibited: bool | None = None) -> Answers:  # noqa: FBT001
    answers: dict[str, tuple[str, list[Any]]] = {
        "GetServerInformation": ("ssss", [name, "somebody", "1", "1.2"])
    }
    if inhibited is not None:
        answers["Get Inhibited"] = ("v", [Variant("b", inhibited)])
    return answers


@pytest.mark.parametrize(("inhibited", "told"), [(True, ON), (False, None), (None, None)])
async def test_plasma_tells_by_a_property_and_others_may_lack_it(
    desk: Desk, *, inhibited: bool | None, told: str | None
) -> None:
    async with standing_in(desk.address, NAME, server("Plasma", inhibited)):
        assert await desk.quiet() == told


@pytest.mark.parametrize(("quiet", "told"), [(True, ON), (False, None)])
async def test_budgie_tells_through_its_side_panel(
    desk: Desk, *, quiet: bool, told: str | None
) -> None:
    raven = {"GetDoNotDisturbState": ("b", [quiet])}
    async with (
        standing_in(desk.address, NAME, server("Budgie Notification Server")),
        standing_in(desk.address, "org.budgie_desktop.Raven", raven),
    ):
        assert await desk.quiet() == told


@pytest.mark.parametrize(
    ("name", "setting", "quiet", "loud"),
    [
        ("cinnamon", "org.cinnamon.desktop.notifications display-notifications", "false", "true"),
        (
            "io.elementary.notifications",
            "io.elementary.notifications do-not-disturb",
            "true",
            "false",
        ),
    ],
)
async def test_other_desktops_tell_by_their_settings(
    desk: Desk, name: str, setting: str, quiet: str, loud: str
) -> None:
    async with standing_in(desk.address, NAME, server(name)):
        for value, told in ((quiet, ON), (loud, None)):
            program(desk, "gsettings", f'[ "$*" = "get {setting}" ] && echo {value}')
            assert await desk.quiet() == told


async def test_a_desktop_without_its_setting_is_not_quiet(desk: Desk) -> None:
    async with standing_in(desk.address, NAME, server("cinnamon")):
        program(desk, "gsettings", "echo 'No such schema' >&2; exit 1")
        assert await desk.quiet() is None


async def test_do_not_disturb_that_is_stuck_is_told_as_it_is(desk: Desk) -> None:
    """Stretchly #827 (peers 19): a look tells what the desktop says now, each time anew, and keeps
    nothing of the look before; how long that may hold a prompt is for the rules.
    """
    async with standing_in(desk.address, NAME, server("Plasma", inhibited=True)):
        assert [await desk.quiet() for _ in range(3)] == [ON] * 3
    async with standing_in(desk.address, NAME, server("Plasma", inhibited=False)):
        assert await desk.quiet() is None
    assert await desk.quiet() is None


def program(desk: Desk, name: str, script: str) -> None:
    path = Path(desk.environment["HOME"]) / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


async def test_no_server_is_not_started_to_be_asked(desk: Desk) -> None:
    assert shutil.which("dunst") is not None
    assert await desk.quiet() is None
    assert not await owned(desk.bus, NAME)


async def test_no_bus_is_no_do_not_disturb() -> None:
    assert await do_not_disturb(None, {}) is None
