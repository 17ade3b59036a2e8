"""Method calls over D-Bus, as every adapter makes them, and what is believed of what comes back.

A signature is checked before a value is used: whoever answers or signals may be another program
than the one that is meant, or another version of it.
"""

import asyncio
import logging
import os
from typing import Any

from dbus_fast import Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus

from unkink.core.moment import Duration
from unkink.ports import AdapterError

log = logging.getLogger(__name__)

DBUS = "org.freedesktop.DBus"
"""The bus itself: its name, which is also the name of its interface."""
DBUS_PATH = "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"

PATIENCE: Duration = 5.0
"""How long anybody may take to answer, unless there is less time."""

LONGEST_TOKEN = 1024
"""Signs of an activation token; those of desktops have 30 to 200, and 128 kB start no program."""


class NoBusError(AdapterError):
    """There is no session bus to ask over; who keeps the connection tells of that, once."""


class UnansweredError(AdapterError):
    """Whoever was asked refused, was silent, or said what makes no sense; or the bus went."""


def method_call(  # a D-Bus call has that many parts
    name: str,
    path: str,
    interface: str,
    member: str,
    signature: str = "",
    *body: object,
    flags: MessageFlag = MessageFlag.NONE,
) -> Message:
    """Put a call together; it goes nowhere yet."""
    return Message(
        destination=name,
        path=path,
        interface=interface,
        member=member,
        signature=signature,
        body=list(body),
        flags=flags,
    )


async def answer_to(
    bus: MessageBus, call: Message, answer: str, patience: Duration = PATIENCE
) -> list[Any]:
    """Ask, and return the values of an answer with this signature; raises UnansweredError."""
    return list((await reply_to(bus, call, answer, patience)).body)


async def reply_to(
    bus: MessageBus, call: Message, answer: str, patience: Duration = PATIENCE
) -> Message:
    """Do the same, and return the whole message, for what comes beside its values."""
    if not bus.connected:
        raise UnansweredError(f"{call.member}: the connection to the bus is gone")
    try:
        async with asyncio.timeout(patience):
            reply = await bus.call(call)
    except TimeoutError as problem:
        raise UnansweredError(f"{call.member}: no answer within {patience:g} s") from problem
    except Exception as problem:  # whatever a bus that breaks makes the library raise
        raise UnansweredError(f"{call.member}: {problem}") from problem
    if reply is None or reply.message_type is MessageType.ERROR:
        raise UnansweredError(f"{call.member}: {reply and (reply.body or reply.error_name)}")
    if reply.signature != answer:
        for descriptor in reply.unix_fds:
            os.close(descriptor)
        raise UnansweredError(
            f"{call.member}: the answer is “{reply.signature}” where “{answer}” belongs"
        )
    return reply


def values_of(signal: Message, signature: str) -> list[Any] | None:
    """Return what a signal tells; None where that is not of this signature."""
    if signal.signature == signature:
        return list(signal.body)
    log.debug(
        "%s of %s is “%s” where “%s” belongs",
        signal.member,
        signal.sender,
        signal.signature[:80],
        signature,
    )
    return None


def activation_token(told: object) -> str | None:
    """Return what lets a window come to the front; None where it cannot be such a token."""
    plain = isinstance(told, str) and told.isascii() and told.isprintable()
    return told if plain and isinstance(told, str) and 0 < len(told) <= LONGEST_TOKEN else None
