"""Everything the engine holds in its head, and the questions all its parts ask of it."""

from collections.abc import Iterator
from dataclasses import field
from datetime import date, datetime
from random import Random

from unkink.core.choice import may_offer
from unkink.core.claims import Claims, company
from unkink.core.clock_times import Silence, already_rung
from unkink.core.effects import AskWhetherTooOften, Decision, Effect, Prompt, Record
from unkink.core.events import Closing
from unkink.core.health import HealthProfile
from unkink.core.health_questions import Agenda, Asked
from unkink.core.holds import SURROUNDINGS, Hold, Situation, holds, may_end
from unkink.core.ledger import Counter, Ledger
from unkink.core.moment import HOUR, MINUTE, Duration, Instant, Moment, midnight
from unkink.core.person import Person
from unkink.core.practice import Doings, Practice
from unkink.core.presence import Posture, Presence
from unkink.core.profiles import Chosen
from unkink.core.reminder import Reminder
from unkink.core.settings import Settings, SettingsProfile
from unkink.core.shown import Shown
from unkink.core.sieve import Sieve
from unkink.core.summary import Summaries
from unkink.core.surroundings import Kind, Surroundings
from unkink.core.taste import Taste
from unkink.core.term import Term
from unkink.core.tightness import Tightness
from unkink.core.timeline import Span, Timeline
from unkink.core.tips import Pool, Tip
from unkink.core.values import dataclass
from unkink.core.waves import Waves

LOOK_AGAIN: Duration = 30.0
"""While a call, full screen or do-not-disturb holds something, this often somebody looks again."""
SEEN_LASTS: Duration = 2 * LOOK_AGAIN
"""What was seen longer ago says nothing about now."""
WATCH_AGAIN: Duration = MINUTE
"""While somebody is there without a key or a touch, this often somebody looks whether they still
are: only in a call or before a film, never in steady state."""
NEWS_LASTS: Duration = HOUR
"""So long the tray tells that another sensor took over; the journal keeps it."""

WORKS: Duration = 30.0
"""Hands at work for so long, of the last five minutes, in a window that fills the screen: it is one
to work in."""

NO_TIPS = Pool()


@dataclass(frozen=True, slots=True)
class Successor:
    """A sensor that took over from one that died."""

    name: str
    since: Moment

    def news(self, now: Instant) -> str | None:
        """Return its name while that is worth telling."""
        return self.name if now.moment - self.since < NEWS_LASTS else None


@dataclass(slots=True)
class Live:
    """The prompt that waits for an answer."""

    prompt: Prompt
    shown_at: Moment
    closed: Closing | None = None
    """How its notification went away; the prompt stays live until its outcome is known."""
    quiet: bool = False
    """It waits in the tray and was never on the screen, as something holds it."""
    asked_for: bool = False
    """The person wanted it; it is no sign of anything that it has no answer."""
    passed: frozenset[str] = frozenset()
    """The tips it offered before, as the person wanted another instead."""


