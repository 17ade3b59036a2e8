"""Ranges of dates to look back over, and the days, weeks, months or years they fall into."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from typing import assert_never

from unkink.core.values import dataclass

_DAY = timedelta(days=1)
_WEEK = 7
_MONTHS = 12
_EACH_DAY_UP_TO = 45
"""Days; more bars than that are too thin on a small screen."""
_EACH_WEEK_UP_TO = 190
"""Days; half a year and a bit."""
_EACH_MONTH_UP_TO = 1300
"""Days; the journal may reach back for ten years."""


class Group(Enum):
    """What is added up into one figure of a row of them."""

    DAY = "day"
    WEEK = "week"
    """From Monday on."""
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Range:
    """All dates from `first` to `last`, both included; `first` is never after `last`."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("a range ends before it begins")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def length(self) -> int:
        """How many dates it has."""
        return (self.last - self.first).days + 1

    @property
    def dates(self) -> list[date]:
        """All of its dates."""
        return [self.first + number * _DAY for number in range(self.length)]

    def group(self) -> Group:
        """Return what to add up so that some dozens of figures are left at most."""
        if self.length <= _EACH_DAY_UP_TO:
            return Group.DAY
        if self.length <= _EACH_WEEK_UP_TO:
            return Group.WEEK
        return Group.MONTH if self.length <= _EACH_MONTH_UP_TO else Group.YEAR

    def parts(self, group: Group) -> list["Range"]:
        """Return the days, weeks and so on of the calendar, cut off where the range ends.

        They tile the range.
        """
        return list(_parts(self, group))

    def shifted(self, by: int) -> "Range":
        """Return the range `by` times its own length later, or earlier where that is negative.

        Whole months stay whole months. Raises OverflowError beyond the years that dates have.
        """
        if self.first.day != 1 or (self.last + _DAY).day != 1:
            length = timedelta(days=self.length * by)
            return Range(self.first + length, self.last + length)
        begins, ends = _month(self.first), _month(self.last + _DAY)
        step = (ends - begins) * by
        return Range(_first_of(begins + step), _first_of(ends + step) - _DAY)


def week_of(day: date) -> Range:
    """Return the week of a date, Monday to Sunday."""
    monday = day - day.weekday() * _DAY
    return Range(monday, monday + (_WEEK - 1) * _DAY)


def months_until(day: date, count: int = 1) -> Range:
    """Return the whole month of a date with the `count` - 1 months before it."""
    month = _month(day)
    return Range(_first_of(month - count + 1), _first_of(month + 1) - _DAY)


def _parts(whole: Range, group: Group) -> Iterator[Range]:
    first = whole.first
    while first <= whole.last:
        last = min(_last_of_its(group, first), whole.last)
        yield Range(first, last)
        first = last + _DAY


def _last_of_its(group: Group, day: date) -> date:
    match group:
        case Group.DAY:
            return day
        case Group.WEEK:
            return week_of(day).last
        case Group.MONTH:
            return months_until(day).last
        case Group.YEAR:
            return day.replace(month=_MONTHS, day=31)
        case other:
            assert_never(other)


def _month(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


def _first_of(month: int) -> date:
    year, number = divmod(month, _MONTHS)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("no calendar has such a year")
    return date(year, number + 1, 1)
