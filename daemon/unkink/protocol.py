"""What the command line asks of the daemon, and what it gets; `wire` turns both into lines.

To add a command: a frozen value here, its name in `Request` and `COMMANDS`, and a case in
`commands.answer`. Standard library only: the command line starts anew for each command.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
"""What can stand in a JSON document."""


class Code(IntEnum):
    """How a command ended; the exit codes of the command line."""

    DONE = 0
    FAILED = 1
    BAD_USAGE = 2
    ALREADY_RUNNING = 3
    NOT_RUNNING = 4


# ── requests; times and lengths are as the person typed them ──────────────────────────────────


@dataclass(frozen=True, slots=True)
class Status:
    """How do things stand?"""


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
class Skip:
    """Not this one."""


@dataclass(frozen=True, slots=True)
class Done:
    """I did it."""


@dataclass(frozen=True, slots=True)
class Pause:
    """No reminders: for "1h", "until 14:00", "tomorrow", or (None) until resumed."""

    until: str | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """Reminders again."""


@dataclass(frozen=True, slots=True)
class Sit:
    """I sit."""


@dataclass(frozen=True, slots=True)
class Stand:
    """I stand."""


@dataclass(frozen=True, slots=True)
class Walk:
    """I walk."""


@dataclass(frozen=True, slots=True)
class Tips:
    """Which tips are there, and which are hidden?"""


@dataclass(frozen=True, slots=True)
class ShowTip:
    """Open the guide of this tip."""

    id: str


@dataclass(frozen=True, slots=True)
class ShowLibrary:
    """Open the tip library."""


@dataclass(frozen=True, slots=True)
class Sore:
    """I am sore today, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class ShowProfile:
    """What are the health answers?"""


@dataclass(frozen=True, slots=True)
class SetProfile:
    """These tags apply to me and no others; none at all is an answer too."""

    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClearProfile:
    """Forget the health answers."""


@dataclass(frozen=True, slots=True)
class Quit:
    """Stop the daemon."""


Request = (
    Status
    | Why
    | Now
    | Snooze
    | Skip
    | Done
    | Pause
    | Resume
    | Sit
    | Stand
    | Walk
    | Tips
    | ShowTip
    | ShowLibrary
    | Sore
    | ShowProfile
    | SetProfile
    | ClearProfile
    | Quit
)

COMMANDS: dict[str, type[Request]] = {
    "status": Status,
    "why": Why,
    "now": Now,
    "snooze": Snooze,
    "skip": Skip,
    "done": Done,
    "pause": Pause,
    "resume": Resume,
    "sit": Sit,
    "stand": Stand,
    "walk": Walk,
    "tips": Tips,
    "tip": ShowTip,
    "library": ShowLibrary,
    "sore": Sore,
    "profile": ShowProfile,
    "profile-set": SetProfile,
    "profile-clear": ClearProfile,
    "quit": Quit,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a request."""

    code: Code = Code.DONE
    text: str = ""
    """For the person; empty where `data` says it all."""
    data: Json = None
