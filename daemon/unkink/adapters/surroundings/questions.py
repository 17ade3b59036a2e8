"""Questions over D-Bus that start nobody: who does not run, has nothing to say."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any, TypeVar

from dbus_fast import MessageFlag
from dbus_fast.aio import MessageBus

from unkink.bus_message import PROPERTIES, UnansweredError, answer_to, method_call
from unkink.core.moment import Duration

log = logging.getLogger(__name__)

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
    answer: str,
) -> list[Any] | None:
    """Return the answer, where it has this signature; None for any other, and for an error, which
    is what a desktop without that says.
    """
    flags = MessageFlag.NO_AUTOSTART
    call = method_call(name, path, interface, member, signature, *body, flags=flags)
    try:
        return await answer_to(bus, call, answer)
    except UnansweredError as problem:
        log.debug("%s: %s", name, problem)
        return None


async def read(bus: MessageBus, name: str, path: str, interface: str, what: str, kind: str) -> Any:
    """Return the value of a property, where it is of this kind; else None."""
    told = await ask(bus, name, path, PROPERTIES, "Get", "ss", interface, what, answer="v")
    return told[0].value if told and told[0].signature == kind else None


async def patiently(answer: Awaitable[T]) -> T | None:
    """Return the answer; None when it takes longer than `PATIENCE`."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await answer
    except TimeoutError:
        return None
