"""What the pages want from the rest of the program."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from unkink.core.days.day import Day, DaySummary
from unkink.core.events import (
    Skipped,
    Snoozed,
    StiffnessAnswered,
    TightnessTold,
    TipDone,
    TipRated,
)
from unkink.core.health import HealthProfile
from unkink.core.moment import Duration
from unkink.core.practice import Practised
from unkink.core.taste import Liking
from unkink.core.tips import Pool, Tip
from unkink.core.values import dataclass
from unkink.journal_words import Line
from unkink.tip_files import FullTip
from unkink.tuning import Tuning

Said = Skipped | Snoozed | TipDone | TipRated | StiffnessAnswered | TightnessTold
"""What a person says on a page."""


@dataclass(frozen=True, slots=True)
class JournalDay:
    """What was decided on one day."""

    name: str
    """Such as "Today" or "Friday 2026-11-20"."""
    lines: Sequence[Line]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """One tip as it stands in the library; what its file says is empty where that is gone."""

    tip: Tip
    hidden: str | None
    """Why it must not be shown (`core.health.why_hidden`), or None."""
    needs: tuple[str, ...] = ()
    evidence: str = ""
    """The grade, a letter."""
    own: bool = False
    liking: Liking = Liking.USUAL
    practised: Practised | None = None


def shelved(
    tip: Tip, hidden: str | None, full: FullTip | None, liking: Liking, practised: Practised | None
) -> Shelved:
    """Put together what rules and files know of one tip."""
    if full is None:
        return Shelved(tip, hidden, liking=liking, practised=practised)
    return Shelved(tip, hidden, full.needs, full.evidence, full.own, liking, practised)


class GuideDesk(Protocol):
    """Answers the pages' questions and takes what the person says there.

    Everything is called on the asyncio loop's thread and must not block.
    """

    @property
    def pool(self) -> Pool:
        """The prevention pool as it is now."""

    @property
    def snooze(self) -> Duration:
        """How long a snooze lasts."""

    @property
    def first_tip_after(self) -> Duration | None:
        """The sitting before the first tip; None where no reminder counts sitting."""

    def full_tip(self, tip_id: str) -> FullTip | None:
        """Read a whole tip, own tips included; None when there is none in order."""

    def hidden(self, tip_id: str) -> str | None:
        """Say why this tip must not be shown (`core.health.why_hidden`), or None."""

    def library(self) -> Sequence[tuple[Tip, str | None]]:
        """List every tip with the reason why it is hidden, or None."""

    def shelf(self) -> Sequence[Shelved]:
        """List every tip for the library; reads all tip files, for some 20 ms."""

    def today(self) -> date:
        """Return the day by the clock on the wall."""

    def now(self) -> datetime:
        """Return the time by the clock on the wall."""

    def told_day(self, day: date) -> Day:
        """Return everything recorded of a day, of today up to now; reads the journal."""

    def summaries(self, first: date, last: date) -> Sequence[DaySummary]:
        """Return the sums of the days from `first` to `last` of which anything is recorded."""

    def first_recorded(self) -> date | None:
        """Return the first day of which anything is kept; None when nothing is."""

    def live_prompt(self, tip_id: str) -> int | None:
        """Return the id of the live prompt, where it offers this tip; None otherwise."""

    def report(self, event: Said) -> str | None:
        """Take what was said; return the words for the person when it was refused, or None."""

    def another(self, tip_id: str) -> tuple[str | None, str | None]:
        """Return the id of another tip instead of this one, or None and why there is none.

        A live prompt that offers `tip_id` offers the other one from now on.
        """

    def liking(self, tip_id: str) -> Liking:
        """Return how the person rated a tip."""

    def practised(self, tip_id: str) -> Practised | None:
        """Return how often a tip was done; None where it never was."""

    def tuning(self) -> Tuning:
        """Return how the switches of the instruction page were left; may read a small file."""

    def tune(self, tuning: Tuning) -> str | None:
        """Keep how the switches are now; return why that failed, or None."""

    def set_flags(self, red_flags: frozenset[str]) -> str | None:
        """Lock what the levels of these ticked red flags lock, on top of what is locked.

        Returns the words for the person when that could not be kept, as `clear_flags` and
        `set_sore` do.
        """

    def clear_flags(self) -> str | None:
        """Unlock everything: the person states that a health professional has cleared them."""

    def locked(self) -> frozenset[str]:
        """Return the categories that red flags have locked."""

    def set_sore(self, *, on: bool) -> str | None:
        """Switch sore-day mode for the rest of today."""

    def sore(self) -> bool:
        """Tell whether sore-day mode is on."""

    def health(self) -> HealthProfile:
        """Return the health answers in use."""

    def health_mark(self) -> str:
        """Return what a form with the answers of now is to send back; it tells nothing of them."""

    def health_at(self, mark: str) -> HealthProfile | None:
        """Return the answers that a form with this mark was made from; None: nobody knows."""

    def keep_health(self, profile: HealthProfile) -> str | None:
        """Use these answers from now on; return why they could not be written, or None."""

    @property
    def emergency_number(self) -> str:
        """The number of the settings; empty: it is not known, and never guessed."""

    def why(self) -> Sequence[str]:
        """Say in a few lines what the program is waiting for."""

    def journal(self) -> Sequence[JournalDay]:
        """Return the last decisions, the newest day first."""
