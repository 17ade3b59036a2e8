"""What the program believes about its settings; `unkink.config` reads the file into these values.

Every field's default is the program's default; `config/default.toml` documents each of them.
Durations are seconds.
"""

from dataclasses import field
from datetime import time
from enum import Enum
from typing import TypeGuard

from unkink.core.moment import HOUR, MINUTE, Duration
from unkink.core.presence import Posture
from unkink.core.values import dataclass

EVERY_DAY = frozenset(range(7))
"""Weekdays, 0 for Monday as in `datetime.weekday()`."""


@dataclass(frozen=True, slots=True)
class SittingSettings:
    """`[sitting]`: when silence becomes absence."""

    away_after: Duration = 60.0
    watching: bool = True
    """Whether a call, a film or a program that keeps the screen on shows that somebody is there."""
    watching_limit: Duration = 2 * HOUR
    """How long that is believed without a key or a touch."""


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
    again_after: Duration = 20 * MINUTE
    max_again: int = 1
    sound: bool = False


class OnBattery(Enum):
    """`[hold] on_battery`: what becomes of a due prompt while the battery is in use."""

    IGNORE = "ignore"
    LONGER = "longer"
    """It waits for `adapt.longer_by` more of sitting."""
    HOLD = "hold"


class AtMaxHold(Enum):
    """`[hold] at_max_hold`: what becomes of a prompt that was held too long."""

    TRAY = "tray"
    """It waits in the tray until the hold ends."""
    PROMPT = "prompt"
    """It is shown all the same."""


@dataclass(frozen=True, slots=True)
class HoldSettings:
    """`[hold]`: what keeps a due reminder waiting."""

    call: bool = True
    fullscreen: bool = True
    do_not_disturb: bool = True
    calendar: tuple[str, ...] = ()
    """Files and folders of iCalendar, as the person wrote them."""
    on_battery: OnBattery = OnBattery.IGNORE
    max_hold: Duration = HOUR
    at_max_hold: AtMaxHold = AtMaxHold.TRAY
    settle: Duration = MINUTE

    @property
    def heeds_surroundings(self) -> bool:
        """Whether anything that is seen in a look around may hold a prompt."""
        quiet = self.call or self.fullscreen or self.do_not_disturb
        return quiet or bool(self.calendar) or self.on_battery is not OnBattery.IGNORE


@dataclass(frozen=True, slots=True)
class AdaptSettings:
    """`[adapt]`: what follows from prompts that nobody answers."""

    after_ignored: int = 3
    """So many in a row; 0: nothing follows."""
    longer_by: Duration = 15 * MINUTE
    longest: Duration = HOUR


@dataclass(frozen=True, slots=True)
class OpenRange:
    """One span of `[hours]`; `ends` before `begins` crosses midnight."""

    weekday: int
    """0 is Monday, as in `datetime.weekday()`; the day on which the span begins."""
    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class EverySitting:
    """Trigger: due after this much sitting, or standing or walking where it says so."""

    every: Duration
    rest: Duration
    full_break: Duration
    merge_within: Duration = 0.0
    posture: Posture = Posture.SITTING


@dataclass(frozen=True, slots=True)
class AtClockTime:
    """Trigger: due at a time of day."""

    at: time
    weekdays: frozenset[int] = EVERY_DAY


@dataclass(frozen=True, slots=True)
class AtFirstUse:
    """Trigger: due at the first activity of the day between two times."""

    begins: time
    ends: time
    """Up to `begins` crosses midnight, "24:00" included; the window is of the day it opens on."""
    weekdays: frozenset[int] = EVERY_DAY


@dataclass(frozen=True, slots=True)
class BeforeEndOfHours:
    """Trigger: due when too little of `[hours]` is left for another sitting prompt."""

    weekdays: frozenset[int] = EVERY_DAY
    """Of the days on which the hours begin."""


Trigger = EverySitting | AtClockTime | AtFirstUse | BeforeEndOfHours


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """One `[[reminder]]`."""

    name: str
    trigger: Trigger
    tips: tuple[str, ...]
    """Slots ("micro", "active", …), categories or tip ids this reminder draws from."""


@dataclass(frozen=True, slots=True)
class TipsSettings:
    """`[tips]`: which tips, and how much of each kind (evidence 2.5, rotation)."""

    start_with: int = 24
    new_each_week: int = 6
    seated_only: bool = False
    stretch_a_day: int = 1
    strength_a_day: int = 1
    on_feet_a_day: int = 2
    contrast_a_week: int = 2


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


class SummaryAt(Enum):
    """What `[summary]` says where it names no time of day."""

    OFF = "off"
    END_OF_HOURS = "end of hours"


