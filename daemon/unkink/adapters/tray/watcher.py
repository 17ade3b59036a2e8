"""org.kde.StatusNotifierWatcher: where icons sign up, and which hosts come and go.

Plain messages, as a proxy would fetch introspection data first. Nobody is started by our asking
(`NO_AUTOSTART`): a watcher of another desktop may be installed here.
"""

import logging
from collections.abc import Callable

from dbus_fast import Message, MessageFlag, MessageType, Variant
from dbus_fast.aio import MessageBus

from unkink.bus_message import (
    DBUS,
    DBUS_PATH,
    PATIENCE,
    PROPERTIES,
    UnansweredError,
    answer_to,
    method_call,
)
from unkink.bus_names import BusNames, OwnerChange
from unkink.one_at_a_time import OneAtATime

log = logging.getLogger(__name__)

NAME = "org.kde.StatusNotifierWatcher"
PATH = "/StatusNotifierWatcher"

_RULES = (
    f"type='signal',sender='{NAME}',path='{PATH}',member='StatusNotifierHostRegistered'",
    f"type='signal',sender='{NAME}',path='{PATH}',member='StatusNotifierHostUnregistered'",
)


class Watcher:
    """Keeps one icon signed up; calls `on_host` whenever a host turns up or the last one goes."""

    def __init__(self, bus: MessageBus, service: str, on_host: Callable[[bool], None]) -> None:
        self._bus = bus
        self._service = service
        self._on_host = on_host
        self._names = BusNames(bus, (NAME,), self._change_owner)
        self._signing = OneAtATime(self._sign_up_again, "the tray host")
        self.present = False
        """Whether a host shows the icon now, as far as the bus knows."""

    async def open(self) -> bool:
        """Listen, sign up, and tell whether a host is there now; raises AdapterError."""
        self._bus.add_message_handler(self._heard)
        await self._names.follow()
        for rule in _RULES:
            await self._ask_bus("AddMatch", rule)
        self.present = await self._sign_up()
        return self.present

    async def close(self) -> None:
        """Stop listening."""
        self._bus.remove_message_handler(self._heard)
        self._signing.stop()
        self._names.stop()
        if self._bus.connected:
            for rule in _RULES:
                await self._ask_bus("RemoveMatch", rule)

    async def _sign_up(self) -> bool:
        """Tell whether a host shows the icon; one that hangs keeps nothing else waiting long, and
        its next sign of life is another chance.
        """
        if not self._names.owner(NAME):
            return False
        register = ("RegisterStatusNotifierItem", "s", self._service)
        try:
            await answer_to(self._bus, _to_watcher(NAME, *register), "", PATIENCE)
        except UnansweredError as problem:
            log.warning("the panel does not answer the tray icon: %s", problem)
            return False
        return await self._host_registered()

    async def _host_registered(self) -> bool:
        asked = ("Get", "ss", NAME, "IsStatusNotifierHostRegistered")
        try:
            answer = await answer_to(self._bus, _to_watcher(PROPERTIES, *asked), "v", PATIENCE)
        except UnansweredError as problem:
            log.debug("the panel does not say whether it is one: %s", problem)
            answer = []
        match answer:
            case [Variant(value=bool(registered))]:
                return registered
            case _:
                return True  # A watcher that cannot say is mostly the host itself.

    def _heard(self, message: Message) -> None:
        """Take a signal; answers None, so that others on this connection hear it too."""
        if message.message_type is not MessageType.SIGNAL or message.interface != NAME:
            return
        if "Host" in (message.member or "") and self._names.own(message, NAME):
            self._signing.again()

    def _change_owner(self, change: OwnerChange) -> None:
        if change.after:
            self._signing.again()
        else:
            self._tell(present=False)

    async def _sign_up_again(self) -> None:
        self._tell(present=await self._sign_up())

    def _tell(self, *, present: bool) -> None:
        if present != self.present:
            self.present = present
            self._on_host(present)

    async def _ask_bus(self, member: str, rule: str) -> None:
        await answer_to(self._bus, method_call(DBUS, DBUS_PATH, DBUS, member, "s", rule), "")


def _to_watcher(interface: str, member: str, signature: str, *body: object) -> Message:
    flags = MessageFlag.NO_AUTOSTART
    return method_call(NAME, PATH, interface, member, signature, *body, flags=flags)
