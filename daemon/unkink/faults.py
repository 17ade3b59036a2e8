"""Which parts of the desktop do not work just now; the tray and `unkink status` say so meanwhile.

Whoever notices a fault writes it into the log, when it begins and when it is over.
"""

from collections.abc import Callable, Mapping
from enum import Enum


class Part(Enum):
    """A part that can go while the program lives on; the values are a promise to scripts."""

    BUS = "bus"
    NOTIFIER = "notifier"
    TRAY = "tray"
    LOCK = "lock"
    """And sleep."""
    CONTROL = "control"
    """The socket that commands are sent to."""
    JOURNAL = "journal"
    """Its file; meanwhile it goes on in memory."""
    SETTINGS = "settings"
    """The settings file has a mistake, or is gone."""
    HEALTH = "health"
    """The file of the health answers cannot be understood."""
    CALENDAR = "calendar"
    """A calendar that the settings name cannot be read; what it told before still counts."""
    UNSAVED = "unsaved"
    """The newest health answers are in no file yet; the line tells none of them."""


FOR_THE_PERSON = (Part.SETTINGS, Part.HEALTH)
"""What no waiting mends: the tray's icon says so too."""


class Faults:
    """The parts that do not work now, each with a line that says so to the person."""

    def __init__(self, changed: Callable[[], None]) -> None:
        """Take whom to call when the lines have changed."""
        self._changed = changed
        self._lines: dict[Part, str] = {}

    def note(self, part: Part, line: str | None) -> None:
        """Take what is wrong with this part from now on; None: it works again."""
        if self._lines.get(part) == line:
            return
        if line is None:
            del self._lines[part]
        else:
            self._lines[part] = line
        self._changed()

    @property
    def by_part(self) -> Mapping[str, str]:
        """The name of each part that does not work → its line, in the order they began."""
        return {part.value: line for part, line in self._lines.items()}

    @property
    def problem(self) -> str | None:
        """The first line that asks the person to mend something."""
        return next((self._lines[part] for part in FOR_THE_PERSON if part in self._lines), None)

    @property
    def lines(self) -> tuple[str, ...]:
        """What the person reads besides, a line each."""
        first = self.problem
        return tuple(line for line in self._lines.values() if line != first)
