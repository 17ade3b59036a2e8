"""Lengths and times of day as people say and type them; pure, light enough for every process."""

import re
from datetime import UTC, datetime, time, timedelta
from math import ceil

from unkink.core.moment import HOUR, MINUTE, Duration

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Our own, as `strftime` would answer in the locale of the desktop."""

LONGEST: Duration = 31 * 24 * HOUR
"""More is a slip of the finger."""

_NEXT_DAY_BEGINS = time(5)
"""When "tomorrow" begins for somebody who is still up after midnight."""

_LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,5})\s*h(?:ours?)?)?\s*"
    r"(?:(?P<minutes>\d{1,5})\s*m(?:in(?:utes?)?)?)?\s*"
    r"(?:(?P<seconds>\d{1,7})\s*s(?:ec(?:onds?)?)?)?",
    re.ASCII,
)
_DAYS = re.compile(r"(\d{1,4})\s*d(?:ays?)?", re.ASCII)
_TIME_OF_DAY = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)


def minutes(length: Duration) -> str:
    """Word a length of time: "45 s", "23 min", "1 h 24 min"; rounds down."""
    if length < MINUTE:
        return f"{max(0, int(length))} s"
    hours, rest = divmod(int(length), int(HOUR))
    left = rest // int(MINUTE)
    if not hours:
        return f"{left} min"
    return f"{hours} h {left} min" if left else f"{hours} h"


def rounded_up(length: Duration) -> str:
    """Word the time left, in whole minutes.

    Up, while `minutes` rounds down: "sitting 12 min" and "in about 18 min" then make 30.
    """
    return minutes(ceil(length / MINUTE) * MINUTE)


def time_of_day(then: datetime, now: datetime) -> str:
    """Word a local time as seen from `now`: "14:00", "tomorrow 05:00", "Friday 05:00"."""
    clock = f"{then:%H:%M}"
    days = (then.date() - now.date()).days
    if days == 0:
        return clock
    if days == 1:
        return f"tomorrow {clock}"
    if 1 < days < len(WEEKDAYS):
        return f"{WEEKDAYS[then.weekday()]} {clock}"
    return f"{then:%Y-%m-%d} {clock}"


def until_tomorrow(now: datetime) -> datetime:
    """Return when "until tomorrow" ends: early on the next local day."""
    return _at(now + timedelta(days=1), _NEXT_DAY_BEGINS)


def parse_length(text: str) -> Duration | None:
    """Read "45s", "5m" or "1h30m"; None when it is nothing like that, or not 1 s to `LONGEST`."""
    found = _LENGTH.fullmatch(text.strip().lower())
    if found is None:
        return None
    hours, in_minutes, seconds = (int(part or 0) for part in found.groups())
    length = hours * HOUR + in_minutes * MINUTE + seconds
    return length if 1 <= length <= LONGEST else None


def parse_end(text: str, now: datetime) -> datetime | None:
    """Read "until 14:00", "14:00" or "tomorrow" as the next such local time; None for the rest."""
    words = text.strip().lower().removeprefix("until ").strip()
    if words == "tomorrow":
        return until_tomorrow(now)
    found = _TIME_OF_DAY.fullmatch(words)
    if found is None:
        return None
    clock = time(int(found[1]), int(found[2]))
    today = _at(now, clock)
    return today if today > now else _at(now + timedelta(days=1), clock)


def looking_back(last: str | None, now: datetime) -> datetime | None:
    """Return the beginning of the `last` "2h" or "14d", or of today where that is None; None if it
    is nothing like a length of time.
    """
    if last is None:
        return now.replace(hour=0, minute=0, second=0, microsecond=0)
    days = _DAYS.fullmatch(last.strip().lower())
    length = parse_length(last) if days is None else int(days[1]) * 24 * HOUR
    return None if not length else now.astimezone(UTC) - timedelta(seconds=length)


def _at(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock, day.tzinfo)
