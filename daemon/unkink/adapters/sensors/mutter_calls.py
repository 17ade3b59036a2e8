"""Questions to the IdleMonitor of GNOME's or Cinnamon's compositor, on the session bus."""

from typing import Any

from dbus_fast import Message, MessageFlag
from dbus_fast.aio import MessageBus

from unkink.bus_message import DBUS, DBUS_PATH, answer_to, method_call
from unkink.core.moment import Duration

PATIENCE: Duration = 3.0


class IdleMonitor:
    """Questions to the monitor of `compositor`; each raises UnansweredError."""

    def __init__(self, bus: MessageBus, compositor: str) -> None:
        self._bus = bus
        self.name = f"{compositor}.IdleMonitor"
        """The bus name, which is also the name of the interface."""
        self._path = "/" + self.name.replace(".", "/") + "/Core"
        self._rule = (
            f"type='signal',sender='{self.name}',interface='{self.name}',member='WatchFired'"
        )

    async def listen(self) -> None:
        """Have the bus deliver the monitor's signals."""
        await answer_to(self._bus, _message(DBUS, DBUS_PATH, DBUS, "AddMatch", "s", self._rule), "")

    async def silence(self) -> Duration:
        """Return how long input has been silent."""
        return int(await self._number("GetIdletime", "t")) / 1000

    async def watch_silence(self, milliseconds: int) -> int:
        """Have a watch fire at each silence of this length, at once if it is reached."""
        return await self._number("AddIdleWatch", "u", "t", milliseconds)

    async def watch_return(self) -> int:
        """Have a watch fire once, at the next input."""
        return await self._number("AddUserActiveWatch", "u")

    async def remove(self, watch: int) -> None:
        """Remove a watch."""
        await self._ask("RemoveWatch", "", "u", watch)

    def let_go(self, watches: list[int]) -> None:
        """Remove all this without waiting for it."""
        if self._bus.connected:
            for watch in watches:
                self._send(self.name, self._path, self.name, "RemoveWatch", "u", watch)
            self._send(DBUS, DBUS_PATH, DBUS, "RemoveMatch", "s", self._rule)

    async def _number(self, member: str, answer: str, *asked: object) -> int:
        (number,) = await self._ask(member, answer, *asked)
        return int(number)

    async def _ask(self, member: str, answer: str, *asked: object) -> list[Any]:
        call = _message(self.name, self._path, self.name, member, *asked)
        return await answer_to(self._bus, call, answer, PATIENCE)

    def _send(self, *parts: Any) -> None:
        self._bus.send(_message(*parts, flags=MessageFlag.NO_REPLY_EXPECTED))


def _message(*parts: Any, flags: MessageFlag = MessageFlag.NONE) -> Message:
    return method_call(*parts, flags=flags | MessageFlag.NO_AUTOSTART)
