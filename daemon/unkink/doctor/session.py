"""The session bus, on which tray, notifications and the desktop talk."""

from unkink.doctor.finding import Finding, fails, works
from unkink.doctor.place import Place

BUS = "session bus"
ADVICE = (
    "Run unkink inside your desktop; elsewhere DBUS_SESSION_BUS_ADDRESS has to name its bus, "
    "mostly unix:path=/run/user/1000/bus with your number."
)


async def session(place: Place) -> list[Finding]:
    """Tell whether it answered."""
    if place.bus is None:
        named = place.environment.get("DBUS_SESSION_BUS_ADDRESS")
        seen = f"nobody answers at {named}" if named else "there is none"
        return [fails(BUS, seen, ADVICE)]
    return [works(BUS, f"answers as {place.bus.unique_name}")]
