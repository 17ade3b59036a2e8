"""What a simulated time amounts to: tips, holds, sitting."""

from collections import Counter
from dataclasses import dataclass, field

from unkink.core.effects import Decision, Effect, Record, Spent
from unkink.core.ledger import BOUT_ENDS_AFTER
from unkink.core.moment import Duration
from unkink.core.settings import EverySitting, Settings
from unkink.core.timeline import Span
from unkink.time_words import minutes


@dataclass(slots=True)
class Totals:
    """Sums over everything that happened."""

    bout_ends_after: Duration
    """An absence this long ends a bout."""
    length: Duration = 0.0
    sitting: Duration = 0.0
    longest_bout: Duration = 0.0
    shown: Counter[str] = field(default_factory=Counter)
    """Prompts by reminder."""
    held: Counter[str] = field(default_factory=Counter)
    """Holds by their word."""
    _bout: Duration = 0.0
    _off: Duration = 0.0

    def add(self, effect: Effect) -> None:
        """Add one effect, in order."""
        if isinstance(effect, Spent):
            self._spend(effect.span)
        elif isinstance(effect, Record) and effect.decision is Decision.SHOWN:
            self.shown[effect.reminder or ""] += 1
        elif isinstance(effect, Record) and effect.decision is Decision.HELD:
            self.held[effect.why.partition(":")[0]] += 1

    def lines(self) -> list[str]:
        """Word the sums, a line each."""
        return [
            f"tips shown   {_listed(self.shown)}",
            f"held back    {_listed(self.held)}",
            f"sitting      {minutes(self.sitting)} of {minutes(self.length)}, "
            f"at most {minutes(self.longest_bout)} on end",
        ]

    def _spend(self, span: Span) -> None:
        self.length += span.length
        if not span.sitting:
            self._off += span.length
            return
        if self._off >= self.bout_ends_after:
            self._bout = 0.0
        self._off = 0.0
        self._bout += span.length
        self.sitting += span.length
        self.longest_bout = max(self.longest_bout, self._bout)


def totals_for(settings: Settings) -> Totals:
    """Begin to count, with a bout that ends where the rules end it."""
    triggers = (one.trigger for one in settings.reminders)
    breaks = [one.full_break for one in triggers if isinstance(one, EverySitting)]
    return Totals(min(breaks, default=BOUT_ENDS_AFTER))


def _listed(counts: Counter[str]) -> str:
    if not counts:
        return "none"
    return f"{counts.total()}: " + ", ".join(f"{name} {count}" for name, count in counts.items())
