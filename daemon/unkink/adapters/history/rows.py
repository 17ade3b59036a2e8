"""Between rows of `history.db` and values; a row that makes no sense raises ValueError."""

from datetime import UTC, datetime, timedelta, timezone

from unkink.core.effects import Decision
from unkink.core.entries import Entry, Stretch
from unkink.core.moment import HOUR, Duration
from unkink.core.plain_text import LONGEST_NAME, plain, plain_or_none
from unkink.core.presence import Posture, Presence

LONGEST: Duration = 60 * 24 * HOUR
"""No span is longer. Without a bound, a question about an old day would read all days since."""
LONGEST_TOLD: Duration = 3660 * 24 * HOUR
"""Seconds that a decision may tell of, such as an absence: ten years."""
EARLIEST = datetime(1970, 1, 3, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
"""Times outside are no clock's, and some of them nobody can count with."""
WIDEST_OFFSET: Duration = 18 * HOUR
"""From universal time; no place has more than 14 hours."""

Cell = str | int | float | bytes | None
Row = tuple[Cell, ...]


def row_of_entry(entry: Entry) -> Row:
    """Return at, utc_offset, decision, reminder, tip, why, seconds."""
    return (
        entry.time.timestamp(),
        _offset(entry.time),
        entry.decision.value,
        plain_or_none(entry.reminder, LONGEST_NAME),
        plain_or_none(entry.tip, LONGEST_NAME),
        plain(entry.why),
        entry.seconds,
    )


def entry_of_row(row: Row) -> Entry:
    """Read the columns of `row_of_entry`."""
    at, offset, decision, reminder, tip, why, seconds = row
    return Entry(
        time_of(at, offset),
        Decision(decision),
        plain_or_none(_text_or_none(reminder), LONGEST_NAME),
        plain_or_none(_text_or_none(tip), LONGEST_NAME),
        plain(_text_or_none(why) or ""),
        None if seconds is None else _length(seconds),
    )


def row_of_stretch(stretch: Stretch) -> Row:
    """Return begins, ends, utc_offset, presence, posture."""
    return (
        stretch.begins.timestamp(),
        stretch.ends.timestamp(),
        _offset(stretch.begins),
        stretch.presence.value,
        stretch.posture.value,
    )


def stretch_of_row(row: Row) -> Stretch:
    """Read the columns of `row_of_stretch`."""
    begins, ends, offset, presence, posture = row
    if not 0.0 <= _number(ends) - _number(begins) <= LONGEST:
        raise ValueError("nothing lasts so long")
    return Stretch(
        time_of(begins, offset), time_of(ends, offset), Presence(str(presence)), Posture(posture)
    )


def _offset(time: datetime) -> int:
    offset = time.utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


def time_of(at: Cell, offset: Cell) -> datetime:
    """Put seconds since 1970 and an offset in seconds together; raises ValueError."""
    try:
        zone = timezone(timedelta(seconds=_number(offset)))
        time = datetime.fromtimestamp(_number(at), zone)
    except (OverflowError, OSError) as error:
        raise ValueError(f"{at!r} is no time") from error
    if not EARLIEST <= time < LATEST:
        raise ValueError(f"{at!r} is a time of no clock")
    return time


def _length(cell: Cell) -> float:
    length = _number(cell)
    if not 0.0 <= length <= LONGEST_TOLD:
        raise ValueError(f"{cell!r} is no length of time")
    return length


def _number(cell: Cell) -> float:
    if not isinstance(cell, int | float):
        raise ValueError(f"{cell!r} is no number")  # noqa: TRY004 - one error for all bad rows
    return float(cell)


def _text_or_none(cell: Cell) -> str | None:
    if cell is not None and not isinstance(cell, str):
        raise ValueError(f"{cell!r} is no text")
    return cell
