"""XDG autostart: `unkink.desktop` in the person's own folder, or in the system's."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from unkink.adapters.autostart.desktop_entry import arguments, entry, switched_off, values
from unkink.adapters.autostart.starter import Kind, Starter, missing_program
from unkink.private_files import replace_private

NAME = "autostart/unkink.desktop"


class DesktopFiles:
    """The files of that name; the first of them is the one a session heeds."""

    kind = Kind.DESKTOP_FILE

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Look nothing up yet."""
        self._environment = environment
        self.own = config_home(environment) / NAME

    def found(self) -> list[Starter]:
        """Return what is there, the one that counts first."""
        everywhere = [self.own, *(folder / NAME for folder in _system_folders(self._environment))]
        return [self._read(path) for path in everywhere if os.path.lexists(path)]

    def write(self, command: Sequence[str]) -> None:
        """Write our file in the person's folder. Raises CannotStart or OSError."""
        replace_private(self.own, entry(command))

    def remove(self) -> None:
        """Take our file away; where the system has one too, that stays switched off."""
        self.own.unlink()
        if self.found():
            replace_private(self.own, switched_off())

    def switch_off(self) -> None:
        """Have the system's file not heeded for this person."""
        replace_private(self.own, switched_off())

    def _read(self, path: Path) -> Starter:
        keys, unreadable = _keys(path)
        command = arguments(keys.get("Exec", ""))
        switched = keys.get("Hidden") == "true" or keys.get("X-GNOME-Autostart-enabled") == "false"
        return Starter(
            kind=self.kind,
            path=path,
            ours=keys.get("X-Unkink-Autostart") == "true",
            for_everybody=path != self.own,
            on=not switched,
            command=command,
            problem=unreadable or missing_program(command) or next(self._obstacles(keys), None),
        )

    def _obstacles(self, keys: Mapping[str, str]) -> Iterator[str]:
        """Say what keeps a session from heeding the file."""
        if (tried := keys.get("TryExec")) and missing_program([tried]):
            yield f"its TryExec, {tried}, does not exist"
        here = set(filter(None, self._environment.get("XDG_CURRENT_DESKTOP", "").split(":")))
        if not here:
            return  # a terminal that is no part of a desktop cannot tell
        only, never = (
            set(filter(None, keys.get(key, "").split(";"))) for key in ("OnlyShowIn", "NotShowIn")
        )
        if (only and not only & here) or never & here:
            yield f"it is not for {':'.join(sorted(here))}"


def _keys(path: Path) -> tuple[Mapping[str, str], str | None]:
    """Read a file, or say why it cannot be read."""
    try:
        return values(path.read_text(encoding="utf-8", errors="replace")), None
    except OSError as error:
        return {}, f"it cannot be read: {error.strerror}"


def config_home(environment: Mapping[str, str]) -> Path:
    """Return the folder of the person's settings; a relative one does not count (XDG)."""
    named = environment.get("XDG_CONFIG_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".config"


def _system_folders(environment: Mapping[str, str]) -> Iterator[Path]:
    for named in (environment.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":"):
        if Path(named).is_absolute():
            yield Path(named)
