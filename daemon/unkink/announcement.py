"""What the program says in the terminal once it runs: which parts it found here, and which not."""

from pathlib import Path

from unkink.core.snapshot import Snapshot
from unkink.time_words import rounded_up

NO_TRAY = "none here; `unkink status`, `unkink now` and `unkink --help` do what its menu would"
TRAYS = {"sni": "shown in the panel", "xembed": "shown in the old-style tray"}
NO_NOTIFIER = "none here; look at `unkink status`"
WIDTH = 80
IN_TERMINAL = "none of the desktop's answers; tips are printed here"


def announcement(
    snapshot: Snapshot,
    tray: str,
    notifier: str,
    sensor: str,
    config: Path,
    first_start: str | None = None,
) -> list[str]:
    """Word it, a line each; the names are those of the adapters in use.

    `first_start` is the text that must be read once, on the first start; None later.
    """
    parts = {
        "Tray icon": TRAYS.get(tray, NO_TRAY),
        "Notifications": _notifier(notifier),
        "Sitting time": _sensor(snapshot, sensor),
        "Settings": str(config),
    }
    lines = [f"  {name + ':':<15}{text}" for name, text in parts.items()]
    hello = f"unkink is running. {_first(snapshot)}"
    read_first = [] if first_start is None else _read_first(first_start)
    return [hello, *lines, "Stop it with Ctrl-C or: unkink quit", *read_first]


def _read_first(text: str) -> list[str]:
    from textwrap import wrap  # once in a lifetime

    return ["", *wrap(text, WIDTH), "", "The health questions: unkink profile"]


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
