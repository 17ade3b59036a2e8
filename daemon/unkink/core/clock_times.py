"""Times of day: which bells a reminder hangs up, when each rings, and whether that was heard.

Everything follows the local clock and calendar: a bell rings once on each of its dates, at the
first instant at which the clock shows its time or, where summer time skips that, a later one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import assert_never

from unkink.core import local_time
from unkink.core.hours import weekly
from unkink.core.moment import MINUTE
from unkink.core.settings import (
    EVERY_DAY,
    AtClockTime,
    AtFirstUse,
    BeforeEndOfHours,
    EverySitting,
    OpenRange,
    Settings,
    Trigger,
)
from unkink.core.values import dataclass

LATE = timedelta(hours=2)
"""A bell heard later than this after it rang (suspend, restart, a clock set forward) was missed."""
LOOKS_BACK = timedelta(days=2)
"""A bell that rang longer ago is not worth a word: nobody wants a list of a week's holidays."""
_LONGEST_WAIT = 15
"""Days: a bell of one weekday, where just that date is skipped, waits for two weeks."""
_ZONES_APART = timedelta(days=2)
"""Zones are up to 26 hours apart, so travel can set a calendar back by two dates."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bell:
    """A time of day on some days of the week. Raises ValueError where no day is left."""

    at: time
    weekdays: frozenset[int] = EVERY_DAY
    """Of the date it belongs to; 0 is Monday."""
    next_morning: bool = False
    """It rings on the date after the one it belongs to: the last prompt of a night shift."""
    late: timedelta = LATE
    """Heard later than this, it was missed."""

    def __post_init__(self) -> None:
        if not self.weekdays:
            raise ValueError("a bell without days never rings")


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring of a bell that has not been heard before."""

    day: date
    """The date it belongs to: what `rung_on` becomes, unless it was missed."""
    at: datetime
    """When it rang, in the zone of who hears it."""
    missed: bool
    """It is too late for it now."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing rings between these instants in this zone: the calendar need not be asked again."""

    zone: tzinfo | None
    since: datetime
    until: datetime | None
    """None: it never rings."""

    def covers(self, wall: datetime, now: datetime) -> bool:
        """Tell whether this still holds; `now` is `wall` in universal time."""
        if wall.tzinfo != self.zone or now < self.since:
            return False
        return self.until is None or now < self.until


# ── which bells there are ─────────────────────────────────────────────────────────────────────────


def bells(trigger: Trigger, settings: Settings) -> tuple[Bell, ...]:
    """Return the bells of a reminder; none for one that counts sitting or waits for first use."""
    match trigger:
        case AtClockTime(at, weekdays):
            return (Bell(at, weekdays),) if weekdays else ()
        case BeforeEndOfHours(weekdays):
            return _last_prompts(weekdays, settings)
        case EverySitting() | AtFirstUse():
            return ()
        case _:
            assert_never(trigger)


def _last_prompts(weekdays: frozenset[int], settings: Settings) -> tuple[Bell, ...]:
    """Ring once a day, when the day's last hours have no room for another sitting prompt.

    That is the shortest `every` before their end, or at their begin where they are shorter. Hours
    before a lunch break end nothing: people who ask for the last prompt want to hear it when they
    are about to leave. Once hours are over, there is no last prompt any more.
    """
    triggers = [one.trigger for one in settings.reminders]
    everys = [one.every for one in triggers if isinstance(one, EverySitting)]
    ahead = timedelta(seconds=min(everys, default=30 * MINUTE))
    last: dict[int, Bell] = {}
    for day, (begins, ends) in last_hours(settings.hours).items():
        rings = max(begins, ends - ahead)
        last[day] = Bell(
            at=(datetime.min + rings % _DAY).time(),
            next_morning=rings // _DAY > begins // _DAY,
            late=min(LATE, ends - rings),
        )
    return tuple(
        replace(bell, weekdays=days)
        for bell in dict.fromkeys(last.values())
        if (days := frozenset(day for day in weekdays if last.get(day) == bell))
    )


def last_hours(hours: tuple[OpenRange, ...]) -> dict[int, tuple[timedelta, timedelta]]:
    """Return for each weekday when its last hours begin and end, counted from Monday 00:00.

    Hours past midnight belong to the day on which they begin, as in `[hours]`. Touching spans are
    one, so that "00:00-24:00" does not end at midnight when the next day goes on; of hours that
    last for days, the last 24 hours name the day. There are none where hours never end.
    """
    last: dict[int, tuple[timedelta, timedelta]] = {}
    for begins, ends in weekly(hours):
        counted_from = max(begins, ends - _DAY)
        last[counted_from.days % 7] = counted_from, ends
    return last


