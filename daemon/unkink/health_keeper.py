"""Keeps the health answers: in the file at the person's word, and in the rules at once."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from unkink.core.events import HealthChanged
from unkink.core.health import HealthProfile, lock
from unkink.core.tips import Pool
from unkink.health_file import (
    UNREADABLE_TAG,
    UNREADABLE_WORDS,
    read_health,
    set_aside,
    write_health,
)
from unkink.ports import Report

log = logging.getLogger(__name__)


class HealthKeeper:
    """The one place from which the answers change while the daemon runs."""

    def __init__(
        self,
        path: Path,
        report: Report,
        profile: Callable[[], HealthProfile],
        complain: Callable[[str | None], None],
    ) -> None:
        """Take the file, where changes go, how to ask for the answers in use, and who shows a
        standing fault (None: it is mended).
        """
        self._path = path
        self._report = report
        self._profile = profile
        self._complain = complain
        self._doubtful = False

    def load(self, pool: Pool) -> None:
        """Use what the file says; anything wrong in it is logged, and hides rather than shows."""
        reading = read_health(self._path, pool.tags)
        for problem in reading.problems:
            log.warning("%s", problem)
        self._doubtful = bool(reading.problems)
        self._use(reading.profile)

    def keep(self, profile: HealthProfile) -> str | None:
        """Write these answers down and use them from now on.

        They are used even where they cannot be written, as they may exclude something; a file
        with mistakes in it is kept beside the new one. Returns why writing failed, or None.
        """
        self._use(profile)
        try:
            if self._doubtful:
                set_aside(self._path)
                self._doubtful = False
            write_health(self._path, profile)
        except OSError as error:
            reason = error.strerror or error
            return f"The answers hold until unkink stops; they could not be written: {reason}"
        return None

    def _use(self, profile: HealthProfile) -> None:
        self._report(HealthChanged(profile))
        self._complain(UNREADABLE_WORDS if UNREADABLE_TAG in profile.tags else None)

    def set_sore(self, day: date, *, on: bool) -> str | None:
        """Switch sore-day mode for this day."""
        profile = self._profile()
        return self.keep(profile.become_sore(day) if on else profile.recover())

    def confirm(self, day: date) -> str | None:
        """Note that the answers are still right."""
        return self.keep(self._profile().confirm(day))

    def lock(self, pool: Pool, red_flags: frozenset[str]) -> str | None:
        """Lock what the levels of these red flags lock, on top of what is locked."""
        return self.keep(lock(self._profile(), red_flags, pool))

    def unlock(self) -> str | None:
        """Lift every lock: the person states that a health professional has cleared them."""
        return self.keep(replace(self._profile(), locked=frozenset()))
