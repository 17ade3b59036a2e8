"""Days of the week and spans of a day, as the file words them."""

import re
from datetime import time

from unkink.core.settings import OpenRange
from unkink.settings_file.kinds import WrongValueError, shown

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_A_DAY = 24 * 60

_CLOCK = r"(\d{1,2}):(\d\d)"
_SPAN = re.compile(rf"\s*{_CLOCK}\s*[-–]\s*{_CLOCK}\s*", re.ASCII)
_TIME = re.compile(_CLOCK, re.ASCII)


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
    found = _TIME.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def read_span(text: object) -> tuple[time, time]:
    """Read "08:00-18:30"; "24:00" as an end is midnight. Raises WrongValueError."""
    found = _SPAN.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise WrongValueError(f'{shown(text)} is no span of a day; write one like "08:00-18:30"')
    begins = read_clock(f"{found[1]}:{found[2]}")
    ends = time(0) if found[3] + found[4] == "2400" else read_clock(f"{found[3]}:{found[4]}")
    if begins is None or ends is None:
        raise WrongValueError(
            f"{shown(text)} holds a time that no clock shows; write 00:00 to 24:00"
        )
    if begins == ends and found[3] != "24":
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
