"""The one connection to each bus that tray, notifications and sensors share.

A bus that dies takes with it what was laid down there: names, match rules, exported objects. So
nothing is mended here: a new connection is made, and each user of the bus begins anew on it.
"""

import asyncio
import contextlib
import logging
import os
import socket
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Self
from urllib.parse import unquote

from unkink.light_imports import without_xml

with without_xml():
    from dbus_fast import BusType, Message
    from dbus_fast.aio import MessageBus
    from dbus_fast.errors import DBusFastError

from unkink.core.moment import Duration
from unkink.core.values import dataclass

log = logging.getLogger(__name__)

PATIENCE: Duration = 5.0
"""A bus that does not answer must not keep the program from starting."""

SYSTEM_ADDRESS = "unix:path=/var/run/dbus/system_bus_socket"
"""Where the system bus is where nothing else is said (D-Bus Specification)."""

GONE = "The desktop's session bus is gone; tray icon and notifications come back with it."

Use = Callable[[MessageBus | None], Awaitable[None]]
"""Takes the connection there is from now on; None: there is none."""


@dataclass(frozen=True, slots=True)
class BusKind:
    """One of the two buses of a desktop."""

    name: str
    type: BusType
    variable: str
    """Which part of the environment tells the address."""
    address: str
    """The address where that tells none."""
    went: str
    """What is lost with it, for the log."""
    gone: str
    """What the person reads while it is gone."""


SESSION_BUS = BusKind(
    "session bus",
    BusType.SESSION,
    "DBUS_SESSION_BUS_ADDRESS",
    "",
    "the tray icon and notifications went with it",
    GONE,
)
SYSTEM_BUS = BusKind(
    "system bus",
    BusType.SYSTEM,
    "DBUS_SYSTEM_BUS_ADDRESS",
    SYSTEM_ADDRESS,
    "locking and sleep are no longer noticed",
    "The system bus is gone; locking and sleep are noticed again when it is back.",
)


async def session_bus() -> MessageBus | None:
    """Connect; None where there is no session bus, with the reason in the log."""
    return await connected(SESSION_BUS)


async def connected(kind: BusKind) -> MessageBus | None:
    """Connect to this bus; None where there is none, with the reason in the log."""
    bus: MessageBus | None = None
    try:
        bus = _Connection(bus_type=kind.type)
        async with asyncio.timeout(PATIENCE):
            return await bus.connect()
    except TimeoutError:
        log.info("the %s does not answer", kind.name)
    except Exception as error:  # noqa: BLE001 - what is no bus may say anything
        log.info("there is no %s: %s", kind.name, error)
    return None


class LastingBus:
    """Outlives the bus: connects, and connects again whenever somebody answers at its address.

    `degraded` is told the line for the person when the bus goes, and None when it is back.
    """

    def __init__(
        self,
        kind: BusKind,
        degraded: Callable[[str | None], None] = lambda _: None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self.connection: MessageBus | None = None
        """The connection there is now."""
        self._kind = kind
        self._degraded = degraded
        self._sockets = sockets(environment.get(kind.variable) or kind.address)
        self._users: list[Use] = []
        self._keeping: asyncio.Task[None] | None = None
        self._ends: asyncio.Task[None] | None = None
        """Done when the present connection is."""

    def attend(self, use: Use) -> None:
        """Hand over every connection that follows the present one, and word of each loss."""
        self._users.append(use)

    async def start(self) -> MessageBus | None:
        """Connect, and from now on whenever that can be done; None: it cannot be done now."""
        self._take(await connected(self._kind))
        if self.connection is not None or self._sockets:
            self._keeping = asyncio.create_task(self._keep())
        return self.connection

    async def close(self) -> None:
        """Let go of the connection, and make no other."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.wait([self._keeping])
        if self.connection is not None:
            self.connection.disconnect()
        if self._ends is not None:
            await asyncio.wait([self._ends])

    def _take(self, connection: MessageBus | None) -> None:
        self.connection = connection
        self._ends = None if connection is None else asyncio.create_task(_end(connection))

    async def _keep(self) -> None:
        """Use the bus until it goes, then wait until it is back, as long as the program lives."""
        if self._ends is None:
            await self._begin_with(await self._returned())
        while self._ends is not None:
            await asyncio.wait([self._ends])
            self._take(None)
            log.warning("the %s is gone; %s", self._kind.name, self._kind.went)
            self._degraded(self._kind.gone)
            await self._hand_over()
            await self._begin_with(await self._returned())

    async def _begin_with(self, connection: MessageBus) -> None:
        self._take(connection)
        log.warning("the %s is there now, and is used", self._kind.name)
        self._degraded(None)
        await self._hand_over()

    async def _returned(self) -> MessageBus:
        from unkink.returning import returned  # not at rest: it brings the C library along

        return await returned(self._sockets, partial(connected, self._kind))

    async def _hand_over(self) -> None:
        for use in self._users:
            try:
                await use(self.connection)
            except Exception:  # the barrier: one part that fails must not keep the bus from others
                log.exception(
                    "a part of the program could not change over to the %s", self._kind.name
                )


class _PatientSocket:
    """What the library writes to: a full socket has taken nothing, instead of being an error."""

    def __init__(self, connected: socket.socket) -> None:
        self._connected = connected

    def send(self, data: memoryview) -> int:
        """Return how many bytes were taken; the library waits until the rest can be sent."""
        try:
            return self._connected.send(data)
        except BlockingIOError:
            return 0


class _Connection(MessageBus):
    """A connection that breaks without a bang, and not because much is said over it.

    As published (5.2) it is taken apart within the very call that finds it broken: signals go over
    a set that shrinks meanwhile, and it waits for the number of a closed socket, which may soon be
    another file's. The exception of a message that nobody waits for it leaves unread, of which
    asyncio complains. And where the socket is full, as it is when a flood is answered, it takes
    that for the end of the connection.
    """

    __slots__ = ()

    async def connect(self) -> Self:
        """Connect; raises what the library raises."""
        await super().connect()
        if self._writer is not None and self._sock is not None:
            self._writer.sock = _PatientSocket(self._sock)  # type: ignore[assignment]
        return self

    def send(self, msg: Message) -> "asyncio.Future[None]":  # type: ignore[override]  # as there
        """Send; raises EOFError once the connection is gone."""
        if not self.connected:
            raise EOFError("the connection to the bus is gone")
        sent: asyncio.Future[None] = super().send(msg)
        sent.add_done_callback(_heed)
        return sent

    def _finalize(self, err: Exception | None = None) -> None:
        self._loop.call_soon(self._take_apart, err)

    def _take_apart(self, err: Exception | None) -> None:
        if not self._disconnected:
            super()._finalize(err)


def _heed(sent: asyncio.Future[None]) -> None:
    if not sent.cancelled():
        sent.exception()


async def _end(connection: MessageBus) -> None:
    with contextlib.suppress(OSError, EOFError, DBusFastError):
        await connection.wait_for_disconnect()  # type: ignore[no-untyped-call]


def sockets(address: str) -> tuple[Path, ...]:
    """Return the files at which this address can be met; an abstract socket has none."""
    transports = [one.removeprefix("unix:") for one in address.split(";") if one[:5] == "unix:"]
    keys = [key.partition("=") for one in transports for key in one.split(",")]
    return tuple(Path(unquote(value)) for key, _, value in keys if key == "path")
