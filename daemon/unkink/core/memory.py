"""What must survive a crash and a restart, as plain values that any format can hold.

Moments mean nothing on another boot, so everything that lasts is kept as a length; `boot` and
`wall` tell how much time went by unseen. Raise `SCHEMA` with any change, and tell how to come from
the one before in `adapters/memory_file.py`.
"""

from unkink.core.values import dataclass

SCHEMA = 3


@dataclass(frozen=True, slots=True)
class ReminderMemory:
    """One reminder's standing."""

    name: str
    sat: float
    ask_at: float
    pending: bool
    snoozed_for: float | None
    snoozes: int
    rung_on: str | None
    """ISO date."""
    absence: float
    """How long the break from what it counts has lasted; 0 while it counts."""
    asked: int
    longer: float
    ignored: int
    wondered: bool
    stays_longer: bool
    put_off: str | None = None
    """The tip of a prompt that was put off, which comes again."""


@dataclass(frozen=True, slots=True)
class ShownTip:
    """One tip that was shown, for variety."""

    tip: str
    category: str
    day: str
    """ISO date."""
    slot: str = ""
    """"" where a version before did not write it."""
    passed: bool = False
    """The person wanted another instead: it is not to come again soon, and counts as nothing."""


@dataclass(frozen=True, slots=True)
class FeltMemory:
    """How neck and shoulders last felt after a tip."""

    tip: str
    stiffness: str
    day: str
    """ISO date."""


@dataclass(frozen=True, slots=True)
class PractisedMemory:
    """How often a tip was done."""

    tip: str
    times: int
    last: str
    """ISO date."""


@dataclass(frozen=True, slots=True)
class TipsMemory:
    """What the person made of the tips."""

    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    felt: tuple[FeltMemory, ...] = ()
    practised: tuple[PractisedMemory, ...] = ()
    introduced: tuple[str, ...] = ()
    """The tips of the waves so far."""
    wave: str | None = None
    """ISO date of the last wave; None before the first."""
    tight: tuple[str, ...] = ()
    tight_on: str | None = None
    """ISO date on which the person said where it is tight."""


@dataclass(frozen=True, slots=True)
class AskedMemory:
    """A question about health that was put to the person; or the first day of use."""

    what: str
    day: str
    """ISO date."""


@dataclass(frozen=True, slots=True)
class PauseMemory:
    """A pause that was on."""

    left: float | None
    until: str | None
    """ISO local time with offset."""


@dataclass(frozen=True, slots=True)
class ChosenMemory:
    """The settings profile that was chosen, as `PauseMemory`."""

    name: str | None
    left: float | None
    until: str | None


@dataclass(frozen=True, slots=True)
class SummaryMemory:
    """A summary of a day or a week that had its turn."""

    period: str
    rung_on: str
    """ISO date."""
    waits_since: str | None
    """ISO local time with offset; None where it was told."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything the engine needs to go on where it was."""

    schema: int
    boot: str
    """Which boot the moment belongs to."""
    moment: float
    wall: str
    """ISO local time with offset."""
    sitting: bool
    posture: str
    bout: float
    day: str
    sat_today: float
    prompts_today: int
    since_prompt: float | None
    """Time since the last prompt that nobody asked for."""
    next_prompt: int
    live: str | None
    """Tip of the prompt that was live."""
    paused: PauseMemory | None
    reminders: tuple[ReminderMemory, ...]
    shown: tuple[ShownTip, ...]
    absence: float
    """How long nobody has been sitting; 0 while somebody is."""
    tips: TipsMemory = TipsMemory()
    asked: tuple[AskedMemory, ...] = ()
    chosen: ChosenMemory | None = None
    summaries: tuple[SummaryMemory, ...] = ()
    presence: str | None = None
    """That of the span which goes on; None where a version before did not write it."""
    lasted: float = 0.0
    """How long that span has lasted: the journal knows nothing of it yet."""
