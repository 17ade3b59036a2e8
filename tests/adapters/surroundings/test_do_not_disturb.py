import asyncio
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tests.adapters.sensors.buses import call, connect, leave, owned, running_bus
from tests.adapters.sensors.conftest import XServer, running_x_server
from unkink.adapters.surroundings.do_not_disturb import do_not_disturb

ON = "do not disturb is on"
NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
PROPERTIES = "org.freedesktop.DBus.Properties"
XFCONFD = "/usr/lib/x86_64-linux-gnu/xfce4/xfconf/xfconfd"
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


class Server:
    """A notification server that cannot be run here, as far as others can tell."""

    def __init__(self, name: str, *, inhibited: bool | None = None) -> None:
        self._name = name
        self._inhibited = inhibited

    def answer(self, message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL:
            return None
        if message.member == "GetServerInformation":
            about = [self._name, "somebody", "1", "1.2"]
            return Message.new_method_return(message, "ssss", about)
        if message.member == "Get" and self._inhibited is not None:
            value: list[Any] = [Variant("b", self._inhibited)]
            return Message.new_method_return(message, "v", value)
        return None


async def appear(desk: Desk, server: Server) -> MessageBus:
    bus = await connect(desk.address)
    bus.add_message_handler(server.answer)
    await bus.request_name(NAME)
    return bus


@pytest.mark.parametrize(("inhibited", "told"), [(True, ON), (False, None), (None, None)])
async def test_plasma_tells_by_a_property_and_others_may_lack_it(
    desk: Desk,
    *,
    inhibited: bool | None,
    told: str | None,
) -> None:
    bus = await appear(desk, Server("Plasma", inhibited=inhibited))
    assert await desk.quiet() == told
    await leave(bus)


def program(desk: Desk, name: str, script: str) -> None:
    path = Path(desk.environment["HOME"]) / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(("shown", "told"), [("false", ON), ("true", None)])
async def test_gnome_tells_by_its_setting(desk: Desk, shown: str, told: str | None) -> None:
    bus = await appear(desk, Server("gnome-shell"))
    program(desk, "gsettings", f'[ "$3" = show-banners ] && echo {shown}')
    assert await desk.quiet() == told
    await leave(bus)


@pytest.mark.parametrize(("mode", "told"), [("default\\ndo-not-disturb", ON), ("default", None)])
async def test_mako_tells_by_its_mode(desk: Desk, mode: str, told: str | None) -> None:
    bus = await appear(desk, Server("mako"))
    program(desk, "makoctl", f"[ $1 = mode ] && printf '{mode}\\n'")
    assert await desk.quiet() == told
    await leave(bus)


async def test_no_server_is_not_started_to_be_asked(desk: Desk) -> None:
    assert shutil.which("dunst") is not None
    assert await desk.quiet() is None
    assert not await owned(desk.bus, NAME)


async def test_no_bus_is_no_do_not_disturb() -> None:
    assert await do_not_disturb(None, {}) is None
