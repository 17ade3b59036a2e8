"""Working hours: when prompts are welcome. Calendar rules, so the only place besides clock-time
reminders that reads the wall clock.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from unkink.core.settings import OpenRange

_DAY = timedelta(days=1)


def open_at(hours: tuple[OpenRange, ...], wall: datetime) -> bool:
    """Tell whether `wall` lies in one of the ranges; no ranges mean always."""
    return not hours or any(begins <= wall < ends for begins, ends in _around(hours, wall))


def opens_next(hours: tuple[OpenRange, ...], wall: datetime) -> datetime | None:
    """Return when the next range begins after `wall`; None when hours never end."""
    return min((begins for begins, _ in _around(hours, wall) if begins > wall), default=None)


def _around(hours: tuple[OpenRange, ...], wall: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Give every range that begins from yesterday to this day next week, in local time.

    Local times are combined anew for each date, so that a day of 23 or 25 hours is right.
    """
    for ahead in range(-1, 8):
        date = (wall + ahead * _DAY).date()
        for span in hours:
            if span.weekday == date.weekday():
                begins = datetime.combine(date, span.begins, wall.tzinfo)
                ends = datetime.combine(date, span.ends, wall.tzinfo)
                yield begins, ends if ends > begins else ends + _DAY
