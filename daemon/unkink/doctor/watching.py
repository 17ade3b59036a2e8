"""Who is there: the input sensor of this session, tried with real stillness and a real key."""

import asyncio

from unkink.adapters.clock import SystemClock
from unkink.adapters.sensors import choice
from unkink.adapters.sensors.session_kind import in_wayland, settled
from unkink.adapters.sensors.succession import Choose
from unkink.core.events import Blinded, Event, Looked
from unkink.core.moment import Duration
from unkink.doctor.desktops import NO_SCREEN
from unkink.doctor.finding import Finding, fails, partly, works
from unkink.doctor.place import Place
from unkink.ports import Clock, InputSensor

INPUT, XWAYLAND = "sitting time", "XWayland"
STILL: Duration = 2.0
DONE_WITHIN: Duration = 30.0
NO_SENSOR = (
    "Lock and sleep still count. Nothing to install: this compositor tells nobody when you type "
    "(it lacks ext-idle-notify)."
)
NO_COUNTER = "Lock and sleep still count. Nothing to install: this X server counts no idle time."
GONE = (
    "Lock and sleep still count. What DISPLAY or WAYLAND_DISPLAY names has ended, or is another "
    "session's: run unkink doctor in a terminal inside your desktop."
)
UNREACHED = "cannot be reached"
"""What the sensors say where there is no answer at all; that tells nothing of what is missing."""
IMPORT = (
    "dbus-update-activation-environment --systemd WAYLAND_DISPLAY XDG_SESSION_TYPE "
    "in the start of your session tells programs of the compositor."
)


async def watching(place: Place, choose: Choose = choice.choose_input_sensor) -> list[Finding]:
    """Choose a sensor as the daemon does, and have somebody prove it where they can be asked."""
    heard: asyncio.Queue[Event] = asyncio.Queue()
    clock = SystemClock()
    where = choice.Place(heard.put_nowait, clock, place.environment, place.bus)
    sensor = await choose(where, None)
    trap = _trap(place)
    if isinstance(sensor, Blinded):
        return [*trap, fails(INPUT, f"blind: {sensor.why}", _advice(place, trap, sensor.why))]
    try:
        if not place.person.present:
            return [*trap, works(INPUT, f"{sensor.name} tells of keyboard and pointer")]
        return [*trap, await _proved(place, sensor, heard, clock)]
    finally:
        sensor.close()


async def _proved(
    place: Place, sensor: InputSensor, heard: "asyncio.Queue[Event]", clock: Clock
) -> Finding:
    name = sensor.name
    place.person.tell("Hands off keyboard and mouse for two seconds, please.")
    sensor.listen_for(frozenset({STILL}))
    if not await _looked(heard, clock, silent=True):
        again = "Something seems to move all the time: a mouse on an uneven table, a stuck key?"
        return partly(INPUT, f"{name} saw no stillness within {DONE_WITHIN:g} s", again)
    place.person.tell("Now touch a key or the mouse.")
    if not await _looked(heard, clock, silent=False):
        again = "If you did touch one, please report it, with your desktop and its version."
        return fails(INPUT, f"{name} noticed stillness, but no return", again)
    return works(INPUT, f"{name} noticed that you kept still, and that you came back")


async def _looked(heard: "asyncio.Queue[Event]", clock: Clock, *, silent: bool) -> bool:
    """Wait for word of a silence, or of input; the sensor may repeat itself."""
    try:
        async with asyncio.timeout(DONE_WITHIN):
            while True:
                event = await heard.get()
                if isinstance(event, Blinded):
                    return False
                if isinstance(event, Looked):
                    lasting = clock.now().moment - event.last_input
                    if (lasting >= STILL * 0.9) is silent:
                        return True
    except TimeoutError:
        return False


def _trap(place: Place) -> list[Finding]:
    """Warn where only XWayland is known, which is told of the input of X11 windows alone."""
    environment = place.environment
    if not environment.get("DISPLAY") or place.wayland or not in_wayland(settled(environment)):
        return []
    seen = "DISPLAY is known, WAYLAND_DISPLAY is not: that X server sees X11 windows alone"
    return [partly(XWAYLAND, seen, IMPORT)]


def _advice(place: Place, trap: list[Finding], why: str) -> str:
    """Say what to do, as far as it follows from what was seen."""
    if not place.has_screen:
        return NO_SCREEN
    if trap:
        return IMPORT
    if UNREACHED in why:
        return GONE
    return NO_SENSOR if place.wayland else NO_COUNTER
