"""The one connection to the session bus that tray and notifications share."""

import asyncio
import logging

from dbus_fast import BusType
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusFastError

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds; a bus that does not answer must not keep the program from starting."""


async def session_bus() -> MessageBus | None:
    """Connect; None where there is no session bus, with the reason in the log."""
    try:
        bus = MessageBus(bus_type=BusType.SESSION)
        return await asyncio.wait_for(bus.connect(), PATIENCE)
    except (OSError, DBusFastError, ValueError, EOFError, TimeoutError) as error:
        log.info("there is no session bus: %s", error)
        return None
