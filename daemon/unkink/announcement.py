"""What the program says in the terminal once it runs: which parts it found here, and which not."""

from pathlib import Path

from unkink.core.snapshot import Snapshot
from unkink.time_words import rounded_up

NO_TRAY = "none here; `unkink status`, `unkink now` and `unkink --help` do what its menu would"
TRAYS = {"sni": "shown in the panel", "xembed": "shown in the old-style tray"}
NO_NOTIFIER = "none here; look at `unkink status`"
IN_TERMINAL = "none of the desktop's answers; tips are printed here"


def announcement(
    snapshot: Snapshot, tray: str, notifier: str, sensor: str, config: Path
) -> list[str]:
    """Word it, a line each; the names are those of the adapters in use."""
    parts = {
        "Tray icon": TRAYS.get(tray, NO_TRAY),
        "Notifications": _notifier(notifier),
        "Sitting time": _sensor(snapshot, sensor),
        "Settings": str(config),
    }
    lines = [f"  {name + ':':<15}{text}" for name, text in parts.items()]
    return [f"unkink is running. {_first(snapshot)}", *lines, "Stop it with Ctrl-C or: unkink quit"]


def _first(snapshot: Snapshot) -> str:
    coming = snapshot.next_reminder
    if coming is None or coming.due_in is None:
        return "No reminder counts sitting; the settings have room for one."
    if not coming.due_in:
        return "A tip is due already and comes at a good moment."
    return f"The next tip comes after about {rounded_up(coming.due_in)} of sitting."


def _notifier(name: str) -> str:
    if name == "terminal":
        return IN_TERMINAL
    return NO_NOTIFIER if name == "none" else f"sent to the desktop by {name}"


def _sensor(snapshot: Snapshot, name: str) -> str:
    if snapshot.blind is not None:
        return f"a guess, as nothing tells when you type. {snapshot.blind}"
    return f"measured by keyboard and pointer ({name})"
