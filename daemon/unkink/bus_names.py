"""Who owns a name on a bus, followed through changes: a signal counts from its owner alone.

Rules about the sender ("AddMatch") choose what a bus broadcasts. What somebody sends to us directly
comes whatever the rules say, and on the system bus every user may send signals. Only `sender` tells
who spoke: the bus itself writes it.
"""

from collections.abc import Callable, Collection

from dbus_fast import Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus

from unkink.bus_message import (
    DBUS,
    DBUS_PATH,
    UnansweredError,
    answer_to,
    method_call,
    values_of,
)
from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """A name has another owner; empty: none."""

    name: str
    before: str
    after: str


class BusNames:
    """The owners of some names on a connected bus, which stays the caller's.

    `changed` is called after each change that follows `follow`.
    """

    def __init__(
        self,
        bus: MessageBus,
        names: Collection[str],
        changed: Callable[[OwnerChange], None] = lambda _: None,
    ) -> None:
        self._bus = bus
        self._names = names
        self._changed = changed
        self._owners: dict[str, str] = {}
        """A name → its owner, empty: none; only what is known."""

    async def follow(self) -> None:
        """Begin; raises UnansweredError where the bus refuses."""
        self._bus.add_message_handler(self._receive)
        for name in self._names:
            rule = owner_rule(name)
            await answer_to(self._bus, _call("AddMatch", rule), "")
        for name in self._names:
            try:
                (owner,) = await answer_to(self._bus, _call("GetNameOwner", name), "s")
            except UnansweredError:
                owner = ""
            # A change may have come behind the answer, and been heard before we were back here.
            self._owners.setdefault(name, owner)

    def stop(self) -> None:
        """Follow no longer."""
        self._bus.remove_message_handler(self._receive)
        if self._bus.connected:
            for name in self._names:
                call = _call("RemoveMatch", owner_rule(name), MessageFlag.NO_REPLY_EXPECTED)
                self._bus.send(call)

    def owner(self, name: str) -> str:
        """Return the unique name of the owner; empty where there is none."""
        return self._owners.get(name, "")

    def own(self, message: Message, name: str) -> bool:
        """Tell whether this was sent by the present owner of the name."""
        return bool(message.sender) and message.sender == self.owner(name)

    def _receive(self, message: Message) -> None:
        change = owner_change(message)
        if change is not None and change.name in self._names:
            self._owners[change.name] = change.after
            self._changed(change)


def owner_change(message: Message) -> OwnerChange | None:
    """Read the bus's own word that a name changed hands; None for any other message."""
    if message.message_type is not MessageType.SIGNAL or message.member != "NameOwnerChanged":
        return None
    if message.sender != DBUS:  # nobody else is ever called so
        return None
    told = values_of(message, "sss")
    return None if told is None else OwnerChange(*told)


def owner_rule(name: str) -> str:
    """Return what has the bus tell of the owners of a name."""
    return f"type='signal',sender='{DBUS}',member='NameOwnerChanged',arg0='{name}'"


def _call(member: str, argument: str, flags: MessageFlag = MessageFlag.NONE) -> Message:
    return method_call(DBUS, DBUS_PATH, DBUS, member, "s", argument, flags=flags)
