"""A private D-Bus session bus on which nothing starts by itself."""

import asyncio
import shutil
import signal
import socket as socketlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dbus_fast import BusType, Message, MessageType
from dbus_fast.aio import MessageBus

from tests.desktop.processes import Program
from tests.waiting import wait_until

# A <servicedir> of its own, empty at first: of several installed notification servers only the one
# a test chose may own the name, and with none chosen the daemon has to see that there is none.
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def listens(path: Path) -> bool:
    """Whether somebody answers there; the socket file is there a little earlier."""
    with socketlib.socket(socketlib.AF_UNIX) as client:
        return client.connect_ex(str(path)) == 0


class Bus:
    """The bus daemon, and questions to whoever is on it."""

    def __init__(self, folder: Path, environment: Mapping[str, str], log: Path) -> None:
        """Start it with its socket in `folder` and wait until it listens."""
        socket = folder / "bus"
        self.address = f"unix:path={socket}"
        config = folder / "bus.conf"
        self._services = folder / "services"
        self._services.mkdir()
        config.write_text(CONFIG.format(socket=socket, services=self._services))
        self._command = ["dbus-daemon", f"--config-file={config}", "--nofork"]
        self._environment = environment
        self._log = log
        self._socket = socket
        self.begin()

    def begin(self) -> None:
        """Start it, the first time or after a crash, and wait until it listens."""
        self._program = Program(self._command, self._environment, self._log)
        try:
            wait_until(lambda: listens(self._socket), 10, "the session bus")
        except TimeoutError:
            self._program.stop()
            raise

    def crash(self) -> None:
        """Kill it; whoever is on it loses the connection."""
        self._program.kill()

    def freeze(self) -> None:
        """Have it answer nobody any more, without a word."""
        self._program.send(signal.SIGSTOP)

    def owned(self, name: str) -> bool:
        """Whether somebody owns this name now."""
        return bool(self._ask_bus("NameHasOwner", name)[0])

    def wait_for(self, name: str, deadline: float = 15.0) -> None:
        """Wait until somebody owns this name."""
        wait_until(lambda: self.owned(name), deadline, f"{name} on the bus")

    def wait_gone(self, name: str, deadline: float = 10.0) -> None:
        """Wait until nobody owns this name."""
        wait_until(lambda: not self.owned(name), deadline, f"{name} to leave the bus")

    def start_on_demand(self, service: Path) -> None:
        """Let the bus start what this service file names, when somebody first asks for it."""
        shutil.copy(service, self._services)
        self._ask_bus("ReloadConfig")

    def tray_items(self) -> list[str]:
        """The StatusNotifierItems known to the tray host; empty without a host."""
        watcher = "org.kde.StatusNotifierWatcher"
        if not self.owned(watcher):
            return []
        asked = Message(
            destination=watcher,
            path="/StatusNotifierWatcher",
            interface="org.freedesktop.DBus.Properties",
            member="Get",
            signature="ss",
            body=[watcher, "RegisteredStatusNotifierItems"],
        )
        return list(self._call(asked)[0].value)

    def stop(self) -> None:
        """End the bus."""
        self._program.send(signal.SIGCONT)
        self._program.stop()

    def _ask_bus(self, member: str, *names: str) -> list[Any]:
        bus = "org.freedesktop.DBus"
        return self._call(
            Message(
                destination=bus,
                path="/org/freedesktop/DBus",
                interface=bus,
                member=member,
                signature="s" * len(names),
                body=list(names),
            )
        )

    def _call(self, message: Message) -> list[Any]:
        return asyncio.run(self._round_trip(message))

    async def _round_trip(self, message: Message) -> list[Any]:
        bus = await MessageBus(bus_address=self.address, bus_type=BusType.SESSION).connect()
        try:
            reply = await asyncio.wait_for(bus.call(message), 10)
        finally:
            bus.disconnect()
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
        if reply is None or reply.message_type is MessageType.ERROR:
            raise RuntimeError(f"{message.member}: {reply and reply.body}")
        return list(reply.body)