# ── when they ring ────────────────────────────────────────────────────────────────────────────────


def last_ring(bell: Bell, wall: datetime) -> datetime | None:
    """Return when the bell last rang, `wall` included; None where that is over two days ago."""
    latest = _latest(bell, wall)
    return None if latest is None else latest[1].astimezone(wall.tzinfo)


def next_ring(bell: Bell, wall: datetime) -> datetime:
    """Return the first instant after `wall` at which the bell rings, in the same zone."""
    now = wall.astimezone(UTC)
    ahead = _rings(bell, wall, range(-1, _LONGEST_WAIT + 1))
    return next(at for _, at in ahead if at > now).astimezone(wall.tzinfo)


def rings(
    bells: Iterable[Bell], rung_on: date | None, heard_until: datetime, now: datetime
) -> Ring | None:
    """Return the latest ring since the clock was last looked at; None where there is nothing new.

    `heard_until` is what the wall clock showed then, its zone does not matter. Instants are
    compared, not what clocks show: a clock set forward over a bell rings it late, while whoever
    travels east over it has never been where it rang. A clock set back, or travel west, brings the
    time of day again, and `rung_on` keeps it silent. After each question `now` is the next
    `heard_until`, also where the clock was set back.
    """
    since = heard_until.astimezone(UTC)
    found = [(*one, bell.late) for bell in bells if (one := _latest(bell, now)) is not None]
    day, at, late = max(found, key=lambda one: one[1], default=(date.min, since, LATE))
    if at <= since or already_rung(day, rung_on):
        return None
    return Ring(day, at.astimezone(now.tzinfo), missed=now.astimezone(UTC) - at > late)


def already_rung(day: date, rung_on: date | None) -> bool:
    """Tell whether a reminder has had its turn on `day`, when it last had one on `rung_on`.

    Travel over the date line, or a clock set back by a day, makes dates come again: these count as
    rung. A date far ahead was rung by a clock that was wrong, and counts for nothing.
    """
    return rung_on is not None and timedelta(0) <= rung_on - day <= _ZONES_APART


def _latest(bell: Bell, wall: datetime) -> tuple[date, datetime] | None:
    now = wall.astimezone(UTC)
    back = _rings(bell, wall, range(1, -4, -1))
    return next((one for one in back if now - LOOKS_BACK <= one[1] <= now), None)


def _rings(bell: Bell, wall: datetime, days: Iterable[int]) -> Iterator[tuple[date, datetime]]:
    """Give the dates so many days from that of `wall`, and when the bell rings for each.

    Tomorrow may have rung already: set back from 00:01 to 23:01, a clock shows today again.
    """
    for ahead in days:
        day = wall.date() + ahead * _DAY
        if day.weekday() in bell.weekdays and (at := _ring_of(bell, day, wall.tzinfo)) is not None:
            yield day, at


def _ring_of(bell: Bell, day: date, zone: tzinfo | None) -> datetime | None:
    """Return the instant of a date's ring; None where a calendar in the zone skips the date."""
    rings_on = day + bell.next_morning * _DAY
    at = local_time.first_showing(rings_on, bell.at, zone)
    if local_time.reading(at, zone).date() == rings_on == day:
        return at  # the usual case, told apart since `exists` takes as long again
    there = local_time.exists(day, zone) and local_time.exists(rings_on, zone)
    return at if there else None


# ── the window of a first use ─────────────────────────────────────────────────────────────────────


def open_for(trigger: AtFirstUse, wall: datetime) -> date | None:
    """Return the date whose window contains `wall`; None outside of all windows.

    A window past midnight belongs to the date on which it opens.
    """
    now = wall.astimezone(UTC)
    windows = _windows(trigger, wall, range(-1, 2))
    return next((day for day, opens, closes in windows if opens <= now < closes), None)


def begins_next(trigger: AtFirstUse, wall: datetime) -> datetime | None:
    """Return the first instant after `wall` at which a window opens; None without weekdays."""
    now = wall.astimezone(UTC)
    ahead = _windows(trigger, wall, range(-1, _LONGEST_WAIT + 1))
    return next((opens.astimezone(wall.tzinfo) for _, opens, _ in ahead if opens > now), None)


def _windows(
    trigger: AtFirstUse, wall: datetime, days: Iterable[int]
) -> Iterator[tuple[date, datetime, datetime]]:
    """Give date, opening and closing of each window, without those that a clock change skips."""
    for ahead in days:
        day = wall.date() + ahead * _DAY
        if day.weekday() in trigger.weekdays:
            opens, closes = local_time.span(day, trigger.begins, trigger.ends, wall.tzinfo)
            if opens < closes:
                yield day, opens, closes
