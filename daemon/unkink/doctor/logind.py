"""Sleep and lock, as logind tells of them."""

import asyncio

from dbus_fast import BusType
from dbus_fast.aio import MessageBus

from unkink.adapters.sensors.logind import PATIENCE
from unkink.adapters.sensors.logind_calls import MANAGER, PATH, Logind
from unkink.adapters.sensors.screensaver import PATHS as SAVERS
from unkink.adapters.surroundings.questions import ask, patiently
from unkink.bus_message import DBUS, DBUS_PATH
from unkink.doctor.finding import Finding, partly, works
from unkink.doctor.place import Place

SLEEP, LOCK = "sleep", "lock"


async def logind(place: Place) -> list[Finding]:
    """Ask logind, and look for screen savers; nothing is locked and nothing sleeps."""
    try:
        async with asyncio.timeout(PATIENCE):
            session = await _session(place)
    except Exception:  # noqa: BLE001 - whatever it is that makes no sense, the finding says so
        seen = "logind does not answer; a sleep is seen in the clocks, once it is over"
        return [partly(SLEEP, seen), await _lock(place, None)]
    return [works(SLEEP, "logind announces it"), await _lock(place, session)]


async def _session(place: Place) -> str | None:
    address = place.environment.get("DBUS_SYSTEM_BUS_ADDRESS")
    bus = MessageBus(bus_address=address, bus_type=BusType.SYSTEM)
    try:
        calls = Logind(await bus.connect())
        await calls.read(PATH, MANAGER, "PreparingForSleep")
        return await calls.own_session(place.environment)
    finally:
        bus.disconnect()


async def _lock(place: Place, session: str | None) -> Finding:
    savers = await _savers(place)
    if savers:
        return works(LOCK, f"told by {', '.join(savers)}")
    if session is not None:
        return works(LOCK, "logind tells, where the screen locker tells logind")
    advice = "Use your desktop's own screen lock, or a locker that tells logind."
    return partly(LOCK, "nobody tells when the screen is locked", advice)


async def _savers(place: Place) -> list[str]:
    if place.bus is None:
        return []
    names = await patiently(ask(place.bus, DBUS, DBUS_PATH, DBUS, "ListNames", answer="as"))
    return sorted(SAVERS.keys() & set(names[0])) if names else []
