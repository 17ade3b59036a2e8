"""Which notifications are on the screen, kept for whoever runs after a crash.

A killed daemon leaves its notification behind. Nobody listens to its buttons any more, and beside
the next prompt it looks like a second one.
"""

import logging
from collections.abc import Iterable
from pathlib import Path

from unkink.own_files import read_own
from unkink.private_files import replace_private

log = logging.getLogger(__name__)


class Leftovers:
    """Keeps numbers in a small file, with the server for which alone they mean anything.

    `file` belongs into a folder that is gone after the session. Where it cannot be written or
    read, nothing is left to take away.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def keep(self, server: str, numbers: Iterable[int]) -> None:
        """Remember these, and only these."""
        lines = [str(number) for number in numbers]
        try:
            if lines:
                replace_private(self._file, "\n".join([server, *lines]))
            else:
                self._file.unlink(missing_ok=True)
        except OSError as problem:
            log.info("a crash would leave a notification behind: %s", problem)

    def of(self, server: str) -> list[int]:
        """Return what was left with this server."""
        try:
            kept, *numbers = read_own(self._file).decode().splitlines() or [""]
            return [int(number) for number in numbers] if kept == server else []
        except (OSError, ValueError):
            return []
