"""org.kde.StatusNotifierWatcher: where icons sign up, and which hosts come and go.

Plain messages, as a proxy would fetch introspection data first. Nobody is started by our asking
(`NO_AUTOSTART`): a watcher of another desktop may be installed here.
"""

import asyncio
import logging
from collections.abc import Callable

from dbus_fast import Message, MessageFlag, MessageType, Variant
from dbus_fast.aio import MessageBus

from unkink.bus_message import DBUS, DBUS_PATH, PROPERTIES, method_call
from unkink.core.moment import Duration

log = logging.getLogger(__name__)

NAME = "org.kde.StatusNotifierWatcher"
PATH = "/StatusNotifierWatcher"

PATIENCE: Duration = 5.0
"""A host that hangs must keep nothing else waiting; the next sign of life is another chance."""

_RULES = (
    f"type='signal',sender='{DBUS}',member='NameOwnerChanged',arg0='{NAME}'",
    f"type='signal',sender='{NAME}',path='{PATH}',member='StatusNotifierHostRegistered'",
    f"type='signal',sender='{NAME}',path='{PATH}',member='StatusNotifierHostUnregistered'",
)


class Watcher:
    """Keeps one icon signed up; calls `on_host` whenever a host turns up or the last one goes."""

    def __init__(self, bus: MessageBus, service: str, on_host: Callable[[bool], None]) -> None:
        self._bus = bus
        self._service = service
        self._on_host = on_host
        self._signed_up: asyncio.Task[None] | None = None
        self.present = False
        """Whether a host shows the icon now, as far as the bus knows."""

    async def open(self) -> bool:
        """Listen, sign up, and tell whether a host is there now."""
        self._bus.add_message_handler(self._heard)
        for rule in _RULES:
            await self._call(DBUS, DBUS_PATH, DBUS, "AddMatch", "s", [rule])
        self.present = await self._sign_up()
        return self.present

    async def close(self) -> None:
        """Stop listening."""
        self._bus.remove_message_handler(self._heard)
        if self._signed_up is not None:
            self._signed_up.cancel()
            self._signed_up = None
        if self._bus.connected:
            for rule in _RULES:
                await self._call(DBUS, DBUS_PATH, DBUS, "RemoveMatch", "s", [rule])

    async def _sign_up(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                reply = await self._call(
                    NAME, PATH, NAME, "RegisterStatusNotifierItem", "s", [self._service]
                )
                taken = reply.message_type is MessageType.METHOD_RETURN
                return taken and await self._host_registered()
        except TimeoutError:
            log.warning("the panel does not answer the tray icon")
            return False

    async def _host_registered(self) -> bool:
        reply = await self._call(
            NAME,
            PATH,
            PROPERTIES,
            "Get",
            "ss",
            [NAME, "IsStatusNotifierHostRegistered"],
        )
        match reply.body:
            case [Variant(value=bool(registered))]:
                return registered
            case _:
                return True  # A watcher that cannot say is mostly the host itself.

    def _heard(self, message: Message) -> None:
        """Take a signal; answers None, so that others on this connection hear it too."""
        if message.message_type is not MessageType.SIGNAL:
            return
        from_bus = message.sender == DBUS and message.member == "NameOwnerChanged"
        owner_changed = from_bus and message.body[0] == NAME
        hosts_changed = message.interface == NAME and "Host" in (message.member or "")
        if owner_changed and not message.body[2]:
            self._tell(present=False)
        elif owner_changed or hosts_changed:
            self._sign_up_later()

    def _sign_up_later(self) -> None:
        if self._signed_up is not None:
            self._signed_up.cancel()
        self._signed_up = asyncio.get_running_loop().create_task(self._sign_up_again())

    async def _sign_up_again(self) -> None:
        try:
            present = await self._sign_up()
        except (OSError, EOFError) as error:
            log.warning("The tray host did not take the icon: %s", error)
            return
        self._tell(present=present)

    def _tell(self, *, present: bool) -> None:
        if present != self.present:
            self.present = present
            self._on_host(present)

    async def _call(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        signature: str,
        body: list[object],
    ) -> Message:
        flags = MessageFlag.NO_AUTOSTART
        return await self._bus.call(
            method_call(destination, path, interface, member, signature, *body, flags=flags)
        )
