"""The values that tell of a recorded day."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import Enum

from unkink.core.effects import Outcome
from unkink.core.moment import Duration
from unkink.core.taste import Liking, Stiffness
from unkink.core.values import dataclass


class Kind(Enum):
    """What a piece of a day was spent with."""

    SITTING = "sitting"
    STANDING = "standing"
    WALKING = "walking"
    BREAK = "break"
    """An absence between two times of presence, no longer than `bands.BREAK_AT_MOST`."""
    AWAY = "away"
    """A longer absence, or one that nobody came back from."""
    UNRECORDED = "unrecorded"
    """The machine was off, or unkink did not run."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one kind; the pieces of a day follow each other without a gap."""

    begins: datetime
    """Local time with the offset of then, as all times here."""
    ends: datetime
    kind: Kind
    sure: bool = True
    """Whether a sensor saw who was there; where none could, time counts by the posture."""

    @property
    def length(self) -> Duration:
        """How long it lasted, in seconds."""
        return (self.ends - self.begins).total_seconds()


@dataclass(frozen=True, slots=True)
class Bout:
    """An unbroken stretch of sitting; it belongs to the day on which it began."""

    began: datetime
    ended: datetime
    sat: Duration
    """Sitting in it: short absences do not count."""


@dataclass(frozen=True, slots=True)
class Held:
    """A time in which something kept a reminder back."""

    begins: datetime
    ends: datetime
    why: str
    """A word of `Hold`, and after a colon what was seen."""
    reminder: str | None


@dataclass(frozen=True, slots=True)
class Showing:
    """A prompt, and what became of it; it belongs to the day on which it was shown."""

    at: datetime
    reminder: str
    tip: str
    """The one it carried last."""
    occasion: str
    outcome: Outcome | None = None
    """None while it waits for an answer."""
    answered: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rated:
    """A tip was rated."""

    at: datetime
    tip: str
    liking: Liking


@dataclass(frozen=True, slots=True)
class Answered:
    """How neck and shoulders felt after a tip."""

    at: datetime
    tip: str
    stiffness: Stiffness


@dataclass(frozen=True, slots=True)
class Day:
    """Everything recorded of one local day, oldest first."""

    date: date
    pieces: tuple[Piece, ...] = ()
    bouts: tuple[Bout, ...] = ()
    holds: tuple[Held, ...] = ()
    showings: tuple[Showing, ...] = ()
    own_breaks: tuple[tuple[datetime, str], ...] = ()
    """Natural breaks: when, and which reminder each paid back. One break may pay back several."""
    done: tuple[tuple[datetime, str], ...] = ()
    """Tips done of one's own accord: when, and which."""
    rated: tuple[Rated, ...] = ()
    felt: tuple[Answered, ...] = ()

    @property
    def unasked(self) -> int:
        """How many natural breaks there were; one that paid several reminders back counts once."""
        return len({time for time, _ in self.own_breaks})


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of the prompts of one reminder, or with one tip."""

    shown: int = 0
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    """The sum may be less than `shown`: a prompt of now may still wait for its answer."""
    own: int = 0
    """Natural breaks that paid this reminder back; or how often the tip was done unasked."""


@dataclass(frozen=True, slots=True)
class Summed:
    """What recorded time amounts to, of one day or of many."""

    seconds: Mapping[Kind, Duration]
    """How long was spent with each kind; the sum is that of all pieces."""
    unsure: Duration
    """How much of the time of presence no sensor saw."""
    sitting_by_hour: tuple[Duration, ...]
    """Sitting in each hour of the clock on the wall, 24 of them; an hour shown twice adds up."""
    bouts: tuple[Bout, ...]
    """Oldest first, as are all rows here."""
    reminders: Mapping[str, Answers]
    tips: Mapping[str, Answers]
    own_breaks: int
    """Natural breaks; one that paid several reminders back counts once."""
    rated: tuple[Rated, ...]
    felt: tuple[Answered, ...]

    @property
    def sitting(self) -> Duration:
        """How long was spent sitting."""
        return self.seconds.get(Kind.SITTING, 0.0)

    @property
    def longest(self) -> Bout | None:
        """The longest of the bouts that began then; None where nobody sat."""
        return max(self.bouts, key=lambda bout: bout.sat, default=None)

    @property
    def shown(self) -> int:
        """How many prompts were shown."""
        return sum(one.shown for one in self.reminders.values())

    def count(self, outcome: Outcome) -> int:
        """Return how many prompts came to this."""
        return sum(one.outcomes.get(outcome, 0) for one in self.reminders.values())


@dataclass(frozen=True, slots=True)
class DaySummary(Summed):
    """What is told of a day beside many others; every sum is that of its `Day`."""

    date: date
    began: datetime | None
    """When somebody was there first; None where nobody was."""
    ended: datetime | None
    """When somebody was there last."""
