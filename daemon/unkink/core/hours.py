"""Working hours: when prompts are welcome. Calendar rules, so the only place besides clock-time
reminders that reads the wall clock.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import assert_never

from unkink.core.moment import MINUTE
from unkink.core.settings import (
    AtClockTime,
    AtFirstUse,
    BeforeEndOfHours,
    EverySitting,
    OpenRange,
    Settings,
)

_DAY = timedelta(days=1)
_A_MONDAY = date(2024, 1, 1)
"""Any will do."""


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


def bells(settings: Settings) -> list[tuple[str, time, frozenset[int]]]:
    """Return each time of day at which a reminder becomes due, and its weekdays.

    "Last prompt before end of hours" rings when less is left than any sitting reminder needs.
    """
    rings = []
    for reminder in settings.reminders:
        match reminder.trigger:
            case AtClockTime(at, weekdays):
                rings.append((reminder.name, at, weekdays))
            case BeforeEndOfHours():
                rings += [(reminder.name, *one) for one in _last_prompts(settings)]
            case EverySitting() | AtFirstUse():
                pass
            case _:
                assert_never(reminder.trigger)
    return rings


def _last_prompts(settings: Settings) -> list[tuple[time, frozenset[int]]]:
    triggers = [one.trigger for one in settings.reminders]
    everys = [one.every for one in triggers if isinstance(one, EverySitting)]
    ahead = timedelta(seconds=min(everys, default=30 * MINUTE))
    times = []
    for span in settings.hours:
        crosses = span.ends <= span.begins
        ends = datetime.combine(_A_MONDAY + (span.weekday + crosses) * _DAY, span.ends)
        rings = ends - ahead
        times.append((rings.time(), frozenset({rings.weekday()})))
    return times
