"""Keeps how the guide's switches were left.

The browser cannot: each time the pages open they are at another port, and so another site to it.
"""

import logging
from pathlib import Path

import msgspec

from unkink.own_files import read_own
from unkink.ports import AdapterError
from unkink.private_files import name_aside, replace_private
from unkink.tuning import Tuning

log = logging.getLogger(__name__)


class TuningFile:
    """One small file of JSON, read when a page is opened."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Tuning:
        """Return what was kept; a file that cannot be read is put aside."""
        try:
            return msgspec.json.decode(read_own(self._path), type=Tuning)
        except FileNotFoundError:
            return Tuning()
        except (OSError, ValueError, RecursionError) as problem:
            self._put_aside(str(problem))
            return Tuning()

    def save(self, tuning: Tuning) -> None:
        """Keep this instead; raises AdapterError."""
        try:
            replace_private(self._path, msgspec.json.encode(tuning).decode())
        except OSError as error:
            reason = error.strerror or error
            raise AdapterError(f"This could not be kept for the next time ({reason}).") from error

    def _put_aside(self, why: str) -> None:
        aside = name_aside(self._path)
        try:
            self._path.rename(aside)
        except OSError as error:
            log.warning("%s cannot be read (%s) nor put aside (%s)", self._path, why, error)
        else:
            log.warning("%s cannot be read (%s); it is kept as %s", self._path, why, aside.name)
