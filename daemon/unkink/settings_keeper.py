"""Keeps the settings in step with the person's file, and says in a notice what is wrong there.

What was good last stays in force until the file is good again. A file that has just become empty,
no TOML, or vanished, is given a moment: somebody may be in the middle of writing it.
"""

import asyncio
import logging
import os
from collections.abc import Callable
from pathlib import Path

from unkink.core.events import SettingsChanged
from unkink.core.moment import Duration
from unkink.core.settings import Settings
from unkink.notices import (
    DEFAULTS,
    LAST_GOOD,
    settings_broken_notice,
    settings_gone_notice,
    settings_mended_notice,
)
from unkink.settings_at_start import StartSettings
from unkink.settings_file import Problem, SettingsError, settings_of, settings_text
from unkink.tip_keeper import WRITTEN_WITHIN, Tell

log = logging.getLogger(__name__)

Read = tuple[Settings, str] | tuple[Problem, ...]
"""What the file says, in meaning and in letters; or everything that is wrong with it."""


class SettingsKeeper:
    """The one place from which the settings change while the daemon runs."""

    def __init__(
        self,
        file: Path,
        settings: Settings,
        known_tips: Callable[[], frozenset[str]],
        report: Callable[[SettingsChanged], None],
        tell: Tell,
        complain: Callable[[str | None], None],
        written_within: Duration = WRITTEN_WITHIN,
        good: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Take the file and what was read of it at the start, the words that `tips` may name,
        who shows a notice and a standing fault (None: it is mended), and who is given the text of
        each file that is good.
        """
        self._file = file
        self._known_tips = known_tips
        self._report = report
        self._tell = tell
        self._complain = complain
        self._written_within = written_within
        self._good = good
        self._settings = settings
        self._comfort = LAST_GOOD
        self._problems: tuple[Problem, ...] = ()
        self._doubting: asyncio.TimerHandle | None = None

    @property
    def waits(self) -> bool:
        """Whether somebody seems to be writing, and the file is read again soon."""
        return self._doubting is not None

    def begin(self, start: StartSettings) -> None:
        """Say what was wrong with the file at the start, or put aside what was good."""
        if start.text is not None:
            self._good(start.text)
        if start.problems:
            self._comfort = LAST_GOOD if start.last_good else DEFAULTS
            self._broken(start.problems)

    def reload(self) -> None:
        """Read again: the file, or what it may name, has changed."""
        if self.waits:
            return  # it is read again soon
        if self._doubtful():
            loop = asyncio.get_running_loop()
            self._doubting = loop.call_later(self._written_within, self._believe)
        else:
            self._use(self._read())

    def close(self) -> None:
        """Read no more."""
        if self._doubting is not None:
            self._doubting.cancel()
            self._doubting = None

    def _believe(self) -> None:
        self._doubting = None
        self._use(self._read())

    def _read(self) -> Read:
        try:
            text = settings_text(self._file)
            return settings_of(text, str(self._file), self._known_tips()), text
        except SettingsError as error:
            return error.problems

    def _doubtful(self) -> bool:
        """Tell whether it looks as if somebody were in the middle of writing."""
        try:
            if not self._file.stat().st_size:
                return True
        except OSError:
            return True
        read = self._read()
        return any(isinstance(one, Problem) and not one.key for one in read)

    def _use(self, read: Read) -> None:
        match read:
            case (Settings() as settings, str(text)):
                self._good(text)
                self._comfort = LAST_GOOD
                self._take(settings)
            case problems:
                self._broken(tuple(one for one in problems if isinstance(one, Problem)))

    def _take(self, settings: Settings) -> None:
        if self._problems:
            self._problems = ()
            self._complain(None)
            self._tell(settings_mended_notice(), None)
        if settings != self._settings:
            self._settings = settings
            self._report(SettingsChanged(settings))

    def _broken(self, problems: tuple[Problem, ...]) -> None:
        """Say it once; a notice for each attempt to mend it would be nagging."""
        news = not self._problems
        if problems != self._problems:
            log.warning("%s", "\n".join(map(str, problems)))
        self._problems = problems
        first, name = problems[0], self._file.name
        self._complain(self._standing_fault(first.line))
        if news and self._file.exists():
            fault = f"{name}, line {first.line}: {first.fault}"
            self._tell(settings_broken_notice(fault, self._comfort), self._file)
        elif news:
            self._tell(settings_gone_notice(name), None)

    def _standing_fault(self, line: int) -> str:
        """Word it for the tray, where it stays."""
        if not self._file.exists():
            return "The settings file is gone; the last settings stay on"
        if not (self._file.is_file() and os.access(self._file, os.R_OK)):
            return f"The settings file cannot be read. {self._comfort}"
        return f"The settings have a mistake, line {line}"
