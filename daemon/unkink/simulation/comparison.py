"""What two settings would have made of the same days, side by side."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from unkink.core.effects import Decision, Effect, Record
from unkink.core.moment import Instant
from unkink.simulation.totals import Totals
from unkink.time_words import minutes

WIDEST = 24
"""Columns of the longest bar."""
BAR = "▇"


@dataclass(slots=True)
class Result:
    """What came of one of them."""

    name: str
    totals: Totals
    a_day: Counter[date] = field(default_factory=Counter)
    """Prompts by local day."""

    def take(self, happened: Iterable[tuple[Instant, Effect]]) -> None:
        """Add everything that happened."""
        for now, effect in happened:
            self.totals.add(effect)
            if isinstance(effect, Record) and effect.decision is Decision.SHOWN:
                self.a_day[now.wall.date()] += 1


def compared(results: Sequence[Result]) -> list[tuple[str, ...]]:
    """Return a table: a row for each sum, a column for each result."""
    all_totals = [one.totals for one in results]
    rows = [("", *(one.name for one in results))]
    rows.append(("tips shown", *(str(one.shown.total()) for one in all_totals)))
    rows += _by_name([one.shown for one in all_totals])
    most = (max(one.a_day.values(), default=0) for one in results)
    rows.append(("most on one day", *map(str, most)))
    rows.append(("held back", *(str(one.held.total()) for one in all_totals)))
    rows += _by_name([one.held for one in all_totals])
    rows.append(("longest bout", *(minutes(one.longest_bout) for one in all_totals)))
    return rows


def _by_name(counts: Sequence[Counter[str]]) -> list[tuple[str, ...]]:
    names = dict.fromkeys(name for one in counts for name in one)
    return [(f"  {name}", *(str(one[name]) for one in counts)) for name in names]


def drawn(results: Sequence[Result], days: Iterable[date]) -> list[tuple[str, ...]]:
    """Return the tips of each day as bars, a row a day."""
    most = max((max(one.a_day.values(), default=0) for one in results), default=0)
    return [(f"{day}", *(_bar(one.a_day[day], most) for one in results)) for day in days]


def _bar(count: int, most: int) -> str:
    scale = min(1.0, WIDEST / most) if most else 0.0
    return f"{BAR * round(count * scale)} {count}".strip()
