"""Dates and ranges of dates as people say them; our own words, whatever the desktop's locale."""

from datetime import date

from unkink.core.days.ranges import Group, Range, months_until
from unkink.day_view.words import MONTHS, dated
from unkink.time_words import WEEKDAYS

_SHORT = 3


def short_day(day: date) -> str:
    """Name a day of the year in sight: "Mon 16 Nov"."""
    return f"{short_weekday(day)} {day.day} {short_month(day)}"


def short_weekday(day: date) -> str:
    """Return "Mon"."""
    return WEEKDAYS[day.weekday()][:_SHORT]


def short_month(day: date) -> str:
    """Return "Nov"."""
    return _month(day)[:_SHORT]


def range_name(asked: Range) -> str:
    """Name a range: "16 to 22 November 2026", "November 2026", "2026"."""
    first, last = asked.first, asked.last
    if first == last:
        return dated(first)
    if _whole_months(asked):
        return _months_name(first, last)
    if first.year != last.year:
        return f"{_day(first)} {first.year} to {_day(last)} {last.year}"
    begins = str(first.day) if first.month == last.month else _day(first)
    return f"{begins} to {_day(last)} {last.year}"


def part_name(part: Range, group: Group) -> str:
    """Name a row of a table: "Mon 16 Nov", "16 to 22 November 2026", "November 2026"."""
    match group:
        case Group.DAY:
            return f"{short_day(part.first)} {part.first.year}"
        case Group.WEEK:
            return range_name(part)
        case Group.MONTH:
            return f"{_month(part.first)} {part.first.year}"
        case Group.YEAR:
            return str(part.first.year)


def _months_name(first: date, last: date) -> str:
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{_month(first)} {first.year}"
    begins = _month(first) if first.year == last.year else f"{_month(first)} {first.year}"
    return f"{begins} to {_month(last)} {last.year}"


def _whole_months(asked: Range) -> bool:
    return asked.first.day == 1 and asked.last == months_until(asked.last).last


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return MONTHS[day.month - 1]
