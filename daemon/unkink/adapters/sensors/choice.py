"""Finds the input sensor that works in this session, by trying."""

from collections.abc import Callable, Mapping

from unkink.core.events import Blinded
from unkink.ports import AdapterError, Clock, InputSensor, Report

Environment = Mapping[str, str]
Probe = Callable[[Report, Clock, Environment], InputSensor]
"""Builds a sensor; raises AdapterError that says why this kind cannot work here."""

NO_WAYLAND_SENSOR = "This Wayland session tells no other program about input yet."
NO_DISPLAY = "There is no display to watch."


def choose_input_sensor(
    report: Report, clock: Clock, environment: Environment
) -> InputSensor | Blinded:
    """Return the first sensor that works, or why there is none.

    Looks at what answers, not at XDG_SESSION_TYPE, which is wrong in nested and remote sessions.
    Must be called on the running loop; blocks for the few round trips of one connection.
    """
    why = NO_DISPLAY
    for probe in PROBES:
        try:
            return probe(report, clock, environment)
        except AdapterError as problem:
            why = str(problem)
    return Blinded(why)


def _x11(report: Report, clock: Clock, environment: Environment) -> InputSensor:
    if environment.get("WAYLAND_DISPLAY"):
        # DISPLAY is set as well, by XWayland, but it sees only the input of X11 windows.
        raise AdapterError(NO_WAYLAND_SENSOR)
    display = environment.get("DISPLAY")
    if not display:
        raise AdapterError(NO_DISPLAY)
    # Imported here: a Wayland session never loads python-xlib.
    from unkink.adapters.sensors.xsync import XSyncSensor

    return XSyncSensor(report, clock, display)


PROBES: tuple[Probe, ...] = (_x11,)
"""Tried in this order; the last reason is the one that is told, so the commonest kind is last."""
