"""A desk behind the trial page: shows a tip, and takes nothing that is said there."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime

from unkink.core.days.day import Day, DaySummary
from unkink.core.health import HealthProfile, why_hidden
from unkink.core.moment import MINUTE, Duration
from unkink.core.practice import Practised
from unkink.core.settings import Settings
from unkink.core.taste import Liking
from unkink.core.tips import Pool, Tip
from unkink.guide.desk import JournalDay, Said, Shelved
from unkink.health_file import read_health
from unkink.paths import Paths
from unkink.tip_files import FullTip, check_pool, read_tip
from unkink.tuning import Tuning

ONLY_A_TEST = "This page is only a test by unkink doctor; nothing is kept."


class ReadingDesk:
    """Implements `guide.desk.GuideDesk` on the files alone; `asked` is set with the first page."""

    def __init__(self, paths: Paths) -> None:
        self.asked = asyncio.Event()
        self._paths = paths
        self._pool = check_pool(paths.own_tips).pool
        self._profile = read_health(paths.health_file, self._pool.tags).profile
        self._today = datetime.now().astimezone().date()

    def trial_tip(self) -> Tip | None:
        """Return a tip that may be shown to this person; None where every one is hidden."""
        return next((tip for tip in self._pool.tips if self._why_hidden(tip) is None), None)

    @property
    def pool(self) -> Pool:
        """Every tip."""
        return self._pool

    @property
    def snooze(self) -> Duration:
        """How long a snooze would last."""
        return 5 * MINUTE

    @property
    def first_tip_after(self) -> Duration | None:
        """The sitting before the first tip, as the defaults have it."""
        return Settings().first_tip_after

    def full_tip(self, tip_id: str) -> FullTip | None:
        """Read a whole tip, and note that a page wants it."""
        self.asked.set()
        return read_tip(tip_id, self._paths.own_tips)

    def hidden(self, tip_id: str) -> str | None:
        """Say why this tip must not be shown, or None."""
        tip = self._pool.tip(tip_id)
        return "unknown" if tip is None else self._why_hidden(tip)

    def library(self) -> Sequence[tuple[Tip, str | None]]:
        """List every tip with the reason why it is hidden, or None."""
        return [(tip, self._why_hidden(tip)) for tip in self._pool.tips]

    def shelf(self) -> Sequence[Shelved]:
        """List nothing: the library is not opened."""
        return []

    def today(self) -> date:
        """Return the local day."""
        return self._today

    def now(self) -> datetime:
        """Return the local time."""
        return datetime.now().astimezone()

    def told_day(self, day: date) -> Day:
        """Tell of no day: the journal is the daemon's."""
        return Day(day)

    def summaries(self, first: date, last: date) -> Sequence[DaySummary]:
        """Tell of no days."""
        return []

    def first_recorded(self) -> date | None:
        """Know of none."""
        return None

    def live_prompt(self, tip_id: str) -> int | None:
        """Know of no prompt: a daemon beside has its own."""
        return None

    def report(self, event: Said) -> str | None:
        """Take nothing."""
        return ONLY_A_TEST

    def another(self, tip_id: str) -> tuple[str | None, str | None]:
        """Offer no other tip."""
        return None, ONLY_A_TEST

    def liking(self, tip_id: str) -> Liking:
        """Know no likings."""
        return Liking.USUAL

    def practised(self, tip_id: str) -> Practised | None:
        """Know of no practice."""
        return None

    def tuning(self) -> Tuning:
        """Leave the switches of the page as they come."""
        return Tuning()

    def tune(self, tuning: Tuning) -> str | None:
        """Take nothing."""
        return ONLY_A_TEST

    def set_flags(self, red_flags: frozenset[str]) -> str | None:
        """Take nothing."""
        return ONLY_A_TEST

    def clear_flags(self) -> str | None:
        """Take nothing."""
        return ONLY_A_TEST

    def locked(self) -> frozenset[str]:
        """Return the categories that red flags have locked."""
        return self._profile.locked

    def set_sore(self, *, on: bool) -> str | None:
        """Take nothing."""
        return ONLY_A_TEST

    def sore(self) -> bool:
        """Tell whether this is a sore day."""
        return self._profile.sore(self._today)

    def health(self) -> HealthProfile:
        """Return the health answers of the file."""
        return self._profile

    def health_mark(self) -> str:
        """Mark no form: none is taken."""
        return ""

    def health_at(self, mark: str) -> HealthProfile | None:
        """Know of no form."""
        return None

    def keep_health(self, profile: HealthProfile) -> str | None:
        """Take nothing."""
        return ONLY_A_TEST

    @property
    def emergency_number(self) -> str:
        """None is shown on a trial page."""
        return ""

    def why(self) -> Sequence[str]:
        """Say what this is."""
        return [ONLY_A_TEST]

    def journal(self) -> Sequence[JournalDay]:
        """Show no journal."""
        return []

    def _why_hidden(self, tip: Tip) -> str | None:
        return why_hidden(tip, self._profile, self._today, self._pool.tags)
