"""The one connection to the session bus that tray, notifications and sensors share.

A bus that dies takes with it what was laid down there: names, match rules, exported objects. So
nothing is mended here: a new connection is made, and each user of the bus begins anew on it.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from urllib.parse import unquote

from unkink.light_imports import without_xml

with without_xml():
    from dbus_fast import BusType, Message
    from dbus_fast.aio import MessageBus
    from dbus_fast.errors import DBusFastError

from unkink.core.moment import Duration

log = logging.getLogger(__name__)

PATIENCE: Duration = 5.0
"""A bus that does not answer must not keep the program from starting."""

GONE = "The desktop's session bus is gone; tray icon and notifications come back with it."

Use = Callable[[MessageBus | None], Awaitable[None]]
"""Takes the connection there is from now on; None: there is none."""


async def session_bus() -> MessageBus | None:
    """Connect; None where there is no session bus, with the reason in the log."""
    try:
        bus = _Connection(bus_type=BusType.SESSION)
        return await asyncio.wait_for(bus.connect(), PATIENCE)
    except (OSError, DBusFastError, ValueError, EOFError, TimeoutError) as error:
        log.info("there is no session bus: %s", error)
        return None


class SessionBus:
    """Outlives the bus: connects, and connects again whenever somebody answers at its address.

    `degraded` is told the line for the person when the bus goes, and None when it is back.
    """

    def __init__(
        self,
        degraded: Callable[[str | None], None] = lambda _: None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self.connection: MessageBus | None = None
        """The connection there is now."""
        self._degraded = degraded
        self._sockets = sockets(environment.get("DBUS_SESSION_BUS_ADDRESS", ""))
        self._users: list[Use] = []
        self._keeping: asyncio.Task[None] | None = None
        self._ends: asyncio.Task[None] | None = None
        """Done when the present connection is."""

    def attend(self, use: Use) -> None:
        """Hand over every connection that follows the present one, and word of each loss."""
        self._users.append(use)

    async def start(self) -> MessageBus | None:
        """Connect, and from now on whenever that can be done; None: it cannot be done now."""
        self._take(await session_bus())
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
            log.warning("the session bus is gone; the tray icon and notifications went with it")
            self._degraded(GONE)
            await self._hand_over()
            await self._begin_with(await self._returned())

    async def _begin_with(self, connection: MessageBus) -> None:
        self._take(connection)
        log.warning("the session bus is there now, and is used")
        self._degraded(None)
        await self._hand_over()

    async def _returned(self) -> MessageBus:
        from unkink.returning import returned  # not at rest: it brings the C library along

        return await returned(self._sockets, session_bus)

    async def _hand_over(self) -> None:
        for use in self._users:
            try:
                await use(self.connection)
            except Exception:  # the barrier: one part that fails must not keep the bus from others
                log.exception("a part of the program could not change over to the session bus")


class _Connection(MessageBus):
    """A connection that breaks without a bang.

    As published (5.2) it is taken apart within the very call that finds it broken: signals go over
    a set that shrinks meanwhile, and it waits for the number of a closed socket, which may soon be
    another file's. The exception of a message that nobody waits for it leaves unread, of which
    asyncio complains.
    """

    __slots__ = ()

    def send(self, msg: Message) -> "asyncio.Future[None]":  # type: ignore[override]  # as there
        """Send; raises EOFError once the connection is gone."""
        if not self.connected:
            raise EOFError("the connection to the session bus is gone")
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
