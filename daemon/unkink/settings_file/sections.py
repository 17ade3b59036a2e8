"""Every key of the plain tables, each once; the default is the one of its settings class.

To add a setting: a field in `core/settings.py`, its kind here, and a few lines about it in
`config/default.toml`; a test complains about whatever is forgotten.
"""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from unkink.core.settings import (
    AdaptSettings,
    AtMaxHold,
    HistorySettings,
    HoldSettings,
    OnBattery,
    PromptSettings,
    SafetySettings,
    SittingSettings,
    SummarySettings,
    TipsSettings,
    TrayInk,
    TraySettings,
)
from unkink.nearest import hint
from unkink.settings_file.kinds import (
    Choice,
    Count,
    Kind,
    Length,
    PhoneNumber,
    Places,
    Switch,
    WrongValueError,
    shown,
)
from unkink.settings_file.presets import TOP
from unkink.settings_file.problems import Notes, Place
from unkink.settings_file.summary import Telling

Values = TypeVar("Values")
Read = TypeVar("Read")


class Section(Generic[Values]):
    """One `[table]`: its settings class, and the kind of each key."""

    def __init__(
        self, name: str, make: Callable[..., Values], kinds: Mapping[str, Kind[object]]
    ) -> None:
        self.name = name
        self.make = make
        """The settings class."""
        self.kinds = kinds

    def read(self, table: dict[str, object], base: Values, notes: Notes) -> Values:
        """Read the table; a key that is absent or wrong keeps its value of `base`."""
        keys = Keys(table, (self.name,), notes)
        found = {name: keys.take(name, kind) for name, kind in self.kinds.items()}
        keys.leftovers(self.kinds)
        before = {name: getattr(base, name) for name in self.kinds}
        return self.make(**before | {name: one for name, one in found.items() if one is not None})


SITTING = Section(
    "sitting",
    SittingSettings,
    {"away_after": Length(), "watching": Switch(), "watching_limit": Length()},
)
PROMPT = Section(
    "prompt",
    PromptSettings,
    {
        "lull": Length(),
        "max_defer": Length(),
        "snooze": Length(),
        "max_snoozes": Count(0, 20),
        "min_gap": Length(),
        "max_per_day": Count(1, 200),
        "first_after": Length(),
        "again_after": Length(),
        "max_again": Count(0, 5),
        "sound": Switch(),
    },
)
HOLD = Section(
    "hold",
    HoldSettings,
    {
        "call": Switch(),
        "fullscreen": Switch(),
        "do_not_disturb": Switch(),
        "calendar": Places(),
        "on_battery": Choice("word for it", OnBattery),
        "max_hold": Length(),
        "at_max_hold": Choice("way out", AtMaxHold),
        "settle": Length(),
    },
)
ADAPT = Section(
    "adapt",
    AdaptSettings,
    {"after_ignored": Count(0, 20), "longer_by": Length(), "longest": Length()},
)
TIPS = Section(
    "tips",
    TipsSettings,
    {
        "start_with": Count(1, 500),
        "new_each_week": Count(0, 500),
        "seated_only": Switch(),
        "stretch_a_day": Count(0, 20),
        "strength_a_day": Count(0, 20),
        "on_feet_a_day": Count(0, 20),
        "contrast_a_week": Count(0, 7),
    },
)
TRAY = Section("tray", TraySettings, {"icon": Choice("ink", TrayInk)})
HISTORY = Section("history", HistorySettings, {"keep_days": Count(1, 3650)})
SUMMARY = Section("summary", SummarySettings, {"day": Telling(), "week": Telling()})
SAFETY = Section("safety", SafetySettings, {"emergency_number": PhoneNumber()})
PLAIN = (SITTING, PROMPT, HOLD, ADAPT, TIPS, TRAY, HISTORY, SUMMARY, SAFETY)
"""Every table of plain keys, in the order of the file."""


OF_REMINDERS = frozenset(
    ("name", "tips", "every", "rest", "full_break", "merge_within", "posture", "at", "weekdays")
)
BELONGS_TO_REMINDER = "belongs to a reminder; write [[reminder]] above it"
"""Said where a block was only half uncommented."""


class Keys:
    """The keys of one table, taken one by one; what is wrong with them is noted."""

    def __init__(self, table: dict[str, object], place: Place, notes: Notes) -> None:
        self._table = table
        self._place = place
        self._notes = notes

    def has(self, name: str) -> bool:
        """Whether the key is there, right or wrong."""
        return name in self._table

    def take(self, name: str, kind: Kind[Read]) -> Read | None:
        """Read a key; None when it is absent or wrong."""
        if name not in self._table:
            return None
        try:
            return kind.read(self._table[name])
        except WrongValueError as wrong:
            self._notes.add((*self._place, name), str(wrong))
            return None

    def need(self, name: str, kind: Kind[Read]) -> Read | None:
        """Read a key that has no default; None when it is absent or wrong."""
        if name not in self._table:
            self._notes.add(self._place, f"{name} is missing; write {name} = {kind.wants}")
        return self.take(name, kind)

    def leftovers(self, known: Mapping[str, object]) -> None:
        """Note keys that nobody knows here."""
        for name in self._table:
            if name not in known:
                self._notes.add((*self._place, name), _unknown(name, known))


def _unknown(name: str, known: Mapping[str, object]) -> str:
    if name in OF_REMINDERS:
        return BELONGS_TO_REMINDER
    if name in TOP:
        return "stands above all tables; move it to the top of the file"
    return f"no such key; {hint(name, known)}"


def as_table(value: object, name: str, notes: Notes) -> dict[str, object]:
    """Return the value of a table's key, or note that it is none."""
    if isinstance(value, dict):
        return value
    notes.add((name,), f"{shown(value)} is no table; write [{name}] on a line of its own")
    return {}
