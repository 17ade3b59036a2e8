"""Words that may be typed, and what `unkink run` was asked for, for the composition root."""

from pathlib import Path

from unkink.core.values import dataclass

TRAYS = ("auto", "sni", "xembed", "none")
NOTIFIERS = ("auto", "dbus", "desktop", "plyer", "terminal")

AT_LOGIN = "--at-login"
"""What `unkink autostart` adds to the command, so that a start knows that nobody reads it."""

SHELLS = ("bash", "zsh", "fish")
SUGGESTED = ("tips", "prompts", "tags", "keys", "times", "signs", "areas", "profiles", "dates")
"""Kinds of words that the Tab key completes by asking (`cli.suggestions`)."""


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
    replace: bool = False
    """One that runs in another session of the same person ends, though somebody is there."""
    at_login: bool = False
    """A session started it: nobody reads what it prints, and wrong settings must not end it."""
