"""Questions over D-Bus that start nobody: who does not run, has nothing to say."""

from typing import Any

from dbus_fast import Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus

DBUS = "org.freedesktop.DBus"
DBUS_PATH = "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"


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
    reply = await bus.call(
        Message(
            destination=name,
            path=path,
            interface=interface,
            member=member,
            signature=signature,
            body=list(body),
            flags=MessageFlag.NO_AUTOSTART,
        )
    )
    if reply is None or reply.message_type is MessageType.ERROR:
        return None
    return list(reply.body)


async def read(bus: MessageBus, name: str, path: str, interface: str, what: str) -> Any:
    """Return the value of a property; None where there is none."""
    answer = await ask(bus, name, path, PROPERTIES, "Get", "ss", interface, what)
    return answer[0].value if answer else None
