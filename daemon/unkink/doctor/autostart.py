"""Whether unkink starts when the person logs in, and whether that would work."""

from unkink.adapters.autostart.desktop_files import DesktopFiles
from unkink.adapters.autostart.user_units import UserUnits
from unkink.doctor.finding import Finding, fails, untried, works
from unkink.doctor.place import Place

AUTOSTART = "autostart"


async def autostart(place: Place) -> list[Finding]:
    """Look at the files that a session reads; off is a choice, and no fault."""
    ways = (DesktopFiles(place.environment), UserUnits(place.environment))
    on = [one for way in ways for one in way.found()[:1] if one.on]
    working = [one for one in on if one.works]
    if len(working) > 1:
        twice = " and ".join(str(one.path) for one in working)
        mend = "Switch off, then on again: unkink autostart off, unkink autostart on."
        return [fails(AUTOSTART, f"starts twice: {twice}", mend)]
    if working:
        return [works(AUTOSTART, f"starts when you log in, by {working[0].path}")]
    mend = "Write it anew: unkink autostart on"
    return [fails(AUTOSTART, f"{one.path}: {one.problem}", mend) for one in on] or [
        untried(AUTOSTART, "off; unkink autostart on changes that")
    ]
