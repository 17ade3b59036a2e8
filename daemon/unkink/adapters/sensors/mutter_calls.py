"""Questions to the IdleMonitor of GNOME's or Cinnamon's compositor, on the session bus."""

import asyncio
from typing import Any

from dbus_fast import Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusFastError

from unkink.bus_message import DBUS, DBUS_PATH, method_call
from unkink.core.moment import Duration

PATIENCE: Duration = 3.0
TROUBLE = (OSError, DBusFastError, EOFError, TimeoutError)
"""What a question raises when it is not answered."""


class _RefusedError(DBusFastError):
    """The bus or the monitor answered with an error."""


class IdleMonitor:
    """Questions to the monitor of `compositor`; each raises one of `TROUBLE`."""

    def __init__(self, bus: MessageBus, compositor: str) -> None:
        self._bus = bus
        self.name = f"{compositor}.IdleMonitor"
        """The bus name, which is also the name of the interface."""
        self._path = "/" + self.name.replace(".", "/") + "/Core"
        self.rules = (
            f"type='signal',sender='{self.name}',interface='{self.name}',member='WatchFired'",
            f"type='signal',sender='{DBUS}',member='NameOwnerChanged',arg0='{self.name}'",
        )

    async def listen(self) -> None:
        """Have the bus deliver the monitor's signals, and word of its coming and going."""
        for rule in self.rules:
            await self._call(DBUS, DBUS_PATH, DBUS, "AddMatch", "s", rule)

    async def silence(self) -> Duration:
        """Return how long input has been silent."""
        return int(await self._ask("GetIdletime")) / 1000

    async def watch_silence(self, milliseconds: int) -> int:
        """Have a watch fire at each silence of this length, at once if it is reached."""
        return int(await self._ask("AddIdleWatch", "t", milliseconds))

    async def watch_return(self) -> int:
        """Have a watch fire once, at the next input."""
        return int(await self._ask("AddUserActiveWatch"))

    async def remove(self, watch: int) -> None:
        """Remove a watch."""
        await self._ask("RemoveWatch", "u", watch)

    def let_go(self, watches: list[int]) -> None:
        """Remove all this without waiting for it."""
        if self._bus.connected:
            for watch in watches:
                self._send(self.name, self._path, self.name, "RemoveWatch", "u", watch)
            for rule in self.rules:
                self._send(DBUS, DBUS_PATH, DBUS, "RemoveMatch", "s", rule)

    async def _ask(self, member: str, signature: str = "", *body: object) -> Any:
        answer = await self._call(self.name, self._path, self.name, member, signature, *body)
        return answer[0] if answer else None

    async def _call(self, *parts: Any) -> list[Any]:
        if not self._bus.connected:
            raise EOFError("the session bus is gone")
        async with asyncio.timeout(PATIENCE):
            reply = await self._bus.call(_message(*parts))
        if reply is None or reply.message_type is MessageType.ERROR:
            raise _RefusedError(f"{parts[3]}: {reply and (reply.body or reply.error_name)}")
        return list(reply.body)

    def _send(self, *parts: Any) -> None:
        self._bus.send(_message(*parts, flags=MessageFlag.NO_REPLY_EXPECTED))


def _message(*parts: Any, flags: MessageFlag = MessageFlag.NONE) -> Message:
    return method_call(*parts, flags=flags | MessageFlag.NO_AUTOSTART)
