"""What the command line asks of the daemon, and what it gets; `wire` turns both into lines.

To add a command: a member of `Bare`, or a frozen value in `Worded` and `WORDED`, and a case in
`commands.answer`. Standard library only: the command line starts anew for each command.
"""

from collections.abc import Mapping, Sequence
from enum import Enum, IntEnum
from typing import TypeAlias

from unkink.core.values import dataclass

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
"""What can stand in a JSON document."""


class Code(IntEnum):
    """How a command ended; the exit codes of the command line."""

    DONE = 0
    FAILED = 1
    BAD_USAGE = 2
    ALREADY_RUNNING = 3
    NOT_RUNNING = 4


class Bare(Enum):
    """A request that its name says all of. One enum: a class each would cost every start 5 ms."""

    STATUS = "status"
    """How do things stand?"""
    PRESENT = "present"
    """Which span of time goes on? The journal's file has those that are over. `data` has `begins`,
    `ends` (now), `presence` and `posture`."""
    WATCH = "watch"
    """How do things stand, and tell me each change: one reply, then another for each."""
    SKIP = "skip"
    """Not this one."""
    DONE = "done"
    """I did it."""
    RESUME = "resume"
    """Reminders again."""
    AWAY = "away"
    """I leave."""
    SIT = "sit"
    STAND = "stand"
    WALK = "walk"
    TIPS = "tips"
    """Which tips are there, and which are hidden?"""
    SHOW_LIBRARY = "library"
    """Open the tip library."""
    SHOW_PROFILE = "profile"
    """What are the health answers?"""
    CLEAR_PROFILE = "profile-clear"
    """Forget the health answers."""
    DECLINE_PROFILE = "profile-decline"
    """I prefer not to say."""
    CLEARED = "profile-cleared"
    """A health professional has cleared me: lift what red flags locked."""
    QUIT = "quit"
    """Stop the daemon."""


# ── requests with words of the person; times and lengths are as they were typed ───────────────


@dataclass(frozen=True, slots=True)
class Why:
    """What was decided, and why?"""

    last: str | None = None
    """How far back, as in "2h"; None means today."""


@dataclass(frozen=True, slots=True)
class Now:
    """Prompt now: a reminder, a tip, or whatever fits."""

    what: str | None = None


@dataclass(frozen=True, slots=True)
class Snooze:
    """Ask again later; None leaves the length to the settings."""

    length: str | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """No reminders: for "1h", "until 14:00", "tomorrow", or (None) until resumed."""

    until: str | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody is here, now or (as in "10m") for so long."""

    length: str | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """Put a settings profile in force, or with one of two other words: the usual settings, or
    whatever the hours of the profiles say.
    """

    name: str
    until: str | None = None
    """As for `Pause`."""


@dataclass(frozen=True, slots=True)
class ShowTip:
    """Open the guide of this tip."""

    id: str


@dataclass(frozen=True, slots=True)
class ShowDay:
    """Open the page of a recorded day."""

    day: str | None = None
    """As in "2026-11-20" or "yesterday"; None means today."""


@dataclass(frozen=True, slots=True)
class TellDay:
    """What is recorded of a day?"""

    day: str | None = None
    """As for `ShowDay`."""


@dataclass(frozen=True, slots=True)
class Did:
    """I did this tip, whether it was offered or not."""

    tip: str


@dataclass(frozen=True, slots=True)
class Sore:
    """I am sore today, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetProfile:
    """These tags apply to me and no others; none at all is an answer too."""

    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RedFlags:
    """These signs on the red-flag list apply to me now."""

    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """What I think of this tip."""

    id: str
    liking: str
    """A word of `core.taste.Liking`."""


@dataclass(frozen=True, slots=True)
class Felt:
    """How it feels after this tip."""

    id: str
    stiffness: str
    """A word of `core.taste.Stiffness`."""


@dataclass(frozen=True, slots=True)
class Tight:
    """Where it is tight; nowhere, where there are no words."""

    body: tuple[str, ...] = ()


Worded = (
    Why
    | Now
    | Snooze
    | Pause
    | Here
    | Use
    | ShowTip
    | ShowDay
    | TellDay
    | Sore
    | SetProfile
    | RedFlags
    | Did
    | Rate
    | Felt
    | Tight
)
Request = Bare | Worded

WORDED: dict[str, type[Worded]] = {
    "why": Why,
    "now": Now,
    "snooze": Snooze,
    "pause": Pause,
    "here": Here,
    "use": Use,
    "tip": ShowTip,
    "today": ShowDay,
    "day": TellDay,
    "did": Did,
    "sore": Sore,
    "profile-set": SetProfile,
    "red-flags": RedFlags,
    "rate": Rate,
    "felt": Felt,
    "tight": Tight,
}
"""What each of them is called on the wire."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a request."""

    code: Code = Code.DONE
    text: str = ""
    """For the person; empty where `data` says it all."""
    data: Json = None


ENDING = Reply(Code.NOT_RUNNING, "unkink is just ending")
"""What a daemon says to every request from the beginning of its end on."""
