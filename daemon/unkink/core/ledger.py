"""The sitting ledger: what was sat, and what breaks have paid back.

Sitting adds to every counter. An absence of length A takes `A × every / full_break` off, never
below zero (partial credit): two seconds of lock are worth two seconds, a full break clears all.

Only closed spans are booked. The present span is added when asked, so that a silence which turns
out to be an absence can still be booked as one from the last input on, and so that asking more
often changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from unkink.core.moment import MINUTE, Duration, Moment
from unkink.core.settings import EverySitting, ReminderSettings
from unkink.core.timeline import Span

BOUT_ENDS_AFTER: Duration = 5 * MINUTE
"""An absence this long ends a bout, where no reminder says what a full break is (evidence 2.5)."""


@dataclass(slots=True)
class Counter:
    """Sitting that one reminder has counted, at the end of the last closed span."""

    every: Duration
    full_break: Duration
    sat: Duration = 0.0

    def after(self, span: Span) -> Duration:
        """Return the count at the end of `span`."""
        if span.sitting:
            return max(0.0, self.sat + span.length)
        return max(0.0, self.sat - span.length * self.every / self.full_break)

    def reaches(self, level: Duration, span: Span) -> Moment | None:
        """Return when the count gets to `level` if the open `span` goes on; None if never."""
        return Moment(span.begins + level - self.sat) if span.sitting else None


class Ledger:
    """All counters, the present bout, and the day's sitting."""

    def __init__(self, reminders: Iterable[ReminderSettings], began: Moment) -> None:
        self.counters: dict[str, Counter] = {}
        self.bout: Duration = 0.0
        """Sitting in the present bout up to the present span."""
        self.today: Duration = 0.0
        self.bout_began = began
        self.off_since: Moment | None = None
        """When the present stretch away from sitting began; None while sitting."""
        self.configure(reminders)

    def configure(self, reminders: Iterable[ReminderSettings]) -> None:
        """Count for these reminders from now on; counts with a known name stay."""
        before = self.counters
        self.counters = {}
        for reminder in reminders:
            if isinstance(reminder.trigger, EverySitting):
                trigger = reminder.trigger
                sat = before[reminder.name].sat if reminder.name in before else 0.0
                self.counters[reminder.name] = Counter(trigger.every, trigger.full_break, sat)
        breaks = [counter.full_break for counter in self.counters.values()]
        self.bout_ends_after = min(breaks, default=BOUT_ENDS_AFTER)

    def book(self, span: Span, midnight: Moment) -> None:
        """Add a closed span; `midnight` is when the present day began."""
        for counter in self.counters.values():
            counter.sat = counter.after(span)
        if not span.sitting:
            self.off_since = span.begins if self.off_since is None else self.off_since
            return
        if self._ended_before(span):
            self.bout = 0.0
            self.bout_began = span.begins
        self.off_since = None
        self.bout += span.length
        self.today += max(0.0, span.ends - max(span.begins, midnight))

    def sat(self, name: str, present: Span) -> Duration:
        """Return the sitting counted for a reminder at the end of the open span."""
        return self.counters[name].after(present)

    def clear(self, name: str, present: Span) -> None:
        """Start a reminder's count anew at the end of the open span.

        While sitting, the time of the open span that is already sat is set off against it.
        """
        if name in self.counters:
            self.counters[name].sat = -present.length if present.sitting else 0.0

    def absence(self, present: Span) -> Duration:
        """Return how long nobody has been sitting; 0 while somebody is."""
        return 0.0 if present.sitting else present.ends - self.absent_since(present)

    def absent_since(self, present: Span) -> Moment:
        """Return when the present stretch away from sitting began."""
        return present.begins if self.off_since is None else self.off_since

    def bout_now(self, present: Span) -> Duration:
        """Return the sitting of the present bout; 0 once a break has ended it."""
        if present.sitting:
            return present.length + (0.0 if self._ended_before(present) else self.bout)
        return 0.0 if self.absence(present) >= self.bout_ends_after else self.bout

    def arrived(self, present: Span) -> Moment:
        """Return when the person sat down for the present bout."""
        return present.begins if self._ended_before(present) else self.bout_began

    def today_now(self, present: Span, midnight: Moment) -> Duration:
        """Return the day's sitting up to the end of the open span."""
        if not present.sitting:
            return self.today
        return self.today + max(0.0, present.ends - max(present.begins, midnight))

    def _ended_before(self, span: Span) -> bool:
        """Whether the absence before this stretch of sitting was long enough to end the bout."""
        if not span.sitting or self.off_since is None:
            return False
        return span.begins - self.off_since >= self.bout_ends_after
