"""Questions to systemd-logind or elogind: org.freedesktop.login1(5)."""

import os
from collections.abc import AsyncIterator, Mapping
from typing import Any

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusFastError

from unkink.bus_message import DBUS, DBUS_PATH, PROPERTIES, method_call

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = f"{NAME}.Manager"
SESSION = f"{NAME}.Session"
GRAPHICAL = frozenset({"x11", "wayland", "mir"})


class RefusedError(DBusFastError):
    """logind is not there, or answered with an error."""


class Logind:
    """Calls over a connected system bus; each raises RefusedError, or OSError without a bus."""

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus

    async def listen(self, rule: str) -> None:
        """Have the bus deliver the signals of logind that match."""
        rule = f"type='signal',sender='{NAME}',{rule}"
        await self._call(DBUS, DBUS_PATH, DBUS, "AddMatch", "s", rule)

    async def read(self, path: str, interface: str, name: str) -> Any:
        """Return a property's value."""
        reply = await self._call(NAME, path, PROPERTIES, "Get", "ss", interface, name)
        return reply.body[0].value

    async def own_session(self, environment: Mapping[str, str]) -> str | None:
        """Return the path of the graphical session of this person; None where there is none.

        A daemon started by systemd --user, or from ssh, is in no session or in another one, so
        several ways to find it are tried.
        """
        async for path in self._candidates(environment):
            try:
                if await self.read(path, SESSION, "Type") in GRAPHICAL:
                    return path
            except RefusedError:
                continue
        return None

    async def delay_sleep(self, who: str, why: str) -> int:
        """Return a file descriptor that keeps the machine from sleeping for a moment.

        logind waits for it to be closed, at most for its InhibitDelayMaxSec (5 s).
        """
        reply = await self._call(NAME, PATH, MANAGER, "Inhibit", "ssss", "sleep", who, why, "delay")
        return int(reply.unix_fds[reply.body[0]])

    async def _candidates(self, environment: Mapping[str, str]) -> AsyncIterator[str]:
        asked: list[tuple[str, str, object]] = [("GetSessionByPID", "u", os.getpid())]
        if session := environment.get("XDG_SESSION_ID"):
            asked.append(("GetSession", "s", session))
        for member, signature, argument in asked:
            try:
                yield (await self._ask(member, signature, argument)).body[0]
            except RefusedError:
                continue
        for _, user, _, _, path in (await self._ask("ListSessions")).body[0]:
            if user == os.getuid():
                yield path

    async def _ask(self, member: str, signature: str = "", *body: object) -> Message:
        return await self._call(NAME, PATH, MANAGER, member, signature, *body)

    async def _call(
        self, name: str, path: str, interface: str, member: str, signature: str, *body: object
    ) -> Message:
        reply = await self._bus.call(method_call(name, path, interface, member, signature, *body))
        if reply is None or reply.message_type is MessageType.ERROR:
            raise RefusedError(f"{member}: {reply and (reply.body or reply.error_name)}")
        return reply
