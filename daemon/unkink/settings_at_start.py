"""Which settings a run begins with, and what is kept so that a mistake costs no silence.

Whoever types `unkink run` is told all mistakes and reads them. At a login nobody reads: there the
last settings that were good go on, or else the defaults, and a notice says so.
"""

import logging
import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from unkink.core.settings import Settings
from unkink.core.values import dataclass
from unkink.private_files import make_folders, replace_private
from unkink.settings_file import Problem, SettingsError, settings_of, settings_text
from unkink.toml_text import TomlError, read_text

log = logging.getLogger(__name__)

STREAMS = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class StartSettings:
    """What is in force from the first moment on."""

    settings: Settings
    problems: tuple[Problem, ...] = ()
    """Everything that is wrong with the file; empty where the settings are the file's."""
    text: str | None = None
    """What the file says, where that is in force."""
    last_good: bool = True
    """Whether the settings are those that were good last; else they are the defaults."""


class LastGoodSettings:
    """A copy of the settings file as it was when it was good last; the program's own file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, text: str) -> None:
        """Put this text aside where it differs; a disk that refuses costs the copy, no more."""
        try:
            if self._text() == text:
                return
            make_folders(self._path.parent)
            replace_private(self._path, text)
        except OSError as error:
            log.info("the good settings could not be put aside: %s", error)

    def read(self, known_tips: Collection[str]) -> Settings | None:
        """Return what it means to this version of the program; None: nothing, or nothing now."""
        text = self._text()
        if text is None:
            return None
        try:
            return settings_of(text, str(self._path), known_tips)
        except SettingsError as error:
            log.info("the settings put aside are no longer good: %s", error.problems[0])
            return None

    def _text(self) -> str | None:
        try:
            return read_text(self._path)
        except (FileNotFoundError, TomlError):
            return None


def settings_at_start(
    file: Path, known_tips: Collection[str], last_good: LastGoodSettings | None
) -> StartSettings:
    """Read the file; where it is wrong, take the last good settings or the defaults.

    With None for those, a wrong file raises SettingsError.
    """
    try:
        text = settings_text(file)
        settings = settings_of(text, str(file), known_tips)
    except SettingsError as error:
        if last_good is None:
            raise
        kept = last_good.read(known_tips)
        return StartSettings(
            Settings() if kept is None else kept, error.problems, last_good=kept is not None
        )
    return StartSettings(settings, text=text)


def at_login(
    *,
    asked: bool,
    entries: Callable[[], Collection[tuple[str, ...]]],
    terminal: Callable[[int], bool] = os.isatty,
) -> bool:
    """Tell whether a login started this, and nobody reads what it prints.

    The entries that `unkink autostart on` writes say so (`asked`). Those written by versions before
    0.2 do not: there a start without any terminal counts, where `entries`, the commands that start
    unkink with the session, hold one that ends in a bare "run".
    """
    if asked:
        return True
    if any(_is_terminal(stream, terminal) for stream in STREAMS):
        return False
    return any(command[-1:] == ("run",) for command in entries())


def _is_terminal(stream: int, terminal: Callable[[int], bool]) -> bool:
    try:
        return terminal(stream)
    except OSError:
        return False


def session_entries(environment: Mapping[str, str]) -> Collection[tuple[str, ...]]:
    """Return the commands of our own files that start unkink with the session."""
    # Not at rest: read only where the settings are wrong.
    from unkink.adapters.autostart.desktop_files import DesktopFiles
    from unkink.adapters.autostart.user_units import UserUnits

    ways = (DesktopFiles(environment), UserUnits(environment))
    return [one.command for way in ways for one in way.found() if one.ours and one.on]