@dataclass(slots=True)
class State:
    """Changed by the engine's parts within one `handle`, and by nobody else."""

    usual: Settings
    """What the file says; `settings` is what is in force."""
    boot: str
    rng: Random
    now: Instant
    timeline: Timeline
    ledger: Ledger
    reminders: dict[str, Reminder]
    day: date
    heard_until: datetime
    """What the wall clock showed when it was last looked at."""
    chosen: Chosen | None = None
    """The settings profile that the person chose."""
    in_force: SettingsProfile | None = None
    silences: dict[str, Silence] = field(default_factory=dict)
    """Until when the calendar has nothing to say about each clock-time reminder."""
    pool: Pool | None = None
    """None until the tips were read."""
    profile: HealthProfile = field(default_factory=HealthProfile)
    pause: Term | None = None
    """No reminders until then."""
    asked: Asked = field(default_factory=Asked)
    summaries: Summaries = field(default_factory=Summaries)
    agenda: Agenda | None = None
    """What is to be asked about health, as far as that is known already."""
    successor: Successor | None = None
    ready_since: Moment | None = None
    """Since when something is due that nothing holds; it waits for a lull."""
    live: Live | None = None
    question: AskWhetherTooOften | None = None
    """Waits until no prompt is on the screen."""
    shown: Shown = field(default_factory=Shown)
    taste: Taste = field(default_factory=Taste)
    practice: Practice = field(default_factory=Practice)
    doings: Doings = field(default_factory=Doings)
    tightness: Tightness = field(default_factory=Tightness)
    waves: Waves = field(default_factory=Waves)
    browsed: tuple[str, ...] = ()
    """Tips looked at one after the other by "another", without a prompt; the newest last."""
    sieve: Sieve = field(default_factory=Sieve)
    introduced_for: tuple[object, ...] = ()
    """What `introduce` went by when it last looked."""
    unsaved: bool = False
    """Whether the present event changed what must survive, though nothing is to be done."""
    claims: Claims = field(default_factory=Claims)
    """What was seen in the looks around so far, and what speaks against it."""
    surroundings: Surroundings = field(default_factory=Surroundings)
    """What of it is believed."""
    looked_around: Moment | None = None
    """When the surroundings were last looked at."""
    returned: bool | None = None
    """Whether the present return ended an absence long enough that nobody can have begun anything
    before it; None once somebody has looked around since."""
    absent_since: Moment | None = None
    """When the present absence began, as of the last event; None while somebody is there."""
    here_until: Moment | None = None
    """Until when somebody said to be here, whatever the sensors say."""
    prompts_today: int = 0
    last_prompt: Moment | None = None
    held: dict[str, tuple[Hold, ...]] = field(default_factory=dict)
    situations: dict[str, Situation] = field(default_factory=dict)
    counted: dict[str, Duration | None] = field(default_factory=dict)
    """The answers of `holds`, `situation` and `sat`: one event asks for each half a dozen times.
    Whoever changes what decides about them calls `forget`."""
    next_prompt: int = 1
    off_since: Moment | None = None
    """When the present break from sitting began, as of the last event; None while sitting."""
    off_as: str = ""
    """What it was last spent with."""
    effects: list[Effect] = field(default_factory=list)
    """What the present `handle` wants done."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.usual if self.in_force is None else self.in_force.settings

    @property
    def present(self) -> Span:
        """The open span up to now."""
        return self.timeline.open_span(self.now.moment)

    @property
    def midnight(self) -> Moment:
        """When the present local day began."""
        return midnight(self.now)

    @property
    def day_over(self) -> bool:
        """Whether another day has begun since the last event; nothing is counted of that one yet.

        One that a clock set back, or travel, brings once more goes on.
        """
        return not already_rung(self.now.wall.date(), self.day)

    @property
    def sat_today(self) -> Duration:
        """The day's sitting up to now."""
        sat = self.ledger.today_now(self.present, self.midnight)
        return sat - self.ledger.today if self.day_over else sat

    def sat(self, reminder: Reminder) -> Duration | None:
        """Return the sitting a reminder has counted; None for a clock-time reminder."""
        name = reminder.name
        if name not in self.counted:
            counter = self.ledger.counters.get(name)
            self.counted[name] = None if counter is None else counter.after(self.present)
        return self.counted[name]

    def forget(self) -> None:
        """Let `holds`, `situation` and `sat` be found out anew."""
        self.held.clear()
        self.situations.clear()
        self.counted.clear()

    def counter(self, reminder: Reminder) -> Counter | None:
        """Return what counts for a reminder; None for a clock-time reminder."""
        return self.ledger.counters.get(reminder.name)

    @property
    def absent_as(self) -> str:
        """Name what the person does instead of sitting, such as "away", "locked" or "standing"."""
        presence, posture = self.timeline.presence, self.timeline.posture
        return presence.value if presence.absent else posture.value

    @property
    def company(self) -> bool | None:
        """Whether somebody is there although nothing is typed; None: that must be looked at."""
        sitting, last = self.settings.sitting, self.timeline.last_input
        if self.said_here and not self.timeline.presence.absent:
            return True
        if not sitting.watching or last is None or self.timeline.presence.absent:
            return False
        watching = self.timeline.presence is Presence.WATCHING
        looked = self.looked_around
        if looked is None or looked < last + sitting.away_after - 1e-6:
            return None
        if watching and self.now.moment - looked >= WATCH_AGAIN - 1e-6:
            return None
        return company(self.claims.seen, self.surroundings) is not None

    @property
    def said_here(self) -> bool:
        """Whether somebody said to be here, for longer than until now."""
        return self.here_until is not None and self.now.moment < self.here_until - 1e-6

    @property
    def notes_hands(self) -> bool:
        """Whether it matters that hands are at work: something says that nobody can be there, or
        that nobody works."""
        if self.timeline.locked:
            return True
        front = self.surroundings.first(Kind.FULLSCREEN)
        if front is None or front.show or not self.settings.hold.fullscreen:
            return False
        return any(self.due(one) for one in self.reminders.values())

    @property
    def in_doubt(self) -> bool:
        """Whether nobody knows yet if a silence is an absence or somebody watches."""
        return self.timeline.silent(self.settings.sitting.away_after) and self.company is None

    def due(self, reminder: Reminder) -> bool:
        """Tell whether a reminder wants to speak up."""
        return reminder.due(self.sat(reminder))

    def live_covers(self, reminder: Reminder) -> bool:
        """Tell whether the live prompt speaks for a reminder, alone or with others."""
        if self.live is None:
            return False
        prompt = self.live.prompt
        return reminder.name in (prompt.reminder, *prompt.covers)

    @property
    def person(self) -> Person:
        """All that decides about tips, as it is now."""
        wall = self.now.wall
        return self.sieve.person(
            (
                self.pool or NO_TIPS,
                self.profile,
                self.settings,
                self.taste,
                self.tightness,
                self.shown,
                self.waves,
                wall.date(),
                wall.hour,
            )
        )

    def candidates(self, reminder: Reminder) -> tuple[Tip, ...]:
        """Return the tips a reminder may show now; where one was put off, that one."""
        person = self.person
        put_off = None if reminder.put_off is None else person.pool.tip(reminder.put_off)
        if put_off is not None and may_offer(put_off, person):
            return (put_off,)
        return self.sieve.candidates(reminder.settings, person)

    def situation(self, reminder: Reminder) -> Situation:
        """Gather all that decides whether a due reminder may be shown."""
        known = self.situations.get(reminder.name)
        if known is None:
            known = self.situations[reminder.name] = self._situation(reminder)
        return known

    def _situation(self, reminder: Reminder) -> Situation:
        return Situation(
            now=self.now,
            settings=self.settings,
            reminder=reminder.settings,
            presence=self.timeline.presence,
            posture=self.timeline.posture,
            paused=self.pause is not None,
            arrived=self._arrived(reminder),
            came_back=self.timeline.came_back,
            released=reminder.released_at,
            patience_over=reminder.patience_over,
            last_prompt=self.last_prompt,
            prompts_today=self.prompts_today,
            snoozed_until=reminder.snoozed_until,
            tips=lambda: bool(self.candidates(reminder)),
            surroundings=self.surroundings if self.looked_within(SEEN_LASTS) else Surroundings(),
            hands_at_work=self.timeline.hands.worked(self.now.moment) >= WORKS - 1e-6,
            sat=self.sat(reminder),
            due_at=reminder.ask_at,
        )

    def _arrived(self, reminder: Reminder) -> Moment:
        if reminder.posture in (None, Posture.SITTING):
            return self.ledger.arrived(self.present)
        return self.timeline.posture_since

    def looked_within(self, length: Duration) -> bool:
        """Tell whether somebody looked around at most so long ago."""
        looked = self.looked_around
        return looked is not None and self.now.moment - looked <= length

    def holds(self, reminder: Reminder) -> tuple[Hold, ...]:
        """Return what keeps a due reminder waiting, the one to name first."""
        known = self.held.get(reminder.name)
        if known is None:
            known = self.held[reminder.name] = holds(self.situation(reminder))
        return known

    def holds_may_end(self, reminder: Reminder) -> Iterator[Moment | None]:
        """Yield when time alone would end each hold of a due reminder."""
        for hold in self.holds(reminder):
            if hold in SURROUNDINGS and self.looked_around is not None:
                yield Moment(self.looked_around + LOOK_AGAIN)
                yield reminder.patience_ends(self.settings.hold.max_hold)
            elif hold is Hold.PAUSED and self.pause is not None:
                yield self.pause.over_at(self.now)
            else:
                yield may_end(hold, self.situation(reminder))

    def record(
        self,
        decision: Decision,
        reminder: str | None = None,
        tip: str | None = None,
        why: str = "",
        seconds: Duration | None = None,
    ) -> None:
        """Put a decision into the journal."""
        self.effects.append(Record(self.now, decision, reminder, tip, why, seconds))
