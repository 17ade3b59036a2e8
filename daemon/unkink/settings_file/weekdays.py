"""Days of the week and spans of a day, as the file words them."""

from datetime import time

from unkink.core.settings import OpenRange
from unkink.settings_file.kinds import WrongValueError, shown

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_A_DAY = 24 * 60


def read_days(text: str) -> tuple[int, ...]:
    """Read "mon", "mon-fri", "sat-mon" or "mon, wed" into weekdays, 0 for Monday.

    Raises WrongValueError.
    """
    days: list[int] = []
    for part in text.lower().split(","):
        first, _, last = (word.strip() for word in part.partition("-"))
        if first not in DAYS or last not in (*DAYS, "") or part.strip().endswith("-"):
            raise WrongValueError(
                f'{shown(text)} is no day; write days like "mon", "mon-fri" or "sat-sun"'
            )
        begins = DAYS.index(first)
        length = (DAYS.index(last) - begins) % 7 if last else 0
        days += [(begins + ahead) % 7 for ahead in range(length + 1)]
    return tuple(dict.fromkeys(days))


def read_clock(text: str) -> time | None:
    """Read "8:30" or "08:30"; None when it is no time of day."""
    hour, _, minute = text.strip().partition(":")
    if not (_digits(hour, 1, 2) and _digits(minute, 2, 2)) or int(hour) > 23 or int(minute) > 59:
        return None
    return time(int(hour), int(minute))


def _digits(text: str, least: int, most: int) -> bool:
    return text.isascii() and text.isdecimal() and least <= len(text) <= most


def read_span(text: object) -> tuple[time, time]:
    """Read "08:00-18:30"; "24:00" as an end is midnight. Raises WrongValueError."""
    first, dash, last = text.partition("-") if isinstance(text, str) else ("", "", "")
    if not dash or ":" not in first or ":" not in last:
        raise WrongValueError(f'{shown(text)} is no span of a day; write one like "08:00-18:30"')
    midnight = last.strip() == "24:00"
    begins, ends = read_clock(first), time(0) if midnight else read_clock(last)
    if begins is None or ends is None:
        raise WrongValueError(
            f"{shown(text)} holds a time that no clock shows; write 00:00 to 24:00"
        )
    if begins == ends and not midnight:
        raise WrongValueError(f'{shown(text)} is empty; write "00:00-24:00" for the whole day')
    return begins, ends


def open_ranges(weekday: int, begins: time, ends: time) -> tuple[OpenRange, ...]:
    """Make ranges of a span; a whole day becomes two halves, since equal times mean nothing."""
    if begins != ends:
        return (OpenRange(weekday, begins, ends),)
    return (OpenRange(weekday, begins, time(12)), OpenRange(weekday, time(12), ends))


def overlap(one: OpenRange, other: OpenRange) -> bool:
    """Tell whether two ranges share a minute of the week; Sunday night runs into Monday."""
    week = 7 * MINUTES_A_DAY
    begins, length = _minutes(one)
    other_begins, other_length = _minutes(other)
    return (other_begins - begins) % week < length or (begins - other_begins) % week < other_length


def _minutes(span: OpenRange) -> tuple[int, int]:
    """Give the minute of the week at which the range begins, and how many it lasts."""
    begins = span.begins.hour * 60 + span.begins.minute
    length = (span.ends.hour * 60 + span.ends.minute - begins) % MINUTES_A_DAY
    return span.weekday * MINUTES_A_DAY + begins, length