@dataclass(frozen=True, slots=True)
class SummarySettings:
    """`[summary]`: when a quiet notice says what a day, or seven days, were like."""

    day: SummaryAt | time = SummaryAt.OFF
    week: SummaryAt | time = SummaryAt.OFF
    """On the last working day of the week."""

    @property
    def off(self) -> bool:
        """Whether neither is asked for."""
        return self.day is SummaryAt.OFF and self.week is SummaryAt.OFF


@dataclass(frozen=True, slots=True)
class HookSettings:
    """One `[[hook]]`: a program of the person's own."""

    on: tuple[str, ...]
    """Decisions of the journal, by their words."""
    run: tuple[str, ...]
    """The program and its arguments."""
    limit: Duration = 10.0
    """How long it may take."""


@dataclass(frozen=True, slots=True)
class ProgramSettings:
    """One row of `[programs]`: what a program's signs count for; None: what the rules say."""

    name: str
    """As `unkink why` and `status` name it; capitals do not matter."""
    call: bool | None = None
    """Whether its microphone, camera or screen sharing is a call."""
    fullscreen: bool | None = None
    """Whether its full screen holds tips back, whatever is typed there."""
    screen_on: bool | None = None
    """Whether somebody is there while it keeps the screen on."""


@dataclass(frozen=True, slots=True)
class SafetySettings:
    """`[safety]`: whom to call."""

    emergency_number: str = ""
    """As the person wrote it; empty: it is not known, and never guessed."""


MICRO = ReminderSettings("micro", EverySitting(30 * MINUTE, 60.0, 5 * MINUTE), ("micro", "note"))
ACTIVE = ReminderSettings(
    "active", EverySitting(60 * MINUTE, 5 * MINUTE, 5 * MINUTE, 10 * MINUTE), ("active",)
)
STANDING = ReminderSettings(
    "standing",
    EverySitting(45 * MINUTE, MINUTE, 5 * MINUTE, posture=Posture.STANDING),
    ("micro", "active"),
)
SHOWER = ReminderSettings("shower", AtFirstUse(time(5), time(10)), ("home",))
EVENING = ReminderSettings("evening", AtClockTime(time(17, 30)), ("home",))
"""Comes on days whose morning had no card."""


@dataclass(frozen=True, slots=True)
class SettingsProfile:
    """One `[profile.NAME]`: other settings for a while."""

    name: str
    settings: "Settings"
    """Everything in force while it is; it has no profiles itself."""
    hours: tuple[OpenRange, ...] = ()
    """When it is in force by itself; empty: only at the person's word."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the config file can tune."""

    sitting: SittingSettings = field(default_factory=SittingSettings)
    prompt: PromptSettings = field(default_factory=PromptSettings)
    hold: HoldSettings = field(default_factory=HoldSettings)
    adapt: AdaptSettings = field(default_factory=AdaptSettings)
    tips: TipsSettings = field(default_factory=TipsSettings)
    tray: TraySettings = field(default_factory=TraySettings)
    history: HistorySettings = field(default_factory=HistorySettings)
    summary: SummarySettings = field(default_factory=SummarySettings)
    safety: SafetySettings = field(default_factory=SafetySettings)
    hours: tuple[OpenRange, ...] = ()
    """Empty means always."""
    reminders: tuple[ReminderSettings, ...] = (MICRO, ACTIVE, STANDING, SHOWER, EVENING)
    hooks: tuple[HookSettings, ...] = ()
    programs: tuple[ProgramSettings, ...] = ()
    profiles: tuple[SettingsProfile, ...] = ()

    def profile(self, name: str | None) -> SettingsProfile | None:
        """Find a profile by its name."""
        return next((one for one in self.profiles if one.name == name), None)

    @property
    def count_sitting(self) -> frozenset[str]:
        """The names of the reminders that count sitting."""
        return frozenset(one.name for one in self.reminders if _counts_sitting(one.trigger))

    @property
    def first_tip_after(self) -> Duration | None:
        """The sitting before the first tip; None where no reminder counts sitting."""
        return min((one.every for one in self.about_sitting), default=None)

    @property
    def full_break(self) -> Duration:
        """The shortest absence that clears what any reminder has counted of sitting."""
        return min((one.full_break for one in self.about_sitting), default=5 * MINUTE)

    @property
    def about_sitting(self) -> tuple[EverySitting, ...]:
        """The triggers that count sitting."""
        triggers = (one.trigger for one in self.reminders)
        return tuple(one for one in triggers if _counts_sitting(one))


def _counts_sitting(trigger: Trigger) -> TypeGuard[EverySitting]:
    return isinstance(trigger, EverySitting) and trigger.posture is Posture.SITTING
