"""A file that starts unkink at login, whoever wrote it."""

import shutil
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from unkink.core.values import dataclass

MARK = 'Written by "unkink autostart on"; "unkink autostart off" takes it away.'
"""Stands in every file of ours; a file without it is somebody else's."""


class CannotStart(Exception):  # noqa: N818 - an answer, not an accident
    """A session could not start unkink like that; the text is for the person."""


class Kind(Enum):
    """Who reads the file."""

    DESKTOP_FILE = "desktop-file"
    SYSTEMD_UNIT = "systemd-unit"


@dataclass(frozen=True, slots=True)
class Starter:
    """What a file says, and what would come of it at the next login."""

    kind: Kind
    path: Path
    ours: bool
    for_everybody: bool
    """It lies where the system's own files do, and counts for every user."""
    on: bool
    """The session heeds it; off is a file that is there and switched off."""
    command: tuple[str, ...]
    problem: str | None
    """Why nothing would come of it though it is on."""

    @property
    def works(self) -> bool:
        """Whether unkink would start by it."""
        return self.on and self.problem is None


def missing_program(command: Sequence[str]) -> str | None:
    """Say what keeps this command from being started; None: nothing that a look at files shows."""
    if not command:
        return "it has no command"
    if shutil.which(command[0]) is not None:
        return None
    named = Path(command[0])
    there = named.is_absolute() and named.exists()
    return f"{named} {'cannot be run' if there else 'does not exist'}"
