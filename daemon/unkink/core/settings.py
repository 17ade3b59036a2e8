"""What the program believes about its settings; `unkink.config` reads the file into these values.

Every field's default is the program's default; `config/default.toml` documents each of them.
Durations are seconds.
"""

from dataclasses import dataclass, field
from datetime import time
from enum import Enum

from unkink.core.moment import HOUR, MINUTE, Duration


@dataclass(frozen=True, slots=True)
class SittingSettings:
    """`[sitting]`: when silence becomes absence."""

    away_after: Duration = 60.0


@dataclass(frozen=True, slots=True)
class PromptSettings:
    """`[prompt]`: how and how often a due reminder speaks up."""

    lull: Duration = 10.0
    max_defer: Duration = 3 * MINUTE
    snooze: Duration = 5 * MINUTE
    max_snoozes: int = 2
    min_gap: Duration = 15 * MINUTE
    max_per_day: int = 12
    first_after: Duration = 20 * MINUTE
    sound: bool = False


@dataclass(frozen=True, slots=True)
class HoldSettings:
    """`[hold]`: what keeps a due reminder waiting."""

    call: bool = True
    fullscreen: bool = True
    do_not_disturb: bool = True
    max_hold: Duration = HOUR


@dataclass(frozen=True, slots=True)
class OpenRange:
    """One span of `[hours]`; `ends` before `begins` crosses midnight."""

    weekday: int
    """0 is Monday, as in `datetime.weekday()`; the day on which the span begins."""
    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class EverySitting:
    """Trigger: due after this much sitting."""

    every: Duration
    rest: Duration
    full_break: Duration
    merge_within: Duration = 0.0


@dataclass(frozen=True, slots=True)
class AtClockTime:
    """Trigger: due at a time of day."""

    at: time
    weekdays: frozenset[int] = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class AtFirstUse:
    """Trigger: due at the first activity of the day between two times."""

    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class BeforeEndOfHours:
    """Trigger: due when too little of `[hours]` is left for another sitting prompt."""


Trigger = EverySitting | AtClockTime | AtFirstUse | BeforeEndOfHours


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """One `[[reminder]]`."""

    name: str
    trigger: Trigger
    tips: tuple[str, ...]
    """Slots ("micro", "active", …), categories or tip ids this reminder draws from."""


class TrayInk(Enum):
    """`[tray] icon`: which ink the icon is drawn in."""

    COLOUR = "colour"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class TraySettings:
    """`[tray]`: how the icon looks."""

    icon: TrayInk = TrayInk.COLOUR


@dataclass(frozen=True, slots=True)
class HistorySettings:
    """`[history]`: how much of the journal is kept."""

    keep_days: int = 400


MICRO = ReminderSettings("micro", EverySitting(30 * MINUTE, 60.0, 5 * MINUTE), ("micro",))
ACTIVE = ReminderSettings(
    "active", EverySitting(60 * MINUTE, 5 * MINUTE, 5 * MINUTE, 10 * MINUTE), ("active",)
)
SHOWER = ReminderSettings("shower", AtFirstUse(time(5), time(10)), ("home",))


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the config file can tune."""

    sitting: SittingSettings = field(default_factory=SittingSettings)
    prompt: PromptSettings = field(default_factory=PromptSettings)
    hold: HoldSettings = field(default_factory=HoldSettings)
    tray: TraySettings = field(default_factory=TraySettings)
    history: HistorySettings = field(default_factory=HistorySettings)
    hours: tuple[OpenRange, ...] = ()
    """Empty means always."""
    reminders: tuple[ReminderSettings, ...] = (MICRO, ACTIVE, SHOWER)

    @property
    def first_tip_after(self) -> Duration | None:
        """The sitting before the first tip; None where no reminder counts sitting."""
        triggers = (one.trigger for one in self.reminders)
        return min((one.every for one in triggers if isinstance(one, EverySitting)), default=None)
