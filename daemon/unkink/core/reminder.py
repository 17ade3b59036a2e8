"""One reminder's way from counting to due, shown and answered."""

from dataclasses import dataclass, field
from datetime import date

from unkink.core.holds import SURROUNDINGS, Hold
from unkink.core.memory import ReminderMemory
from unkink.core.moment import Duration, Moment
from unkink.core.presence import Posture
from unkink.core.settings import AdaptSettings, EverySitting, ReminderSettings


@dataclass(slots=True, eq=False)
class Reminder:
    """What the engine knows of one `[[reminder]]` beside its sitting, which the ledger counts."""

    settings: ReminderSettings
    ask_at: Duration = 0.0
    """The sitting at which it is due: `every`, and after a prompt nobody answered some more."""
    asked: int = 0
    """Prompts shown since it became due."""
    pending: bool = False
    """Its time of day has come, or a prompt that was put off is to come again."""
    snoozed_until: Moment | None = None
    snoozes: int = 0
    put_off: str | None = None
    """The tip of the prompt that is to come again."""
    rung_on: date | None = None
    """The day on which a clock-time reminder last became due."""
    longer: Duration = 0.0
    """By how much the interval is stretched, as its prompts were ignored."""
    ignored: int = 0
    """Prompts ignored in a row."""
    wondered: bool = False
    """Whether the person was asked if it comes too often; once is enough."""
    stays_longer: bool = False
    """Whether the person said yes to that; else the interval is the usual one tomorrow."""
    noted_due: bool = False
    """Whether the journal knows that it is due."""
    held_by: Hold | None = None
    """The hold the journal knows of."""
    held_at: Moment | None = None
    """When that hold had the word first."""
    held_since: Moment | None = None
    """Since when calls, full screen or do-not-disturb have held it without a break."""
    patience_over: bool = False
    """Whether they have held it for too long."""
    released_at: Moment | None = None
    """When the last circumstance that held it ended."""
    released_from: Hold | None = None
    """The call, full screen or do-not-disturb that held it until just now."""

    name: str = field(init=False)
    """What the person calls it."""
    trigger: EverySitting | None = field(init=False)
    """The trigger, where it is one that counts sitting."""
    posture: Posture | None = field(init=False)
    """The posture it counts; None for a clock-time reminder."""
    rest: Duration = field(init=False)
    """How long a break it asks for; a card asks for none."""

    def __post_init__(self) -> None:
        trigger = self.settings.trigger
        counts = trigger if isinstance(trigger, EverySitting) else None
        self.name = self.settings.name
        self.trigger = counts
        self.posture = None if counts is None else counts.posture
        self.rest = 0.0 if counts is None else counts.rest
        self.ask_at = self.ask_at or self.every or 0.0

    @property
    def every(self) -> Duration | None:
        """The sitting between two prompts; None for a clock-time reminder."""
        return None if self.trigger is None else self.trigger.every + self.longer

    @property
    def asks_late(self) -> bool:
        """Whether prompts of before put the next one off, or count with it."""
        return self.ask_at != self.every or self.asked > 0 or self.snoozes > 0

    def due(self, sat: Duration | None) -> bool:
        """Tell whether it wants to speak up, with this much sitting counted."""
        return self.pending or (sat is not None and sat >= self.ask_at - 1e-6)

    def begin_anew(self) -> None:
        """Count towards the next prompt: this one is settled, or a break has paid it back."""
        self.ask_at = self.every or 0.0
        self.asked = 0
        self.pending = False
        self.snoozed_until = None
        self.snoozes = 0
        self.put_off = None
        self.not_due()

    def shown(self, sat: Duration | None, again_after: Duration, max_again: int) -> None:
        """Wait for an answer: first in the tray, after some more sitting by another prompt, and
        then not before a whole interval has passed.
        """
        was_due = self.due(sat)
        if self.snoozed_until is None:
            self.snoozes = 0  # it comes by itself, and may be put off as often as any
        self.pending = False
        self.snoozed_until = None
        self.put_off = None
        self.not_due()
        if sat is None or self.every is None:
            return
        if was_due:
            self.asked += 1
        last = self.asked > max_again
        wait = self.every if last else min(again_after, self.every)
        self.ask_at = max(self.ask_at, sat + wait)
        if last:
            self.asked = 0

    def put_off_until_free(self, tip: str) -> None:
        """Come again with this tip once nothing holds it."""
        self.pending = True
        self.put_off = tip

    def snooze(self, tip: str, until: Moment) -> None:
        """Come again later with this tip, and the sitting as it is."""
        self.put_off_until_free(tip)
        self.snoozed_until = until
        self.snoozes += 1
        self.noted_due = True  # that it was put off says so already
        self.not_held()

    def ring(self, day: date) -> None:
        """Become due by the clock, on behalf of this day."""
        self.rung_on = day
        self.pending = True

    # ── what the journal knows ────────────────────────────────────────────────────────────────

    def not_due(self) -> None:
        """Forget what was noted while it was due."""
        self.noted_due = False
        self.not_held()

    def go_on_noting(self, before: "Reminder") -> None:
        """Know what the journal knew of it under the settings before."""
        self.noted_due = before.noted_due
        self.held_by, self.held_at, self.held_since = (
            before.held_by,
            before.held_at,
            before.held_since,
        )
        self.patience_over = before.patience_over
        self.released_at, self.released_from = before.released_at, before.released_from

    def not_held(self) -> None:
        """Forget what has held it."""
        self.held_by = None
        self.held_at = None
        self.held_since = None
        self.patience_over = False
        self.released_at = None
        self.released_from = None

    def patience_ends(self, max_hold: Duration) -> Moment | None:
        """Return when the surroundings will have held it for too long; None while they do not."""
        return None if self.held_since is None else Moment(self.held_since + max_hold)

    def lose_patience(self, max_hold: Duration, moment: Moment) -> bool:
        """Notice that the surroundings have held it for too long; tell whether that is news."""
        ends = self.patience_ends(max_hold)
        if self.patience_over or ends is None or moment < ends - 1e-6:
            return False
        self.patience_over = True
        return True

    def held(self, hold: Hold | None, moment: Moment) -> None:
        """Note what holds it now, None for nothing."""
        before, self.held_by = self.held_by, hold
        self.held_at = None if hold is None else moment
        if hold in SURROUNDINGS:
            self.held_since = moment if self.held_since is None else self.held_since
            self.released_from = None
        elif before in SURROUNDINGS:
            self.held_since = None
            self.released_from = before

    # ── too often? ────────────────────────────────────────────────────────────────────────────

    def ignore(self, adapt: AdaptSettings) -> bool:
        """Count a prompt that nobody answered; tell whether the interval has become longer."""
        self.ignored += 1
        if self.trigger is None or not adapt.after_ignored or self.ignored < adapt.after_ignored:
            return False
        self.ignored = 0
        room = max(0.0, adapt.longest - (self.every or 0.0))
        self.longer += min(adapt.longer_by, room)
        return room > 0

    def heed(self) -> None:
        """Note that a prompt was answered, whatever the answer."""
        self.ignored = 0

    def usual(self) -> None:
        """Go back to the interval of the settings."""
        if not self.asked:  # else it waits to ask once more, by a length of its own
            self.ask_at = max(0.0, self.ask_at - self.longer)
        self.longer = 0.0

    def begin_day(self) -> None:
        """Forget yesterday's patience, unless the person wants to keep it."""
        self.ignored = 0
        if not self.stays_longer:
            self.usual()

    # ── memory ────────────────────────────────────────────────────────────────────────────────

    def memory(
        self, sat: Duration | None, absence: Duration | None, moment: Moment
    ) -> ReminderMemory:
        """Return what to keep of it."""
        left = None if self.snoozed_until is None else max(0.0, self.snoozed_until - moment)
        return ReminderMemory(
            name=self.name,
            sat=sat or 0.0,
            absence=absence or 0.0,
            ask_at=self.ask_at,
            asked=self.asked,
            pending=self.pending,
            snoozed_for=left,
            snoozes=self.snoozes,
            rung_on=None if self.rung_on is None else self.rung_on.isoformat(),
            longer=self.longer,
            ignored=self.ignored,
            wondered=self.wondered,
            stays_longer=self.stays_longer,
            put_off=self.put_off,
        )

    def recall(self, kept: ReminderMemory, moment: Moment) -> None:
        """Go on from what was kept."""
        self.longer = kept.longer
        self.ignored = kept.ignored
        self.wondered = kept.wondered
        self.stays_longer = kept.stays_longer
        # An interval shortened meanwhile counts at once; a longer one waits its full length.
        self.ask_at = max(self.every or 0.0, min(kept.ask_at, kept.sat + (self.every or 0.0)))
        self.asked = kept.asked
        self.pending = kept.pending
        self.snoozes = kept.snoozes
        self.put_off = kept.put_off
        self.rung_on = None if kept.rung_on is None else date.fromisoformat(kept.rung_on)
        if kept.snoozed_for is not None:
            self.snoozed_until = Moment(moment + kept.snoozed_for)
