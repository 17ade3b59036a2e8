"""Answers the guide pages' questions; implements `guide.desk.GuideDesk`."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from unkink.core.days.day import Day, DaySummary
from unkink.core.events import AnotherRequested
from unkink.core.health import HealthProfile
from unkink.core.moment import Duration
from unkink.core.practice import Practised
from unkink.core.taste import Liking
from unkink.core.tips import Pool, Tip
from unkink.guide.desk import JournalDay, Said, Shelved, shelved
from unkink.health_keeper import HealthKeeper
from unkink.journal_words import day, newest_first
from unkink.loop import Loop
from unkink.ports import AdapterError, History
from unkink.quiet import why_quiet
from unkink.recorded_days import summaries, told_day
from unkink.tip_files import FullTip, read_tip, read_tips
from unkink.tuning import Tuning, TuningStore

TOLD = 40
"""Decisions told on the page; some share a line."""


class PageDesk:
    """What a page may ask of the running program, and have done."""

    def __init__(
        self,
        loop: Loop,
        journal: History,
        health: HealthKeeper,
        own_tips: Path,
        switches: TuningStore,
    ) -> None:
        self._loop = loop
        self._journal = journal
        self._health = health
        self._own_tips = own_tips
        self._switches = switches

    @property
    def pool(self) -> Pool:
        """The prevention pool as it is now."""
        return self._loop.engine.pool

    @property
    def snooze(self) -> Duration:
        """How long a snooze lasts."""
        return self._loop.settings.prompt.snooze

    @property
    def first_tip_after(self) -> Duration | None:
        """The sitting before the first tip; None where no reminder counts sitting."""
        return self._loop.settings.first_tip_after

    def full_tip(self, tip_id: str) -> FullTip | None:
        """Read a whole tip, own tips included."""
        return read_tip(tip_id, self._own_tips)

    def hidden(self, tip_id: str) -> str | None:
        """Say why this tip must not be shown, or None."""
        tip = self.pool.tip(tip_id)
        return "unknown" if tip is None else self._loop.engine.why_hidden(tip)

    def library(self) -> Sequence[tuple[Tip, str | None]]:
        """List every tip with the reason why it is hidden, or None."""
        return [(tip, self._loop.engine.why_hidden(tip)) for tip in self.pool.tips]

    def shelf(self) -> Sequence[Shelved]:
        """List every tip for the library."""
        written = {full.tip.id: full for full in read_tips(self._own_tips)}
        return [
            shelved(tip, why, written.get(tip.id), self.liking(tip.id), self.practised(tip.id))
            for tip, why in self.library()
        ]

    def today(self) -> date:
        """Return the day by the clock on the wall."""
        return self.now().date()

    def now(self) -> datetime:
        """Return the time by the clock on the wall."""
        return self._loop.snapshot().wall

    def told_day(self, day: date) -> Day:
        """Return everything recorded of a day, of today up to now."""
        return told_day(self._journal, day, self._loop.present())

    def summaries(self, first: date, last: date) -> Sequence[DaySummary]:
        """Return the sums of the days from `first` to `last` of which anything is recorded."""
        return summaries(self._journal, first, last, self._loop.present())

    def first_recorded(self) -> date | None:
        """Return the first day of which anything is kept."""
        oldest = self._journal.oldest()
        return None if oldest is None else oldest.date()

    def live_prompt(self, tip_id: str) -> int | None:
        """Return the id of the live prompt, where it offers this tip."""
        live = self._loop.snapshot().live
        return live.id if live is not None and live.tip.id == tip_id else None

    def report(self, event: Said) -> str | None:
        """Take what was said; return the words for the person when it was refused, or None."""
        return self._loop.ask(event)

    def another(self, tip_id: str) -> tuple[str | None, str | None]:
        """Return the id of another tip instead of this one, or None and why there is none."""
        return self._loop.another(AnotherRequested(tip_id))

    def liking(self, tip_id: str) -> Liking:
        """Return how the person rated a tip."""
        return self._loop.engine.liking(tip_id)

    def practised(self, tip_id: str) -> Practised | None:
        """Return how often a tip was done."""
        return self._loop.engine.practised(tip_id)

    def tuning(self) -> Tuning:
        """Return how the switches of the instruction page were left."""
        return self._switches.load()

    def tune(self, tuning: Tuning) -> str | None:
        """Keep how the switches are now; return why that failed, or None."""
        try:
            self._switches.save(tuning)
        except AdapterError as problem:
            return str(problem)
        return None

    def set_flags(self, red_flags: frozenset[str]) -> str | None:
        """Lock what these ticked red flags lock; return why that was not kept, or None."""
        return self._health.lock(self.pool, red_flags)

    def clear_flags(self) -> str | None:
        """Unlock everything: the person states that a health professional has cleared them."""
        return self._health.unlock()

    def locked(self) -> frozenset[str]:
        """Return the categories that red flags have locked."""
        return self._loop.engine.profile.locked

    def set_sore(self, *, on: bool) -> str | None:
        """Switch sore-day mode for the rest of today."""
        return self._health.set_sore(self.today(), on=on)

    def sore(self) -> bool:
        """Tell whether sore-day mode is on."""
        return self._loop.snapshot().sore

    def health(self) -> HealthProfile:
        """Return the health answers in use, what was written by hand a moment ago included."""
        self._health.look_again()
        return self._health.profile

    def health_mark(self) -> str:
        """Return what a form with the answers in use is to send back."""
        return self._health.mark()

    def health_at(self, mark: str) -> HealthProfile | None:
        """Return the answers that a form with this mark was made from."""
        return self._health.at(mark)

    def keep_health(self, profile: HealthProfile) -> str | None:
        """Use these answers from now on; return why they could not be written, or None."""
        return self._health.keep(profile)

    @property
    def emergency_number(self) -> str:
        """The number of the settings; empty where there is none."""
        return self._loop.settings.safety.emergency_number

    def why(self) -> Sequence[str]:
        """Say in a few lines what the program is waiting for."""
        return why_quiet(self._loop.snapshot(), self._loop.problem)

    def journal(self) -> Sequence[JournalDay]:
        """Return the last decisions, the newest day first."""
        titles = {tip.id: tip.title for tip in self.pool.tips}
        now = self._loop.snapshot().wall
        told = newest_first(self._journal.latest(TOLD), titles.get)
        days = [list(lines) for _, lines in groupby(told, lambda line: line.time.date())]
        return [JournalDay(_named(lines[0].time, now), lines) for lines in days]


def _named(time: datetime, now: datetime) -> str:
    ago = (now.date() - time.date()).days
    return {0: "Today", 1: "Yesterday"}.get(ago, day(time))
