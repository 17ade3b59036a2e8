"""The sitting ledger: what was sat, and what breaks have paid back.

Sitting adds to every counter. An absence of length A takes `A × every / full_break` off, never
below zero (partial credit): two seconds of lock are worth two seconds. One of `full_break` clears
the counter, also where a long hold let it grow beyond `every`. A counter may count standing or
walking instead; then everything else pays it back.

Only closed spans are booked. The present span is added when asked, so that a silence which turns
out to be an absence can still be booked as one from the last input on, and so that asking more
often changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from unkink.core.moment import MINUTE, Duration, Moment
from unkink.core.presence import Posture
from unkink.core.settings import EverySitting, ReminderSettings
from unkink.core.timeline import Span

BOUT_ENDS_AFTER: Duration = 5 * MINUTE
"""An absence this long ends a bout, where no reminder says what a full break is (evidence 2.5)."""


@dataclass(slots=True)
class Counter:
    """What one reminder has counted, at the end of the last closed span."""

    every: Duration
    full_break: Duration
    posture: Posture = Posture.SITTING
    sat: Duration = 0.0
    off_since: Moment | None = None
    """When the present stretch of something else began; None while it counts."""
    told: bool = False
    """Whether the present break was told of as one that clears the count."""

    def counts(self, span: Span) -> bool:
        """Tell whether this time adds to the count."""
        return span.spent(self.posture)

    def after(self, span: Span) -> Duration:
        """Return the count at the end of `span`."""
        if self.counts(span):
            return max(0.0, self.sat + span.length)
        if span.ends - self.break_began(span) >= self.full_break - 1e-6:
            return 0.0
        return max(0.0, self.sat - span.length * self.every / self.full_break)

    def book(self, span: Span) -> None:
        """Add a closed span."""
        self.sat = self.after(span)
        self.off_since = None if self.counts(span) else self.break_began(span)
        self.told = self.told and self.off_since is not None

    def break_began(self, span: Span) -> Moment:
        """Return when the break that `span` is part of began."""
        return span.begins if self.off_since is None else self.off_since

    def absence(self, span: Span) -> Duration:
        """Return how long the break has lasted at the end of `span`; 0 where it is none."""
        return 0.0 if self.counts(span) else span.ends - self.break_began(span)

    def reaches(self, level: Duration, span: Span) -> Moment | None:
        """Return when the count gets to `level` if the open `span` goes on; None if never."""
        if self.counts(span):
            return Moment(span.begins + level - self.sat) if self.sat <= level else None
        if self.sat < level:
            return None
        paid = Moment(span.begins + (self.sat - level) * self.full_break / self.every)
        return min(paid, self.cleared_at(span))

    def cleared_at(self, span: Span) -> Moment:
        """Return when the break of the open `span` clears the count, if it goes on."""
        return Moment(self.break_began(span) + self.full_break)


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
                self.counters[reminder.name] = _counter(
                    reminder.trigger, before.get(reminder.name), self.off_since
                )
        breaks = [
            one.full_break for one in self.counters.values() if one.posture is Posture.SITTING
        ]
        self.bout_ends_after = min(breaks, default=BOUT_ENDS_AFTER)

    def book(self, span: Span, midnight: Moment) -> None:
        """Add a closed span; `midnight` is when the present day began."""
        for counter in self.counters.values():
            counter.book(span)
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
        """Return what a reminder has counted at the end of the open span."""
        return self.counters[name].after(present)

    def clear(self, name: str, present: Span) -> None:
        """Start a reminder's count anew at the end of the open span.

        While it counts, the time of the open span that is already spent is set off against it.
        """
        counter = self.counters.get(name)
        if counter is not None:
            counting = counter.counts(present)
            counter.sat = -present.length if counting else 0.0
            counter.told = not counting

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


def _counter(trigger: EverySitting, before: Counter | None, off_since: Moment | None) -> Counter:
    """Count by new settings; what was counted of the same posture stays."""
    kept = before if before is not None and before.posture is trigger.posture else None
    return Counter(
        trigger.every,
        trigger.full_break,
        trigger.posture,
        sat=0.0 if kept is None else kept.sat,
        off_since=off_since if kept is None else kept.off_since,
    )
