"""What a clock on the wall shows, and when: the one place that knows of gaps and repeats.

Two local times of one zone are compared, and subtracted, by Python as if no clock change lay
between them, whatever their `fold`: so each is turned into universal time first, and all instants
returned here are in universal time.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


def first_showing(day: date, clock: time, zone: tzinfo | None) -> datetime:
    """Return when a clock in `zone` first shows this time of this day, or a later one.

    Of a time that is shown twice that is the first; for one that is skipped it is the end of the
    gap, which may lie on the next date (America/Nuuk skips the last hour of a Saturday). `zone` is
    the `tzinfo` of an aware datetime.
    """
    asked = datetime.combine(day, clock)
    instant = asked.replace(tzinfo=zone).astimezone(UTC)
    # Python answers for a skipped time by the offset before the gap, which leads beyond its end.
    return instant if reading(instant, zone) == asked else _gap_ends(asked, zone)


def reading(instant: datetime, zone: tzinfo | None) -> datetime:
    """Return what a clock in `zone` shows then, as a naive datetime."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def begins(day: date, zone: tzinfo | None) -> datetime:
    """Return the first instant of a local day: not 00:00 where summer time begins at midnight."""
    return first_showing(day, time(0), zone)


def exists(day: date, zone: tzinfo | None) -> bool:
    """Tell whether a calendar in `zone` ever shows this date; Samoa skipped 2011-12-30."""
    return reading(begins(day, zone), zone).date() == day


def span(day: date, opens: time, closes: time, zone: tzinfo | None) -> tuple[datetime, datetime]:
    """Return begin and end of a span that begins on this day; `closes` up to `opens` is next day's.

    Both are the same instant where a clock change skips the whole span, or the date it begins on.
    """
    last_day = day if opens < closes else day + _DAY
    begin, end = first_showing(day, opens, zone), first_showing(last_day, closes, zone)
    skipped = reading(begin, zone).date() != day and not exists(day, zone)
    return (end, end) if skipped else (begin, end)


def _gap_ends(asked: datetime, zone: tzinfo | None) -> datetime:
    """Find when the clock jumps over a local time; zones change their offset at whole seconds."""
    before = asked.replace(tzinfo=zone, fold=1).astimezone(UTC).replace(microsecond=0)
    after = asked.replace(tzinfo=zone, fold=0).astimezone(UTC).replace(microsecond=0)
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if reading(middle, zone) < asked:
            before = middle
        else:
            after = middle
    return after
