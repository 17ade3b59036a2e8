"""A desk that answers from the real pool and remembers what it was told."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from unkink.core.days.day import Day, DaySummary
from unkink.core.days.telling import summary_of
from unkink.core.events import TipDone, TipRated
from unkink.core.health import HealthProfile, lock, why_hidden
from unkink.core.practice import Doings, Practice, Practised
from unkink.core.taste import Liking, Taste
from unkink.core.tips import Pool, Tip
from unkink.guide.desk import JournalDay, Said, Shelved, shelved
from unkink.health_marks import HealthMarks
from unkink.tip_files import FullTip, read_pool, read_tip, read_tips
from unkink.tuning import Tuning

TODAY = date(2026, 11, 23)


@dataclass
class RecordingDesk:
    """Says yes to everything, unless told otherwise."""

    pool: Pool = field(default_factory=read_pool)
    own: dict[str, FullTip] = field(default_factory=dict)
    profile: HealthProfile = field(default_factory=lambda: HealthProfile(answered=True))
    prompt: tuple[str, int] | None = None
    refusal: str | None = None
    snooze: float = 300.0
    first_tip_after: float | None = 1800.0
    others: dict[str, str] = field(default_factory=dict)
    taste: Taste = field(default_factory=Taste)
    practice: Practice = field(default_factory=Practice)
    counted: Doings = field(default_factory=Doings)
    events: list[Said] = field(default_factory=list)
    switches: Tuning = field(default_factory=Tuning)
    flags: list[frozenset[str]] = field(default_factory=list)
    sore_calls: list[bool] = field(default_factory=list)
    cleared: int = 0
    emergency_number: str = ""
    lines: Sequence[str] = ()
    decisions: Sequence[JournalDay] = ()
    marks: HealthMarks = field(default_factory=HealthMarks)
    time: datetime = datetime(2026, 11, 23, 16, 28, tzinfo=UTC)
    days: dict[date, Day] = field(default_factory=dict)
    """What is recorded, by date."""

    def add(self, full: FullTip) -> None:
        self.own[full.tip.id] = full
        tips = (*self.pool.tips, full.tip)
        pool = self.pool
        self.pool = Pool(
            tips, pool.categories, pool.questions, pool.red_flags, pool.levels, pool.safety
        )

    def full_tip(self, tip_id: str) -> FullTip | None:
        return self.own.get(tip_id) or read_tip(tip_id)

    def hidden(self, tip_id: str) -> str | None:
        tip = self.pool.tip(tip_id)
        assert tip is not None
        return why_hidden(tip, self.profile, TODAY, self.pool.tags)

    def library(self) -> Sequence[tuple[Tip, str | None]]:
        return [(tip, self.hidden(tip.id)) for tip in self.pool.tips]

    def shelf(self) -> Sequence[Shelved]:
        written = {full.tip.id: full for full in read_tips()} | self.own
        return [
            shelved(tip, why, written.get(tip.id), self.liking(tip.id), self.practised(tip.id))
            for tip, why in self.library()
        ]

    def today(self) -> date:
        return TODAY

    def now(self) -> datetime:
        return self.time

    def told_day(self, day: date) -> Day:
        return self.days.get(day, Day(day))

    def summaries(self, first: date, last: date) -> Sequence[DaySummary]:
        return [summary_of(self.days[day]) for day in sorted(self.days) if first <= day <= last]

    def first_recorded(self) -> date | None:
        return min(self.days, default=None)

    def live_prompt(self, tip_id: str) -> int | None:
        return self.prompt[1] if self.prompt and self.prompt[0] == tip_id else None

    def report(self, event: Said) -> str | None:
        if self.refusal is None:
            self.events.append(event)
            if isinstance(event, TipRated):
                self.taste = self.taste.rated(event.tip, event.liking)
            if isinstance(event, TipDone) and not self._counted(event):
                self.practice = self.practice.did(event.tip, TODAY)
        return self.refusal

    def _counted(self, event: TipDone) -> bool:
        known = self.counted.knows(event.tip, event.prompt, event.visit)
        self.counted = self.counted.note(event.tip, event.prompt, event.visit)
        return known

    def done(self) -> list[tuple[str, int | None]]:
        """Return what was told to be done: each tip, and the prompt that led to it."""
        return [(one.tip, one.prompt) for one in self.events if isinstance(one, TipDone)]

    def another(self, tip_id: str) -> tuple[str | None, str | None]:
        other = self.others.get(tip_id)
        return (other, None) if other else (None, self.refusal or "There is no other tip.")

    def liking(self, tip_id: str) -> Liking:
        return self.taste.liking(tip_id)

    def practised(self, tip_id: str) -> Practised | None:
        return self.practice.of(tip_id)

    def tuning(self) -> Tuning:
        return self.switches

    def tune(self, tuning: Tuning) -> str | None:
        self.switches = tuning
        return self.refusal

    def set_flags(self, red_flags: frozenset[str]) -> str | None:
        self.flags.append(red_flags)
        return self.keep_health(lock(self.profile, red_flags, self.pool))

    def clear_flags(self) -> None:
        self.cleared += 1
        self.profile = replace(self.profile, locked=frozenset())

    def locked(self) -> frozenset[str]:
        return self.profile.locked

    def set_sore(self, *, on: bool) -> None:
        self.sore_calls.append(on)
        self.profile = self.profile.become_sore(TODAY) if on else self.profile.recover()

    def sore(self) -> bool:
        return self.profile.sore(TODAY)

    def health(self) -> HealthProfile:
        return self.profile

    def health_mark(self) -> str:
        return self.marks.of(self.profile)

    def health_at(self, mark: str) -> HealthProfile | None:
        return self.marks.at(mark)

    def keep_health(self, profile: HealthProfile) -> str | None:
        if self.refusal is None:
            self.profile = profile
        return self.refusal

    def why(self) -> Sequence[str]:
        return self.lines

    def journal(self) -> Sequence[JournalDay]:
        return self.decisions
