"""Keeps the health answers: in the file at the person's word, and in the rules at once.

The file may be changed by hand, and the disk may refuse: nothing that is there is overwritten
unread, and what could not be written is written when there is room.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from unkink.core.events import HealthChanged
from unkink.core.health import HealthProfile, lock
from unkink.core.moment import Duration
from unkink.core.tips import Pool
from unkink.health_file import (
    UNREADABLE_TAG,
    UNREADABLE_WORDS,
    HealthReading,
    keep_aside,
    read_health,
    write_health,
    writing_alone,
)
from unkink.health_marks import HealthMarks
from unkink.ports import Report

log = logging.getLogger(__name__)

AT_ONCE: Duration = 0.2
"""So long the daemon stands still for a command that writes there; then it comes back later."""

Tell = Callable[[str | None], None]
"""Takes a standing fault; None: it is mended."""


def _nobody(_: str | None) -> None:
    """Tell nobody."""


class HealthKeeper:
    """The one place from which the answers change while the daemon runs."""

    def __init__(
        self, path: Path, report: Report, complain: Tell, degraded: Tell = _nobody
    ) -> None:
        """Take the file, where changes go, who says that the file cannot be read, and who says
        that answers are not on the disk yet.
        """
        self._path = path
        self._report = report
        self._complain = complain
        self._degraded = degraded
        self._profile = HealthProfile()
        self._marks = HealthMarks()
        self._tags: frozenset[str] | None = None
        self._seen = ""
        """What stood in the file when it was last read or written; empty: there was none."""
        self._doubtful = False
        self._unwritten: str | None = None
        """Why the answers in use are not in the file yet; None: they are."""

    def load(self, pool: Pool) -> None:
        """Use what the file says; anything wrong in it is logged, and hides rather than shows."""
        self._tags = pool.tags
        self._take_over(read_health(self._path, self._tags))

    @property
    def profile(self) -> HealthProfile:
        """The answers in use."""
        return self._profile

    def mark(self) -> str:
        """Return what a form with the answers of now is to send back with its own."""
        return self._marks.of(self._profile)

    def at(self, mark: str) -> HealthProfile | None:
        """Return the answers that a form with this mark was made from; None: nobody knows."""
        return self._marks.at(mark)

    def look_again(self) -> None:
        """Use what was written into the file by hand since.

        Where it was taken away, the answers in use stay: that takes nothing back.
        """
        reading = read_health(self._path, self._tags)
        if reading.seen not in ("", self._seen):
            self._take_over(reading, waiting=self._unwritten is not None)

    def keep(self, profile: HealthProfile) -> str | None:
        """Write these answers down and use them from now on.

        They are used even where they cannot be written, as they may exclude something; a file
        with mistakes in it is kept beside the new one. Returns why writing failed, or None.
        """
        self._use(profile)
        return self._write()

    def write_again(self) -> None:
        """Write what could not be written, if the disk takes it by now; costs nothing else."""
        if self._unwritten is not None:
            self._write()

    def end(self) -> str | None:
        """Write what waits for the last time; return what the person must know, or None."""
        self.write_again()
        if self._unwritten is None:
            return None
        return (
            f"The newest health answers are in no file ({self._unwritten}). "
            "Please give them again once unkink runs."
        )

    def set_sore(self, day: date, *, on: bool) -> str | None:
        """Switch sore-day mode for this day."""
        self.look_again()
        return self.keep(self._profile.become_sore(day) if on else self._profile.recover())

    def confirm(self, day: date) -> str | None:
        """Note that the answers are still right."""
        self.look_again()
        return self.keep(self._profile.confirm(day))

    def lock(self, pool: Pool, red_flags: frozenset[str]) -> str | None:
        """Lock what the levels of these red flags lock, on top of what is locked."""
        self.look_again()
        return self.keep(lock(self._profile, red_flags, pool))

    def unlock(self) -> str | None:
        """Lift every lock: the person states that a health professional has cleared them."""
        self.look_again()
        return self.keep(replace(self._profile, locked=frozenset()))

    def _use(self, profile: HealthProfile) -> None:
        self._profile = profile
        self._report(HealthChanged(profile))
        self._complain(UNREADABLE_WORDS if UNREADABLE_TAG in profile.tags else None)

    def _take_over(self, reading: HealthReading, *, waiting: bool = False) -> None:
        """Use what the file says; while other answers wait to be written, what either hides."""
        for problem in reading.problems:
            log.warning("%s", problem)
        self._seen, self._doubtful = reading.seen, bool(reading.problems)
        profile = reading.profile
        if waiting:
            log.warning("%s was changed by hand meanwhile; what either hides stays so", self._path)
            profile = profile.with_all_of(self._profile)
        self._use(profile)

    def _write(self) -> str | None:
        try:
            with writing_alone(self._path, AT_ONCE):
                self._replace()
        except OSError as error:
            return self._refused(error.strerror or str(error))
        if self._unwritten is not None:
            log.warning("%s can be written again", self._path)
            self._unwritten = None
            self._degraded(None)
        return None

    def _replace(self) -> None:
        """Write the answers in use, after a look at what was written there by others."""
        reading = read_health(self._path, self._tags)
        if reading.seen not in ("", self._seen):
            self._take_over(reading, waiting=True)
        if self._doubtful:
            keep_aside(self._path)
        self._seen = write_health(self._path, self._profile)
        self._doubtful = False

    def _refused(self, reason: str) -> str:
        if self._unwritten is None:
            log.warning("%s cannot be written (%s); unkink tries again", self._path, reason)
        self._unwritten = reason
        self._degraded(f"The health answers are not saved yet ({reason}); unkink tries again.")
        return f"The answers hold, but could not be saved yet: {reason}. unkink tries again."
