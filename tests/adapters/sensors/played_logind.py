"""logind, played by python-dbusmock, whose template is its published interface."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dbus_fast import Variant
from dbus_fast.aio import MessageBus

from tests.adapters.sensors.buses import call, connect, leave, owned

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
SESSION = f"{NAME}.Session"
MOCK = "org.freedesktop.DBus.Mock"


class Machine:
    """A system bus with a logind on it, and its sessions."""

    def __init__(self, address: str, daemon: "subprocess.Popen[bytes]", bus: MessageBus) -> None:
        self.address = address
        self.daemon = daemon
        self._bus = bus

    async def begin_session(self, name: str, kind: str, user: int | None = None) -> None:
        user = os.getuid() if user is None else user
        arguments = (name, "seat0", user, "somebody", True)
        await call(self._bus, NAME, PATH, MOCK, "AddSession", "ssusb", *arguments)
        await self._change(name, "Type", Variant("s", kind))

    async def hint(self, session: str, *, locked: bool) -> None:
        """Do what a locker does when it has locked or let somebody in."""
        path = f"{PATH}/session/{session}"
        await call(self._bus, NAME, path, SESSION, "SetLockedHint", "b", locked)

    async def ask_to(self, member: str, session: str) -> None:
        """Do what `loginctl lock-session` does: Lock or Unlock."""
        await call(self._bus, NAME, f"{PATH}/session/{session}", SESSION, member)

    async def sleep(self, *, asleep: bool) -> None:
        await self._emit("PrepareForSleep", "b", Variant("b", asleep))

    async def have_lid(self) -> None:
        """Be a laptop, which python-dbusmock's template is not."""
        off = Variant("b", False)  # noqa: FBT003  # a D-Bus value
        added = (f"{NAME}.Manager", {"LidClosed": off, "Docked": off})
        await call(self._bus, NAME, PATH, MOCK, "AddProperties", "sa{sv}", *added)

    async def move_lid(self, *, closed: bool, docked: bool = False) -> None:
        """Do what systemd does from 256 on: the lid is signalled."""
        for name, value in (("Docked", docked), ("LidClosed", closed)):
            changes = (f"{NAME}.Manager", {name: Variant("b", value)})
            await call(self._bus, NAME, PATH, MOCK, "UpdateProperties", "sa{sv}", *changes)

    async def close_lid_without_a_word_of_the_dock(self) -> None:
        manager, closed = f"{NAME}.Manager", {"LidClosed": Variant("b", True)}  # noqa: FBT003
        values = (Variant("s", manager), Variant("a{sv}", closed), Variant("as", []))
        arguments = (
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            "sa{sv}as",
            list(values),
        )
        await call(self._bus, NAME, PATH, MOCK, "EmitSignal", "sssav", *arguments)

    async def tell_of_new_session(self, session: str) -> None:
        path = Variant("o", f"{PATH}/session/{session}")
        await self._emit("SessionNew", "so", Variant("s", session), path)

    async def end_session(self, session: str) -> None:
        """Do what logind does when the last program of a session has ended."""
        path = Variant("o", f"{PATH}/session/{session}")
        await self._emit("SessionRemoved", "so", Variant("s", session), path)

    async def show_on(self, session: str, display: str) -> None:
        """Tell which display of X a session has."""
        await self._change(session, "Display", Variant("s", display))

    async def come_from_afar(self, session: str) -> None:
        """Be a session over ssh."""
        await self._change(session, "Remote", Variant("b", True))  # noqa: FBT003

    async def forget_session(self, session: str) -> None:
        """Have a session end that nobody tells of."""
        await call(self._bus, NAME, PATH, MOCK, "RemoveObject", "s", f"{PATH}/session/{session}")

    async def leave_session(self, session: str) -> None:
        """Do what logind does when its person has left and one of its programs runs on."""
        await self._change(session, "State", Variant("s", "closing"))
        await self._change(session, "Active", Variant("b", False))  # noqa: FBT003

    async def inhibitors(self) -> list[list[object]]:
        manager = f"{NAME}.Manager"
        answer = await call(self._bus, NAME, PATH, manager, "ListInhibitors")
        return list(answer[0])

    async def _emit(self, member: str, signature: str, *body: Variant) -> None:
        arguments = (f"{NAME}.Manager", member, signature, list(body))
        await call(self._bus, NAME, PATH, MOCK, "EmitSignal", "sssav", *arguments)

    async def _change(self, session: str, name: str, value: Variant) -> None:
        path = f"{PATH}/session/{session}"
        changes = (SESSION, {name: value})
        await call(self._bus, NAME, path, MOCK, "UpdateProperties", "sa{sv}", *changes)


@asynccontextmanager
async def playing_logind(address: str, daemon: "subprocess.Popen[bytes]") -> AsyncIterator[Machine]:
    """Run a logind on this bus, whose `daemon` is the caller's, until the block ends."""
    mock = await asyncio.create_subprocess_exec(
        *["/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind"],
        env={"DBUS_SYSTEM_BUS_ADDRESS": address, "PATH": os.environ["PATH"]},
    )
    bus = await connect(address)
    try:
        async with asyncio.timeout(15):
            while not await owned(bus, NAME):  # noqa: ASYNC110  # another process
                await asyncio.sleep(0.05)
        yield Machine(address, daemon, bus)
    finally:
        if mock.returncode is None:
            mock.kill()
        await mock.wait()
        if bus.connected:
            await leave(bus)
