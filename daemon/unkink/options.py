"""What `unkink run` was asked for, as the composition root takes it."""

from dataclasses import dataclass
from pathlib import Path

TRAYS = ("auto", "sni", "xembed", "none")
NOTIFIERS = ("auto", "dbus", "desktop", "plyer", "terminal")


@dataclass(frozen=True, slots=True)
class RunOptions:
    """One start of the daemon."""

    config: Path | None = None
    """A settings file in place of the user's own."""
    tray: str = "auto"
    """One of `TRAYS`."""
    notifier: str = "auto"
    """One of `NOTIFIERS`."""
    verbose: bool = False
    """Log what is decided, not only what goes wrong."""
