"""A home folder of its own for one test, so that nothing of the real user is read or written."""

import os
from pathlib import Path

from unkink.adapters.memory_file import MemoryFile
from unkink.core.memory import SCHEMA, Memory

FOLDERS = {
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}
LONG_AGO = Memory(
    schema=SCHEMA,
    boot="another",
    moment=1000.0,
    wall="2026-01-05T09:00:00+00:00",
    sitting=False,
    posture="sitting",
    bout=0.0,
    day="2026-01-05",
    sat_today=0.0,
    prompts_today=0,
    since_prompt=None,
    next_prompt=0,
    live=None,
    paused=None,
    reminders=(),
    shown=(),
    absence=0.0,
)
SOURCE = Path(__file__).parents[2] / "daemon"


def new_home(folder: Path) -> dict[str, str]:
    """Make the user folders under `folder` and return the environment that names them.

    unkink has run in it before, long ago.

    There is no display and no bus in it, nor a way to the real ones: not even the system bus, or a
    screen locked while the tests run would count as a break.
    """
    environment = {
        "HOME": str(folder),
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(SOURCE),
        "LANG": "C.UTF-8",
        "TZ": os.environ.get("TZ", ""),
        "XDG_DATA_DIRS": "/usr/local/share:/usr/share",
        "XDG_CONFIG_DIRS": "/etc/xdg",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder / 'no-session-bus'}",
        "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder / 'no-system-bus'}",
        "NO_AT_BRIDGE": "1",  # else GTK waits for an accessibility bus that nobody serves
        "GSETTINGS_BACKEND": "memory",  # else MATE's notifications want dconf
        "GIO_USE_VFS": "local",
    }
    (folder / "bin").mkdir()
    for variable, name in FOLDERS.items():
        (folder / name).mkdir(mode=0o700)
        environment[variable] = str(folder / name)
    MemoryFile(state_file(folder)).save(LONG_AGO)
    return environment


def state_file(folder: Path) -> Path:
    """Return where unkink keeps its memory in the home at `folder`."""
    return folder / "state" / "unkink" / "state.json"
