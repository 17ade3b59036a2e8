"""Years of local time, walked through step by step: what the calendar rules are held against.

Nothing here asks what a local time means; it only looks at the clock again and again.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

QUARTER = timedelta(minutes=15)
"""Clocks in these zones and years are changed, and bells ring, at whole quarters of an hour."""

YEARS = (
    ("Europe/Berlin", 2026),
    ("Europe/Lisbon", 2026),
    ("America/New_York", 2026),
    ("America/Santiago", 2026),  # summer time begins at midnight, and ends at midnight
    ("America/Havana", 2026),  # begins at midnight; its last day has two midnights
    ("Africa/Cairo", 2026),  # the same as Santiago
    ("Asia/Beirut", 2026),
    ("Asia/Kathmandu", 2026),  # none; 5:45 ahead
    ("Australia/Lord_Howe", 2026),  # half an hour of it
    ("Pacific/Auckland", 2026),
    ("America/Nuuk", 2026),  # skips the last hour of a Saturday
    ("Africa/Casablanca", 2026),  # sets the clock back for Ramadan
    ("Pacific/Apia", 2011),  # skipped 30 December
    ("Pacific/Kwajalein", 1993),  # skipped 21 August
    ("Asia/Pyongyang", 2018),  # moved by half an hour, shortly before midnight
)


@dataclass(frozen=True)
class Year:
    """One year in one zone, and a week on both sides."""

    zone: ZoneInfo
    number: int
    instants: tuple[datetime, ...]
    """Every quarter of an hour, in universal time."""
    furthest: tuple[datetime, ...]
    """The latest local time that was shown up to then; naive."""
    dates: tuple[date, ...]
    """Those of the year, and no others, that were ever shown, in order."""

    def first_shown(self, day: date, clock: time) -> datetime:
        """Look up when the clock first showed this time or a later one."""
        return self.instants[bisect_left(self.furthest, datetime.combine(day, clock))]

    def shown(self, day: date) -> bool:
        return self.local(self.first_shown(day, time(0))).date() == day

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone)


@cache
def year(name: str, number: int) -> Year:
    zone = ZoneInfo(name)
    begins = datetime(number, 1, 1, tzinfo=UTC) - timedelta(days=7)
    steps = (datetime(number + 1, 1, 8, tzinfo=UTC) - begins) // QUARTER
    instants = tuple(begins + step * QUARTER for step in range(steps))
    shown = [instant.astimezone(zone).replace(tzinfo=None, fold=0) for instant in instants]
    dates = sorted({one.date() for one in shown if one.year == number})
    return Year(zone, number, instants, tuple(accumulate(shown, max)), tuple(dates))
