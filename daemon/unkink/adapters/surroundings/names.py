"""What people call a program that names itself for machines."""

from collections.abc import Collection
from pathlib import PurePosixPath

from unkink.core.plain_text import LONGEST_NAME, plain


def plain_name(name: str) -> str:
    """Return the short name: "/opt/google/chrome/chrome" and "org.gnome.Totem.desktop" have one."""
    name = plain(name, LONGEST_NAME).removesuffix(".desktop")
    if name.startswith("/"):
        return PurePosixPath(name).name
    # Reverse domain names, as desktop files and D-Bus have them; "Firefox 3.6.1" is none.
    parts = name.split(".")
    reverse = len(parts) > 2 and " " not in name and all(parts) and parts[0].islower()
    return parts[-1] if reverse else name


def is_one_of(known: Collection[str], *names: object) -> bool:
    """Whether a program goes by one of these names, written in small letters."""
    return any(isinstance(name, str) and name.strip().casefold() in known for name in names)
