"""Where the person stands, as one plain value for tray, `status` and pages."""

from datetime import datetime
from enum import Enum

from unkink.core.effects import Prompt
from unkink.core.holds import Hold
from unkink.core.moment import MINUTE, Duration
from unkink.core.presence import Posture, Presence
from unkink.core.surroundings import Sign
from unkink.core.values import dataclass


class Phase(Enum):
    """Where one reminder stands."""

    COUNTING = "counting"
    DUE = "due"
    """Waiting for a lull."""
    HELD = "held"
    SHOWN = "shown"
    OVERDUE = "overdue"
    """Shown, its notification is gone, nothing followed yet."""


@dataclass(frozen=True, slots=True)
class ReminderView:
    """One reminder as seen from outside."""

    name: str
    phase: Phase
    sat: Duration | None
    """Sitting counted towards it; None for a clock-time reminder."""
    every: Duration | None
    due_in: Duration | None
    """Sitting left until it is due; 0 when it is; None when no one can say."""
    holds: tuple[Hold, ...] = ()
    posture: Posture | None = None
    """The posture it counts; None for a clock-time reminder."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything worth showing, at one instant."""

    presence: Presence
    posture: Posture
    posture_for: Duration
    bout: Duration
    """Unbroken sitting up to now; 0 when not sitting."""
    sat_today: Duration
    reminders: tuple[ReminderView, ...]
    live: Prompt | None
    paused: bool
    paused_until: datetime | None
    """Local time; None while paused means until resumed."""
    blind: str | None
    """Why no input sensor works; None when one does."""
    successor: str | None
    """The input sensor that lately took over from one that died."""
    sore: bool
    wall: datetime
    snoozes_left: int = 0
    profile: str | None = None
    """The settings profile in force; None for the usual settings."""
    profiles: tuple[str, ...] = ()
    """Every profile that the settings name."""
    by_hours: bool = True
    """Whether the hours of the profiles decide, rather than what the person chose."""
    health_outdated: bool = False
    """The health answers are old enough to be looked at again."""

    signs: tuple[Sign, ...] = ()
    """What was seen around the person when somebody last looked, as far as it is believed."""
    doubts: tuple[tuple[str, str], ...] = ()
    """What other programs say and is not believed, each with the reason."""

    @property
    def minute_left(self) -> Duration | None:
        """How long until the whole minutes that are told of it change; None: they stand still."""
        if self.presence.absent:
            return None
        told = self.bout if self.posture is Posture.SITTING else self.posture_for
        return MINUTE - told % MINUTE

    @property
    def next_reminder(self) -> ReminderView | None:
        """The reminder that will speak up first, as far as anybody can say."""
        waiting = [one for one in self.reminders if one.due_in is not None]
        return min(waiting, key=lambda one: one.due_in or 0.0, default=None)
