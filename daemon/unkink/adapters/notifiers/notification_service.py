"""The conversation with whoever owns org.freedesktop.Notifications on the session bus.

Written against the Desktop Notifications Specification 1.2 with low-level messages: introspecting
a server costs two round trips and some memory, and the interface has not changed since 2011.
The bus connection is shared and belongs to somebody else.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from dbus_fast import Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus

from unkink.bus_message import DBUS, DBUS_PATH, NoBusError, method_call, values_of
from unkink.bus_names import owner_change
from unkink.core.moment import Duration
from unkink.core.plain_text import LONGEST_NAME, plain
from unkink.core.values import dataclass
from unkink.ports import AdapterError

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
MATCHES = (
    f"type='signal',sender='{NAME}',path='{PATH}',interface='{NAME}'",
    f"type='signal',sender='{DBUS}',path='{DBUS_PATH}',interface='{DBUS}',"
    f"member='NameOwnerChanged',arg0='{NAME}'",
)

SIGNALS = {"ActionInvoked": "us", "ActivationToken": "us", "NotificationClosed": "uu"}
"""What a server tells → the signature of how it tells it; whatever else it says is not for us."""

LIMIT: Duration = 5.0
"""A running server answers in milliseconds; one the bus has to start first, within a second."""

ABSENT = frozenset(
    f"org.freedesktop.DBus.Error.{error}" for error in ("ServiceUnknown", "NameHasNoOwner")
)


@dataclass(frozen=True, slots=True)
class Server:
    """What one running server says about itself."""

    name: str
    version: str
    capabilities: frozenset[str]


class NotificationService:
    """Calls with a time limit, signals of the present owner only, and its coming and going."""

    def __init__(
        self,
        bus: MessageBus | None,
        *,
        heard: Callable[[str, list[Any]], None],
        came: Callable[[], None],
        went: Callable[[], None],
    ) -> None:
        """Take a connected bus, None where there is none; `heard` gets each signal's name and
        values.

        A change from one owner to the next is a `went` followed by a `came`. A server that answers
        after its time was up `came` as well.
        """
        self.server: Server | None = None
        """The running server, as far as it was asked already."""
        self._bus = bus
        self._heard = heard
        self._came = came
        self._went = went
        self._owner: str | None = None
        self._bus_id = ""
        self._listening = False
        self._unanswered: set[asyncio.Future[Message]] = set()

    @property
    def identity(self) -> str:
        """Names the server that runs, this one and no other; empty before it was met."""
        return f"{self._bus_id} {self._owner}" if self._owner else ""

    def use(self, bus: MessageBus | None) -> None:
        """Talk over this bus from now on; None: it is gone, and the server with it."""
        met = self._owner is not None
        self._bus, self._listening, self._bus_id = bus, False, ""
        self.server = self._owner = None
        if met:
            self._went()
        if bus is not None:
            self._came()

    async def introduce(self) -> Server:
        """Return what the server can do, starting one where the bus knows how.

        Raises AdapterError when there is none or it does not answer.
        """
        await self._listen()
        if self.server is None:
            (capabilities,) = await self._ask("GetCapabilities", answer="as")
            name, _, version, _ = await self._ask("GetServerInformation", answer="ssss")
            self.server = Server(
                plain(name, LONGEST_NAME), plain(version, LONGEST_NAME), frozenset(capabilities)
            )
        return self.server

    async def notify(self, arguments: list[Any]) -> int:
        """Show a notification and return its number; raises AdapterError."""
        (number,) = await self._ask("Notify", "susssasa{sv}i", arguments, answer="u")
        return int(number)

    def close_notification(self, number: int) -> None:
        """Take a notification away, without waiting, and without starting a server for that."""
        if self._bus is not None and self._bus.connected:
            flags = MessageFlag.NO_REPLY_EXPECTED | MessageFlag.NO_AUTOSTART
            self._bus.send(_call(NAME, PATH, "CloseNotification", "u", [number], flags))

    def stop(self) -> None:
        """Stop listening; the bus stays connected."""
        bus, listening = self._bus, self._listening
        self._bus, self._listening = None, False
        for call in self._unanswered:
            call.cancel()
        if bus is not None and listening:
            bus.remove_message_handler(self._receive)
            for rule in MATCHES if bus.connected else ():
                flags = MessageFlag.NO_REPLY_EXPECTED
                bus.send(_call(DBUS, DBUS_PATH, "RemoveMatch", "s", [rule], flags))

    async def _listen(self) -> None:
        if self._listening:
            return
        bus = self._connected()
        for rule in MATCHES:
            await self._answer(_call(DBUS, DBUS_PATH, "AddMatch", "s", [rule]))
        (self._bus_id,) = (await self._answer(_call(DBUS, DBUS_PATH, "GetId", "", []))).body
        if bus is self._bus:
            bus.add_message_handler(self._receive)
            self._listening = True

    async def _ask(
        self, member: str, signature: str = "", body: list[Any] | None = None, *, answer: str
    ) -> list[Any]:
        reply = await self._answer(_call(NAME, PATH, member, signature, body or []))
        if reply.signature != answer:
            raise AdapterError(
                f"The notification service answers {member} with “{reply.signature}” "
                f"where “{answer}” belongs."
            )
        self._owner = reply.sender
        return list(reply.body)

    async def _answer(self, message: Message) -> Message:
        call = asyncio.ensure_future(self._connected().call(message))
        try:
            await asyncio.wait((call,), timeout=LIMIT)
        finally:
            if not call.done():
                self._unanswered.add(call)
                call.add_done_callback(self._answered_late)
        if not call.done():
            raise AdapterError(f"The notification service did not answer within {LIMIT:g} s.")
        return _checked(call)

    def _connected(self) -> MessageBus:
        if self._bus is None or not self._bus.connected:
            raise NoBusError("The connection to the desktop's session bus is gone.")
        return self._bus

    def _answered_late(self, call: asyncio.Future[Message]) -> None:
        # Whoever asked was told that it failed and has moved on: a notification that shows up
        # now would have buttons that nobody listens to.
        self._unanswered.discard(call)
        if call.cancelled() or call.exception() is not None:
            return
        reply = call.result()
        if reply.message_type is MessageType.METHOD_RETURN:
            if reply.signature == "u":
                self.close_notification(reply.body[0])
            self._came()

    def _receive(self, message: Message) -> None:
        if message.message_type is not MessageType.SIGNAL:
            return
        if message.interface == NAME and message.path == PATH and message.sender == self._owner:
            signature = SIGNALS.get(message.member or "")
            if signature and (told := values_of(message, signature)):
                self._heard(message.member or "", told)
        elif (change := owner_change(message)) is not None and change.name == NAME:
            self._change_owner(before=change.before, after=change.after)

    def _change_owner(self, before: str, after: str) -> None:
        self.server = None
        self._owner = after or None
        if before:
            self._went()
        if after:
            self._came()


def _call(
    destination: str,
    path: str,
    member: str,
    signature: str,
    body: list[Any],
    flags: MessageFlag = MessageFlag.NONE,
) -> Message:
    return method_call(destination, path, destination, member, signature, *body, flags=flags)


def _checked(call: asyncio.Future[Message]) -> Message:
    try:
        reply = call.result()
    except Exception as error:  # whatever a bus that breaks makes the library raise
        raise NoBusError(f"The desktop's session bus failed: {error}") from error
    if reply.message_type is not MessageType.ERROR:
        return reply
    if reply.error_name in ABSENT:
        raise AdapterError("No notification service is running on this desktop.")
    detail = reply.body[0] if reply.body else reply.error_name
    raise AdapterError(f"The notification service refused: {plain(str(detail))}")
