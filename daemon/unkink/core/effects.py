"""What the engine wants done, as commands; the loop hands each to the adapter that can do it.

To add one: a frozen value here, its name in `Effect`, and a case in `Loop._perform`.
"""

from datetime import timedelta
from enum import Enum

from unkink.core.health_questions import HealthQuestion
from unkink.core.holds import Hold
from unkink.core.moment import Duration, Instant
from unkink.core.summary import Period
from unkink.core.timeline import Span
from unkink.core.tips import Tip
from unkink.core.values import dataclass


class Occasion(Enum):
    """Why a prompt comes just now; decides its title and buttons."""

    DUE = "due"
    MERGED = "merged"
    AGAIN = "again"
    """The one before had no answer, and the sitting went on."""
    AFTER_HOLD = "after-hold"
    LAST_SNOOZE = "last-snooze"
    CARD = "card"
    """A clock-time reminder: something for later today."""
    ASKED = "asked"
    """The person asked for it."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One showing of a reminder with one tip."""

    id: int
    reminder: str
    tip: Tip
    occasion: Occasion
    covers: tuple[str, ...] = ()
    """Shorter reminders that this prompt answers too."""
    after: Hold | None = None
    """The hold that has just ended, for `Occasion.AFTER_HOLD`."""


@dataclass(frozen=True, slots=True)
class ShowPrompt:
    """Put this prompt on the screen, in place of the one before."""

    prompt: Prompt


@dataclass(frozen=True, slots=True)
class WithdrawPrompt:
    """Take the live prompt's notification away; its matter is settled."""

    prompt: int


@dataclass(frozen=True, slots=True)
class OpenGuide:
    """Open the instructions of this tip."""

    tip: str
    prompt: int | None
    token: str | None = None


@dataclass(frozen=True, slots=True)
class OpenLibrary:
    """Open the tip library."""

    token: str | None = None


@dataclass(frozen=True, slots=True)
class OfferInstead:
    """The tip that was found instead of another; for the page that asked."""

    tip: str


@dataclass(frozen=True, slots=True)
class AskWhetherTooOften:
    """Ask once whether a reminder comes too often; until then it comes less often already."""

    reminder: str
    usual: Duration
    """The interval of the settings."""
    now: Duration
    """The interval of the rest of the day."""


@dataclass(frozen=True, slots=True)
class AskAboutHealth:
    """Ask about health, in words that tell nobody else anything."""

    question: HealthQuestion
    age: timedelta | None = None
    """How old the answers are, where that is known."""


@dataclass(frozen=True, slots=True)
class TellSummary:
    """Say what these periods were like, today being the last day of each, in one notice."""

    periods: tuple[Period, ...]
    reminders: frozenset[str]
    """Those that count sitting, in whatever profile: their prompts ask for breaks."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """Say why what the person just asked for was not done."""

    why: str


@dataclass(frozen=True, slots=True)
class Remember:
    """Something changed that must survive a crash: store `Engine.memory`."""


class Decision(Enum):
    """The words of the journal (`unkink why`, `simulate --json`)."""

    DUE = "due"
    HELD = "held"
    RELEASED = "released"
    SHOWN = "shown"
    MERGED = "merged"
    OUTCOME = "outcome"
    BREAK = "break"
    NATURAL_BREAK = "natural-break"
    BACK = "back"
    """Somebody is back after an absence; `Record.seconds` tells how long it was."""
    QUIET = "quiet"
    """A hold lasted too long: the tip waits in the tray and does not pop up."""
    ASKED = "asked"
    """Several prompts in a row were ignored, so the interval is longer for the rest of the day:
    `Record.seconds`."""
    MISSED = "missed"
    """A time of day passed while the machine was off or asleep, too long ago to be told now."""
    DID = "did"
    """A tip was done of one's own accord, without a prompt."""
    SWAPPED = "swapped"
    """The live prompt carries another tip, as the person asked."""
    RATED = "rated"
    """A tip was rated: `Record.why` is a word of `Liking`."""
    FELT = "felt"
    """The answer after a tip: `Record.why` is a word of `Stiffness`."""
    PAUSED = "paused"
    RESUMED = "resumed"
    PROFILE = "profile"
    """Other settings are in force: `Record.why` names them, "usual" where no profile is."""
    BLIND = "blind"
    SENSOR = "sensor"
    """Another sensor took over."""
    DOUBTED = "doubted"
    """What another program says is not believed: `Record.why` is what it says, and after a colon
    the reason."""
    SUMMARY = "summary"
    """Whether a summary was told: `Record.why` names its period and "told", "held", "too-late",
    "day-over" or "no-sitting"."""


class Outcome(Enum):
    """What became of a prompt. Shown is never taken."""

    TAKEN = "taken"
    NATURAL = "natural"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Record:
    """One line for the journal: a decision with its reason."""

    at: Instant
    decision: Decision
    reminder: str | None = None
    tip: str | None = None
    why: str = ""
    """A word of the program (a hold, an outcome, an occasion), and after a colon what was seen:
    "call: microphone in use by Firefox"."""
    seconds: Duration | None = None
    """How long what is told of lasted: an absence, a hold, a snooze."""


@dataclass(frozen=True, slots=True)
class Spent:
    """A stretch of time is over and will not change any more; these tile the day."""

    span: Span
    at: Instant
    """When it was booked: puts the moments of the span on the wall clock."""
    recalled: bool = False
    """Known from what an earlier run kept; that run may have told the journal of it already."""


Effect = (
    ShowPrompt
    | WithdrawPrompt
    | OpenGuide
    | OpenLibrary
    | OfferInstead
    | AskWhetherTooOften
    | AskAboutHealth
    | TellSummary
    | Refuse
    | Remember
    | Record
    | Spent
)
