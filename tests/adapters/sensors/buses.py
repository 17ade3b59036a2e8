"""Private D-Bus buses, and other programs on them played by python-dbusmock or by ourselves."""

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from tests.desktop.bus import CONFIG


@contextmanager
def running_bus(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Run a bus on which nothing starts by itself; give its address and its process."""
    socket, config = folder / "bus", folder / "bus.conf"
    config.write_text(CONFIG.format(socket=socket, services=folder))
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
    )
    assert daemon.stdout is not None
    try:
        daemon.stdout.readline()  # printed once it listens; the socket is there before that
        yield f"unix:path={socket}", daemon
    finally:
        daemon.kill()
        daemon.wait(10)
        daemon.stdout.close()


async def connect(address: str) -> MessageBus:
    """Connect as one more program."""
    return await MessageBus(bus_address=address).connect()


async def leave(bus: MessageBus) -> None:
    """Disconnect for good."""
    bus.disconnect()
    # dbus-fast cancels its own future when the other end is closed first.
    with suppress(asyncio.CancelledError):
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]


async def call(  # a D-Bus call has that many parts
    bus: MessageBus,
    name: str,
    path: str,
    interface: str,
    member: str,
    signature: str = "",
    *body: Any,
) -> list[Any]:
    """Call a method and return what it answers."""
    reply = await bus.call(
        Message(
            destination=name,
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


async def owned(bus: MessageBus, name: str) -> bool:
    """Whether somebody owns this name."""
    dbus = "org.freedesktop.DBus"
    return bool((await call(bus, dbus, "/", dbus, "NameHasOwner", "s", name))[0])
