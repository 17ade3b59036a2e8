"""What a believable person's days look like: rows to play, each a little different."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

from unkink.simulation.day_file import Doing, Row

HOME = ZoneInfo("Europe/Berlin")
WEST = ZoneInfo("America/New_York")
EAST = ZoneInfo("Asia/Kolkata")  # half an hour beside the others

FREE, WORK, FEW_MINUTES, SPARE_TIME, LATE = range(5)

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a day holds, known before it begins."""

    day: date
    zone: ZoneInfo
    kind: int


def rows(last: date, days: int, chance: Random) -> Iterator[Row]:
    """Yield the rows of so many days up to `last`, and of the night after it."""
    first = last - timedelta(days=days - 1)
    plans = [_plan(first + timedelta(days=number), number, chance) for number in range(days)]
    done: list[tuple[datetime, Doing]] = [(_at(first, "06:00", HOME), Doing.ASLEEP)]
    for plan in plans:
        day = list(_lived(plan, chance))
        # A night that went on into this morning, or a flight, takes the first hours of the day.
        done += [one for one in day if one[0] > done[-1][0]]
    zones = {plan.day: plan.zone for plan in plans}
    done.append((_at(last + timedelta(days=1), "05:00", HOME), Doing.END))
    for before, after in pairwise(done):
        yield from _told(before, after[0], zones)
    yield _row(*done[-1])


def _plan(day: date, number: int, chance: Random) -> Plan:
    """Two weeks of summer holidays, the days around the new year, a week in bed, two journeys."""
    zone = {0: WEST, 1: EAST}.get((number - 60) // 30, HOME) if (number - 60) % 30 < 8 else HOME
    week = day.isocalendar().week
    if week in (31, 32) or (day.month, day.day) > (12, 23) or (day.month, day.day) < (1, 2):
        return Plan(day, zone, FREE if chance.random() < 0.8 else SPARE_TIME)
    if week == 7:
        return Plan(day, zone, FEW_MINUTES if chance.random() < 0.4 else FREE)
    if day.weekday() > 4:
        return Plan(day, zone, chance.choice([FREE, FREE, SPARE_TIME]))
    return Plan(day, zone, LATE if number % 23 == 9 else FREE if number % 61 == 7 else WORK)


def _lived(plan: Plan, chance: Random) -> Iterator[tuple[datetime, Doing]]:
    """Yield when each thing is begun on this day, by universal time."""
    if plan.kind == FREE:
        return
    if plan.kind == FEW_MINUTES:
        begins, ends = "10:30", "10:55"
    elif plan.kind == SPARE_TIME:
        begins, ends = "15:10", "17:20"
    else:
        begins, ends = "08:25", "16:50"
    now = _at(plan.day, begins, plan.zone) + _between(0, 55, chance)
    leaves = _at(plan.day, ends, plan.zone) + _between(0, 75, chance)
    noon = _at(plan.day, "12:00", plan.zone) + _between(-15, 40, chance)
    if plan.kind == LATE:
        leaves = _at(plan.day + timedelta(days=1), "01:15", plan.zone)
    eaten = plan.kind != WORK and plan.kind != LATE
    while now < leaves:
        if not eaten and now > noon:
            eaten = True
            yield now, chance.choice([Doing.LOCKED, Doing.LOCKED, Doing.IDLE])
            now += _between(28, 65, chance)
        for doing, length in _stretch(chance):
            yield now, doing
            now += length
    yield now, Doing.ASLEEP
    if plan.kind == WORK and chance.random() < 0.25:
        evening = _at(plan.day, "20:15", plan.zone) + _between(0, 40, chance)
        if evening > now:
            yield evening, Doing.ACTIVE
            yield evening + 6 * _MINUTE, Doing.FULLSCREEN
            yield evening + _between(70, 110, chance), Doing.ASLEEP


def _stretch(chance: Random) -> Iterator[tuple[Doing, timedelta]]:
    """Yield some work with pauses for thought in it, and mostly something else after it."""
    for _ in range(chance.randint(1, 4)):
        yield Doing.ACTIVE, _between(6, 22, chance)
        yield Doing.IDLE, timedelta(seconds=chance.randint(6, 50))
    what = chance.random()
    if what < 0.30:
        yield Doing.IDLE, _between(2, 9, chance)
    elif what < 0.44:
        yield Doing.LOCKED, _between(4, 17, chance)
    elif what < 0.62:
        yield Doing.CALL, _between(12, 55, chance)
    elif what < 0.68:
        yield Doing.DO_NOT_DISTURB, _between(20, 50, chance)
    elif what < 0.80:
        yield Doing.STANDING, _between(15, 45, chance)
    elif what < 0.82:
        yield Doing.WALKING, _between(10, 30, chance)
    elif what < 0.84:
        yield Doing.ASLEEP, _between(3, 40, chance)
    elif what < 0.845:
        yield Doing.BLIND, _between(10, 50, chance)


def _told(
    before: tuple[datetime, Doing], until: datetime, zones: dict[date, ZoneInfo]
) -> Iterator[Row]:
    """Yield a row, and the same again where a clock change on the wall falls into it."""
    begins, doing = before
    zone = zones.get(begins.astimezone(HOME).date(), HOME)
    now = begins
    offset = now.astimezone(zone).utcoffset()
    while now < until:
        if now == begins or now.astimezone(zone).utcoffset() != offset:
            offset = now.astimezone(zone).utcoffset()
            yield _row(now, doing, zone)
        # Clocks change on the hour, or the half of it.
        now = now.replace(minute=now.minute // 30 * 30, second=0, microsecond=0) + 30 * _MINUTE


def _row(now: datetime, doing: Doing, zone: ZoneInfo = HOME) -> Row:
    """A row's time has a fixed offset: arithmetic on it is then by true lengths of time."""
    return Row(datetime.fromisoformat(now.astimezone(zone).isoformat()), doing)


def _at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)


def _between(least: float, most: float, chance: Random) -> timedelta:
    return timedelta(seconds=round(chance.uniform(least * 60, most * 60)))
