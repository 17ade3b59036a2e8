"""What can happen, in the past tense.

To add one: a frozen value here, its name in `Event`, and a case in `Engine._answer` or `_learn`.
"""

from datetime import datetime
from enum import Enum

from unkink.core.health import HealthProfile
from unkink.core.moment import Duration, Moment
from unkink.core.presence import Posture
from unkink.core.settings import Settings
from unkink.core.surroundings import Surroundings
from unkink.core.taste import Liking, Stiffness
from unkink.core.tips import Pool
from unkink.core.values import dataclass

# ── from the sensors ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Looked:
    """A sensor, or a fresh reading at a deadline, says when the last input was."""

    last_input: Moment
    last_key: Moment | None = None
    """When a key was last pressed; None where the sensor cannot tell keys from motion."""


@dataclass(frozen=True, slots=True)
class Blinded:
    """No sensor can tell about input any more, or from the start."""

    why: str


@dataclass(frozen=True, slots=True)
class SensorChanged:
    """Another sensor speaks from now on; a fresh `Looked` follows."""

    sensor: str
    """Its name, as in `status`."""
    why: str
    """Why the one before does not, in words for the person."""


@dataclass(frozen=True, slots=True)
class Locked:
    """The session was locked."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The session was unlocked."""


@dataclass(frozen=True, slots=True)
class LidClosed:
    """The lid was closed over the only screen; whoever types on says so by the next input."""


@dataclass(frozen=True, slots=True)
class FellAsleep:
    """The machine is about to be suspended."""


@dataclass(frozen=True, slots=True)
class Woke:
    """The machine is back from suspend; a fresh `Looked` must follow."""


@dataclass(frozen=True, slots=True)
class TimePassed:
    """Nothing new but the time: a deadline came, or the clocks were stepped."""


@dataclass(frozen=True, slots=True)
class LookedAround:
    """Somebody looked for calls, full screen and do-not-disturb, as `Engine.curious` asked."""

    surroundings: Surroundings


# ── from the person, by tray, notification, guide page or command line ────────────────────────


@dataclass(frozen=True, slots=True)
class PromptRequested:
    """Somebody wants a tip now: of this reminder, or this very tip, or whichever fits."""

    what: str | None = None


@dataclass(frozen=True, slots=True)
class GuideRequested:
    """Somebody wants to see instructions: of the live prompt, or of this tip."""

    tip: str | None = None
    token: str | None = None
    """The desktop's activation token, which lets the browser come to the front."""


@dataclass(frozen=True, slots=True)
class LibraryRequested:
    """Somebody wants to browse all tips."""

    token: str | None = None


@dataclass(frozen=True, slots=True)
class Snoozed:
    """Ask again later; `prompt` None means the live one, whichever it is."""

    length: Duration | None = None
    prompt: int | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Not this one."""

    prompt: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The person says they did it."""

    prompt: int | None = None


@dataclass(frozen=True, slots=True)
class TipDone:
    """The person did this tip: of the live prompt, or of their own accord.

    Told again with the same prompt, or on the same visit, it is the same doing.
    """

    tip: str
    prompt: int | None = None
    """The prompt that led to it, whatever became of that since."""
    visit: str | None = None
    """Which visit to the tip's page told of it."""


@dataclass(frozen=True, slots=True)
class AnotherRequested:
    """Another tip instead of this one; where it is the live prompt's, the prompt carries it."""

    tip: str


@dataclass(frozen=True, slots=True)
class TipRated:
    """The person says what they think of a tip."""

    tip: str
    liking: Liking


@dataclass(frozen=True, slots=True)
class StiffnessAnswered:
    """The person says how it feels after a tip."""

    tip: str
    stiffness: Stiffness


@dataclass(frozen=True, slots=True)
class TightnessTold:
    """The person says where it is tight; nothing in it: nowhere any more."""

    body: frozenset[str]
    """Words of `Tip.body`."""


class Closing(Enum):
    """How a notification went away by itself."""

    EXPIRED = "expired"
    DISMISSED = "dismissed"
    LOST = "lost"
    """The notification server went away."""


@dataclass(frozen=True, slots=True)
class PromptClosed:
    """The prompt's notification is gone; that alone is no outcome."""

    prompt: int
    closing: Closing


@dataclass(frozen=True, slots=True)
class IntervalAnswered:
    """The person says whether a reminder that became rarer shall stay so, or come as before."""

    reminder: str
    stays_longer: bool


@dataclass(frozen=True, slots=True)
class Paused:
    """No reminders for this long, or until this local time, or (both None) until resumed."""

    length: Duration | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """Reminders again."""


@dataclass(frozen=True, slots=True)
class ProfileChosen:
    """Other settings from now on, for this long, or until this local time, or (both None) until
    the person says otherwise.
    """

    name: str | None
    """None: the usual settings."""
    length: Duration | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class HoursChosen:
    """The hours of the profiles decide again."""


@dataclass(frozen=True, slots=True)
class SaidHere:
    """Somebody, or a program on their behalf, says that they are here.

    For this long, whatever the sensors say; None: now, as a touch of the keyboard would.
    """

    length: Duration | None = None


@dataclass(frozen=True, slots=True)
class SaidAway:
    """Somebody says that they leave."""


@dataclass(frozen=True, slots=True)
class PostureChosen:
    """The person says how they are at work now."""

    posture: Posture


# ── from files ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """The config file says something new; totals stay."""

    settings: Settings


@dataclass(frozen=True, slots=True)
class HealthChanged:
    """The health answers, sore-day mode or the locks changed."""

    profile: HealthProfile


@dataclass(frozen=True, slots=True)
class PoolLoaded:
    """The tips were read."""

    pool: Pool


SensorEvent = (
    Looked
    | LookedAround
    | Blinded
    | SensorChanged
    | Locked
    | Unlocked
    | LidClosed
    | FellAsleep
    | Woke
    | TimePassed
)
UserEvent = (
    PromptRequested
    | GuideRequested
    | LibraryRequested
    | Snoozed
    | Skipped
    | Done
    | TipDone
    | AnotherRequested
    | TipRated
    | StiffnessAnswered
    | TightnessTold
    | PromptClosed
    | IntervalAnswered
    | Paused
    | Resumed
    | ProfileChosen
    | HoursChosen
    | SaidHere
    | SaidAway
    | PostureChosen
)
FileEvent = SettingsChanged | HealthChanged | PoolLoaded
Event = SensorEvent | UserEvent | FileEvent
