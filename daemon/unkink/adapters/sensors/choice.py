"""Finds the input sensor that works in this session, by trying."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from dbus_fast.aio import MessageBus

from unkink.adapters.sensors.session_kind import Environment, in_wayland, settled, wayland_sockets
from unkink.core.events import Blinded
from unkink.core.values import dataclass
from unkink.ports import AdapterError, Clock, InputSensor, Report

if TYPE_CHECKING:
    from unkink.adapters.sensors.wayland_idle import IdleProtocol

log = logging.getLogger(__name__)

NO_DISPLAY = "There is no display to watch."
COMPOSITOR_GONE = "The Wayland compositor cannot be reached."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sensor is to work, and whom it reports to."""

    report: Report
    clock: Clock
    environment: Environment
    bus: MessageBus | None = None
    """The session bus, connected."""


class NotHereError(AdapterError):
    """This kind has no business in such a session; that says nothing of why others fail."""


Probe = Callable[[Place], Awaitable[InputSensor]]
"""Builds a sensor; raises AdapterError that says why this kind cannot work here."""


async def choose_input_sensor(place: Place, shunned: str | None = None) -> InputSensor | Blinded:
    """Return the first sensor that works, or why there is none; the `shunned` kind comes last.

    Looks at what answers, not at XDG_SESSION_TYPE alone, which is wrong in nested and remote
    sessions. Takes a few seconds at most, where a compositor does not answer.
    """
    place = replace(place, environment=settled(place.environment))
    why = COMPOSITOR_GONE if in_wayland(place.environment) else NO_DISPLAY
    for kind in sorted(PROBES, key=lambda one: one == shunned):
        try:
            return await PROBES[kind](place)
        except NotHereError:
            continue
        except AdapterError as problem:
            why = str(problem)
        except Exception:  # the barrier: a bug in one sensor must leave the others their turn
            log.exception("%s could not be tried", kind)
    return Blinded(why)


# Each import stands in its probe: a session loads the one sensor it uses, and no other.


async def _ext_idle_notify(place: Place) -> InputSensor:
    _insist_on_wayland(place)
    from unkink.adapters.sensors.wayland_idle import EXT_IDLE_NOTIFY

    return await _wayland(place, EXT_IDLE_NOTIFY)


async def _kwin_idle(place: Place) -> InputSensor:
    _insist_on_wayland(place)
    from unkink.adapters.sensors.wayland_idle import KWIN_IDLE

    return await _wayland(place, KWIN_IDLE)


def _insist_on_wayland(place: Place) -> None:
    if not wayland_sockets(place.environment):
        raise NotHereError


async def _wayland(place: Place, protocol: "IdleProtocol") -> InputSensor:
    from unkink.adapters.sensors.wayland_idle import WaylandSensor

    problem: AdapterError = NotHereError()
    for path in wayland_sockets(place.environment):
        try:
            return await WaylandSensor.open(place.report, place.clock, path, protocol)
        except AdapterError as error:
            problem = error
    raise problem


async def _mutter(place: Place) -> InputSensor:
    from unkink.adapters.sensors.mutter_idle import MUTTER

    return await _idle_monitor(place, MUTTER)


async def _muffin(place: Place) -> InputSensor:
    from unkink.adapters.sensors.mutter_idle import MUFFIN

    return await _idle_monitor(place, MUFFIN)


async def _idle_monitor(place: Place, compositor: str) -> InputSensor:
    from unkink.adapters.sensors.mutter_idle import MutterSensor

    if place.bus is None or not place.bus.connected:
        raise NotHereError
    try:
        return await MutterSensor.open(place.report, place.clock, place.bus, compositor)
    except AdapterError as problem:
        # It is missing on most desktops; what the display said tells the person more.
        raise NotHereError from problem


async def _x11(place: Place) -> InputSensor:
    display = place.environment.get("DISPLAY")
    if not display or in_wayland(place.environment):
        raise NotHereError
    from unkink.adapters.sensors.xsync import XSyncSensor

    return XSyncSensor(place.report, place.clock, display)


PROBES: dict[str, Probe] = {
    "ext-idle-notify": _ext_idle_notify,
    "kwin-idle": _kwin_idle,
    "x11": _x11,
    "mutter": _mutter,
    "muffin": _muffin,
}
"""The name of each kind → how it is tried, in this order. GNOME and Cinnamon on X11 offer two: the
X server goes first, as it answers a reading at once and tells a shaking mouse from a person."""
ON_THE_BUS = frozenset({"mutter", "muffin"})
"""Those that are asked over the session bus."""
