"""Every check, one after the other, each behind a barrier."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping

from unkink.adapters.session_bus import session_bus
from unkink.adapters.surroundings.questions import ask, patiently
from unkink.bus_message import DBUS, DBUS_PATH
from unkink.core.moment import Duration
from unkink.doctor.autostart import autostart
from unkink.doctor.finding import Finding, fails
from unkink.doctor.folders import folders
from unkink.doctor.guide import guide
from unkink.doctor.kept import journal, state
from unkink.doctor.logind import logind
from unkink.doctor.notifications import notifications
from unkink.doctor.person import Person
from unkink.doctor.place import Place
from unkink.doctor.running import running
from unkink.doctor.session import session
from unkink.doctor.settings import health, own_tips, settings
from unkink.doctor.speech import speech
from unkink.doctor.surroundings import calls, films, full_screen, quiet
from unkink.doctor.tray import tray
from unkink.doctor.versions import versions
from unkink.doctor.watching import watching
from unkink.paths import Paths

Check = Callable[[Place], Awaitable[list[Finding]]]

LONGEST: Duration = 150.0
"""For one check, with all that it asks of the person."""

CHECKS: tuple[Check, ...] = (
    settings,
    health,
    own_tips,
    folders,
    state,
    journal,
    running,
    session,
    notifications,
    watching,
    tray,
    guide,
    quiet,
    calls,
    full_screen,
    films,
    logind,
    autostart,
    speech,
    versions,
)
"""In this order: what a person must mend first comes first."""


async def examine(
    paths: Paths,
    environment: Mapping[str, str],
    person: Person,
    checks: tuple[Check, ...] = CHECKS,
) -> AsyncGenerator[Finding, None]:
    """Yield what is found, as it is found; close it, or exhaust it."""
    bus = await session_bus()
    try:
        place = Place(paths, environment, bus, person)
        for check in checks:
            for finding in await _behind_barrier(check, place):
                yield finding
    finally:
        if bus is not None:
            # What was sent last, such as "take the notification away", has arrived once it answers.
            await patiently(ask(bus, DBUS, DBUS_PATH, DBUS, "GetId", answer="s"))
            bus.disconnect()


async def _behind_barrier(check: Check, place: Place) -> list[Finding]:
    report = "Please report this, with your desktop and its version."
    name = check.__name__.replace("_", " ")
    try:
        async with asyncio.timeout(LONGEST):
            return await check(place)
    except TimeoutError:
        return [fails(name, "it did not end in time", report)]
    except Exception as error:  # noqa: BLE001 - a check that breaks must leave the others their turn
        return [fails(name, f"the check itself broke: {type(error).__name__}: {error}", report)]
