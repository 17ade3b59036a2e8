"""Method calls over D-Bus, as every adapter makes them."""

from dbus_fast import Message, MessageFlag

from unkink.ports import AdapterError

DBUS = "org.freedesktop.DBus"
"""The bus itself: its name, which is also the name of its interface."""
DBUS_PATH = "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"


class NoBusError(AdapterError):
    """There is no session bus to ask over; who keeps the connection tells of that, once."""


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
