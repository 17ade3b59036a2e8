"""Summaries of a day or of seven days: when each is to be told, and which still waits."""

from collections.abc import Iterable
from dataclasses import field
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import assert_never

from unkink.core.clock_times import Bell, Silence, last_hours
from unkink.core.memory import SummaryMemory
from unkink.core.settings import EVERY_DAY, Settings, SummaryAt
from unkink.core.values import dataclass

FRIDAY = 4
"""The last working day where no hours say which days those are."""
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class Period(Enum):
    """What is summed up."""

    DAY = "day"
    WEEK = "week"
    """The seven days that end with this one, whichever day the week is said to begin on."""


@dataclass(slots=True)
class Summaries:
    """What was told, and what waits for a good moment."""

    rung_on: dict[Period, date] = field(default_factory=dict)
    """The last day that had its turn, told or not."""
    waiting: dict[Period, datetime] = field(default_factory=dict)
    """Since when each waits that is still to be told."""
    held: str | None = None
    """What keeps them back, as the journal was told."""
    silences: dict[Period, Silence] = field(default_factory=dict)
    """Until when the calendar has nothing to say about each."""

    def memory(self) -> tuple[SummaryMemory, ...]:
        """Return what must survive a restart."""
        since = {period: at.isoformat() for period, at in self.waiting.items()}
        return tuple(
            SummaryMemory(period.value, day.isoformat(), since.get(period))
            for period, day in self.rung_on.items()
        )


def recalled(kept: Iterable[SummaryMemory]) -> Summaries:
    """Go on from what was kept."""
    summaries = Summaries()
    for one in kept:
        period = Period(one.period)
        summaries.rung_on[period] = date.fromisoformat(one.rung_on)
        if one.waits_since is not None:
            summaries.waiting[period] = datetime.fromisoformat(one.waits_since)
    return summaries


def summary_bells(period: Period, settings: Settings) -> tuple[Bell, ...]:
    """Return when a summary is to be told; none where nobody asked for it."""
    ends = last_hours(settings.hours)
    match period:
        case Period.DAY:
            at, days = settings.summary.day, frozenset(ends) or EVERY_DAY
        case Period.WEEK:
            at, days = settings.summary.week, frozenset({last_workday(ends)})
        case _:
            assert_never(period)
    match at:
        case SummaryAt.OFF:
            return ()
        case SummaryAt.END_OF_HOURS:
            return tuple(_at_end(day, *ends[day]) for day in sorted(days & ends.keys()))
        case time():
            return (Bell(at, days),)
        case _:
            assert_never(at)


def last_workday(days: Iterable[int]) -> int:
    """Return the day before the longest run of days off; of several, the last from Monday on."""
    works = frozenset(days)

    def until_next(day: int) -> int:
        return min((other - day - 1) % 7 for other in works)

    return max(works, key=lambda day: (until_next(day), day), default=FRIDAY)


def _at_end(day: int, begins: timedelta, ends: timedelta) -> Bell:
    """Ring at the end of a day's last hours; at midnight, that day would be over already."""
    rings = ends if ends % _DAY else ends - _MINUTE
    at = (datetime.min + rings % _DAY).time()
    return Bell(at, frozenset({day}), next_morning=rings // _DAY > begins // _DAY)
