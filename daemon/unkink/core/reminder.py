"""One reminder's way from counting to due, shown and answered."""

from dataclasses import dataclass
from datetime import date

from unkink.core.holds import SURROUNDINGS, Hold
from unkink.core.memory import ReminderMemory
from unkink.core.moment import Duration, Moment
from unkink.core.settings import EverySitting, ReminderSettings


@dataclass(slots=True)
class Reminder:
    """What the engine knows of one `[[reminder]]` beside its sitting, which the ledger counts."""

    settings: ReminderSettings
    ask_at: Duration = 0.0
    """The sitting at which it is due: `every`, and after a prompt nobody answered one more."""
    pending: bool = False
    """Its time of day has come, or a snoozed prompt is to come again."""
    snoozed_until: Moment | None = None
    snoozes: int = 0
    rung_on: date | None = None
    """The day on which a clock-time reminder last became due."""
    noted_due: bool = False
    """Whether the journal knows that it is due."""
    held_by: Hold | None = None
    """The hold the journal knows of."""
    released_from: Hold | None = None
    """The call, full screen or do-not-disturb that held it until just now."""

    def __post_init__(self) -> None:
        self.ask_at = self.ask_at or self.every or 0.0

    @property
    def trigger(self) -> EverySitting | None:
        """The trigger, where it is one that counts sitting."""
        trigger = self.settings.trigger
        return trigger if isinstance(trigger, EverySitting) else None

    @property
    def every(self) -> Duration | None:
        """The sitting between two prompts; None for a clock-time reminder."""
        return None if self.trigger is None else self.trigger.every

    @property
    def rest(self) -> Duration:
        """How long a break it asks for; a card asks for none."""
        return 0.0 if self.trigger is None else self.trigger.rest

    def due(self, sat: Duration | None) -> bool:
        """Tell whether it wants to speak up, with this much sitting counted."""
        return self.pending or (sat is not None and sat >= self.ask_at - 1e-6)

    def answered(self) -> None:
        """Begin anew: its prompt was answered, or a break has paid it back."""
        self.ask_at = self.every or 0.0
        self.pending = False
        self.snoozed_until = None
        self.snoozes = 0
        self.not_due()

    def shown(self, sat: Duration | None) -> None:
        """Wait for an answer; ask again only after as much sitting once more."""
        self.pending = False
        self.snoozed_until = None
        self.not_due()
        if sat is not None and self.every is not None:
            self.ask_at = max(sat, self.every) + self.every

    def snooze(self, until: Moment) -> None:
        """Come again later, with the sitting as it is."""
        self.pending = True
        self.snoozed_until = until
        self.snoozes += 1
        self.not_due()

    def not_due(self) -> None:
        """Forget what was noted while it was due."""
        self.noted_due = False
        self.held_by = None
        self.released_from = None

    def held(self, hold: Hold | None) -> None:
        """Note what holds it now, None for nothing."""
        if hold is None and self.held_by in SURROUNDINGS:
            self.released_from = self.held_by
        elif hold is not None:
            self.released_from = None
        self.held_by = hold

    def ring(self, day: date) -> bool:
        """Become due by the clock, once a day; tell whether it did."""
        if self.rung_on == day:
            return False
        self.rung_on = day
        self.pending = True
        return True

    def memory(self, sat: Duration | None, moment: Moment) -> ReminderMemory:
        """Return what to keep of it."""
        left = None if self.snoozed_until is None else max(0.0, self.snoozed_until - moment)
        return ReminderMemory(
            name=self.settings.name,
            sat=sat or 0.0,
            ask_at=self.ask_at,
            pending=self.pending,
            snoozed_for=left,
            snoozes=self.snoozes,
            rung_on=None if self.rung_on is None else self.rung_on.isoformat(),
        )

    def recall(self, kept: ReminderMemory, moment: Moment) -> None:
        """Go on from what was kept."""
        # An interval shortened meanwhile counts at once; a longer one waits its full length.
        self.ask_at = max(self.every or 0.0, min(kept.ask_at, kept.sat + (self.every or 0.0)))
        self.pending = kept.pending
        self.snoozes = kept.snoozes
        self.rung_on = None if kept.rung_on is None else date.fromisoformat(kept.rung_on)
        if kept.snoozed_for is not None:
            self.snoozed_until = Moment(moment + kept.snoozed_for)
