"""Python, and the libraries that everything stands on."""

import platform
from importlib.metadata import PackageNotFoundError, version

from unkink.doctor.finding import Finding, fails, works
from unkink.doctor.place import Place
from unkink.version import VERSION

VERSIONS = "versions"
LIBRARIES = (
    *("APScheduler", "dbus-fast", "h11", "icalendar", "msgspec", "Pillow", "platformdirs", "plyer"),
    *("pystray", "python-xlib", "recurring-ical-events", "rich", "shtab", "tomlkit", "tzlocal"),
)
"""As `pyproject.toml` names them; a test compares the two."""


async def versions(place: Place) -> list[Finding]:
    """Ask each library which release it is."""
    missing, found = [], [f"unkink {VERSION}", f"Python {platform.python_version()}"]
    for library in LIBRARIES:
        try:
            found.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            missing.append(library)
    if missing:
        return [fails(VERSIONS, f"missing: {', '.join(missing)}", "Install unkink again with pip.")]
    return [works(VERSIONS, ", ".join(found))]
