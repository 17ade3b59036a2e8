"""Questions over D-Bus that start nobody: who does not run, has nothing to say."""

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

from dbus_fast import MessageFlag, MessageType
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusFastError

from unkink.bus_message import PROPERTIES, method_call
from unkink.core.moment import Duration

T = TypeVar("T")

PATIENCE: Duration = 0.45
"""Seconds for one program's answer where there are others to ask; four fit into a look."""


async def ask(  # a D-Bus call has that many parts
    bus: MessageBus,
    name: str,
    path: str,
    interface: str,
    member: str,
    signature: str = "",
    *body: object,
) -> list[Any] | None:
    """Return the answer; None for an error, which is what a desktop without that says.

    Raises EOFError or OSError when the bus goes meanwhile.
    """
    flags = MessageFlag.NO_AUTOSTART
    reply = await bus.call(
        method_call(name, path, interface, member, signature, *body, flags=flags)
    )
    if reply is None or reply.message_type is MessageType.ERROR:
        return None
    return list(reply.body)


async def read(bus: MessageBus, name: str, path: str, interface: str, what: str) -> Any:
    """Return the value of a property; None where there is none."""
    answer = await ask(bus, name, path, PROPERTIES, "Get", "ss", interface, what)
    return answer[0].value if answer else None


async def patiently(answer: Awaitable[T]) -> T | None:
    """Return the answer; None when it takes longer than `PATIENCE`, or the bus goes meanwhile."""
    try:
        return await asyncio.wait_for(answer, PATIENCE)
    except (TimeoutError, EOFError, OSError, DBusFastError):
        return None
