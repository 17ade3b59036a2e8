"""A notification server that does what a test tells it to, the wrong thing included."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from dbus_fast import BusType, Message, MessageType
from dbus_fast.aio import MessageBus

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"


async def connect(address: str) -> MessageBus:
    """Connect to the session bus at this address."""
    return await MessageBus(bus_address=address, bus_type=BusType.SESSION).connect()


async def hang_up(bus: MessageBus) -> None:
    """Close a connection and wait until it is closed."""
    bus.disconnect()
    ended: Awaitable[None] = bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
    await ended


@dataclass(frozen=True, slots=True)
class Notified:
    """One Notify call as it arrived, and the number it was given."""

    number: int
    app_name: str
    replaces: int
    title: str
    body: str
    actions: list[str]
    hints: dict[str, Any]
    expires: int


class ScriptedServer:
    """Owns org.freedesktop.Notifications between `start` and `stop`."""

    def __init__(
        self,
        address: str,
        *,
        name: str = "scripted",
        capabilities: tuple[str, ...] = ("actions", "body", "body-markup"),
        first_number: int = 1,
    ) -> None:
        """Take the bus to appear on; numbers count up from `first_number`."""
        self.notified: list[Notified] = []
        self.closed: list[int] = []
        self.asked: list[str] = []
        self.silent = False
        """Answers nothing while this is set."""
        self.refusal: str | None = None
        """Answers Notify with this error text."""
        self.keeps_numbers = True
        """Whether replacing keeps the number, as the specification says."""
        self.right_after_notify: Callable[[int], None] | None = None
        self._address = address
        self._name = name
        self._capabilities = list(capabilities)
        self._next = first_number
        self._bus: MessageBus | None = None
        self._held: list[Message] = []

    async def start(self) -> None:
        """Appear on the bus."""
        bus = await connect(self._address)
        bus.add_message_handler(self._receive)
        self._bus = bus
        await bus.request_name(NAME)

    async def stop(self) -> None:
        """Vanish from the bus without a word, as a crash would."""
        if self._bus:
            await hang_up(self._bus)
            self._bus = None

    def press(self, number: int, action: str, token: str | None = None) -> None:
        """Say that this action was invoked, with an activation token before it if there is one."""
        if token:
            self.emit("ActivationToken", "us", number, token)
        self.emit("ActionInvoked", "us", number, action)

    def gone(self, number: int, reason: int) -> None:
        """Say that this notification was closed."""
        self.emit("NotificationClosed", "uu", number, reason)

    def emit(self, member: str, signature: str, *values: object) -> None:
        """Send a signal."""
        assert self._bus
        self._bus.send(Message.new_signal(PATH, NAME, member, signature, list(values)))

    def answer_late(self) -> None:
        """Answer all that was asked while silent."""
        self.silent = False
        held, self._held = self._held, []
        for message in held:
            reply = self._answer(message)
            if reply and self._bus:
                self._bus.send(reply)

    def _receive(self, message: Message) -> Message | bool | None:
        if message.message_type is not MessageType.METHOD_CALL or message.interface != NAME:
            return None
        self.asked.append(message.member or "")
        if self.silent:
            self._held.append(message)
            return True
        return self._answer(message) or True

    def _answer(self, message: Message) -> Message | None:
        match message.member:
            case "GetCapabilities":
                return Message.new_method_return(message, "as", [self._capabilities])
            case "GetServerInformation":
                about = [self._name, "unkink tests", "1", "1.2"]
                return Message.new_method_return(message, "ssss", about)
            case "Notify" if self.refusal:
                return Message.new_error(message, "org.example.Refused", self.refusal)
            case "Notify":
                return self._notify(message)
            case "CloseNotification":
                self.closed.append(message.body[0])
                return None
            case _:
                return None

    def _notify(self, message: Message) -> Message:
        app_name, replaces, _icon, title, body, actions, hints, expires = message.body
        number = replaces if replaces and self.keeps_numbers else self._next
        if number == self._next:
            self._next += 1
        plain = {key: hint.value for key, hint in hints.items()}
        self.notified.append(
            Notified(number, app_name, replaces, title, body, actions, plain, expires)
        )
        if self.right_after_notify:
            asyncio.get_running_loop().call_soon(self.right_after_notify, number)
        return Message.new_method_return(message, "u", [number])
