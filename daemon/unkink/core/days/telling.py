"""Puts the journal together into days, and a day into its summary."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from unkink.core.days.bands import pieces_of
from unkink.core.days.bouts import bouts_of
from unkink.core.days.day import Answers, Day, DaySummary, Kind, Piece, Showing
from unkink.core.days.prompts import felt_of, holds_of, rated_of, showings_of
from unkink.core.effects import Decision, Outcome
from unkink.core.entries import Entry, Stretch
from unkink.core.moment import Duration

_ABSENT = frozenset({Kind.BREAK, Kind.AWAY, Kind.UNRECORDED})
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_OFFSETS = timedelta(hours=15)
"""No zone is further from universal time."""

Value = TypeVar("Value")


def days_of(
    spent: Iterable[Stretch], decided: Sequence[Entry], now: datetime | None = None
) -> dict[date, Day]:
    """Return every day these touch, by date. Both are oldest first.

    `now` is the present instant where the last span still goes on. What lies at the edge may be
    part of more: for whole days, ask with a day more on either side and leave those out.
    """
    pieces = pieces_of(spent, now)
    dated_pieces = _by_date(pieces, lambda one: one.begins)
    bouts = _by_date(bouts_of(pieces), lambda one: one.began)
    holds = _by_date(holds_of(decided, now), lambda one: one.begins)
    showings = _by_date(showings_of(decided, now), lambda one: one.at)
    own = _by_date(_told(decided, Decision.NATURAL_BREAK), lambda one: one[0])
    done = _by_date(_told(decided, Decision.DID), lambda one: one[0])
    rated = _by_date(rated_of(decided), lambda one: one.at)
    felt = _by_date(felt_of(decided), lambda one: one.at)
    return {
        day: Day(
            day,
            tuple(_recorded(dated_pieces[day])),
            tuple(bouts[day]),
            tuple(holds[day]),
            tuple(showings[day]),
            tuple(own[day]),
            tuple(done[day]),
            tuple(rated[day]),
            tuple(felt[day]),
        )
        for day in sorted({*dated_pieces, *(one.time.date() for one in decided)})
    }


def window(first: date, last: date) -> tuple[datetime, datetime]:
    """Return what to ask the journal for, to tell of these days whole: a day more on either side.

    The last bout of a day may reach into the next, and an absence is a break by what is around it.
    """
    begins = datetime.combine(first - _DAY, time(), UTC) - _OFFSETS
    return begins, datetime.combine(last + 2 * _DAY, time(), UTC) + _OFFSETS


def whole_days(
    spent: Sequence[Stretch],
    decided: Sequence[Entry],
    first: date,
    last: date,
    now: datetime | None = None,
) -> Sequence[Day]:
    """Return the days from `first` to `last`, out of what was recorded in their `window`."""
    told = days_of(spent, decided, now)
    return [day for date, day in told.items() if first <= date <= last]


def _recorded(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Leave out what was not recorded at either end: there, it is nothing of this day."""
    kinds = [one.kind is not Kind.UNRECORDED for one in pieces]
    if True not in kinds:
        return ()
    return pieces[kinds.index(True) : len(kinds) - kinds[::-1].index(True)]


def _by_date(values: Iterable[Value], time: Callable[[Value], datetime]) -> dict[date, list[Value]]:
    dated: dict[date, list[Value]] = defaultdict(list)
    for one in values:
        dated[time(one).date()].append(one)
    return dated


def _told(decided: Iterable[Entry], decision: Decision) -> list[tuple[datetime, str]]:
    told = (one for one in decided if one.decision is decision)
    return [(one.time, one.reminder or one.tip or "") for one in told]


def summary_of(day: Day) -> DaySummary:
    """Add up one day."""
    here = [piece for piece in day.pieces if piece.kind not in _ABSENT]
    return DaySummary(
        _seconds(day.pieces),
        sum((piece.length for piece in here if not piece.sure), 0.0),
        _by_hour(here),
        day.bouts,
        _answers(
            day.showings, lambda one: one.reminder, Counter(name for _, name in day.own_breaks)
        ),
        _answers(day.showings, lambda one: one.tip, Counter(tip for _, tip in day.done)),
        day.unasked,
        day.rated,
        day.felt,
        day.date,
        here[0].begins if here else None,
        here[-1].ends if here else None,
    )


def _seconds(pieces: Iterable[Piece]) -> dict[Kind, Duration]:
    seconds: dict[Kind, Duration] = {}
    for piece in pieces:
        seconds[piece.kind] = seconds.get(piece.kind, 0.0) + piece.length
    return seconds


def _by_hour(pieces: Iterable[Piece]) -> tuple[Duration, ...]:
    hours = [0.0] * 24
    for piece in pieces:
        begins = piece.begins
        while piece.kind is Kind.SITTING and begins < piece.ends:
            next_hour = begins.replace(minute=0, second=0, microsecond=0) + _HOUR
            ends = min(next_hour, piece.ends)
            hours[begins.hour] += (ends - begins).total_seconds()
            begins = ends
    return tuple(hours)


def _answers(
    showings: Iterable[Showing], name: Callable[[Showing], str], own: Mapping[str, int]
) -> dict[str, Answers]:
    shown: Counter[str] = Counter()
    outcomes: dict[str, Counter[Outcome]] = defaultdict(Counter)
    for one in showings:
        shown[name(one)] += 1
        if one.outcome is not None:
            outcomes[name(one)][one.outcome] += 1
    names = dict.fromkeys([*shown, *own])
    return {one: Answers(shown[one], dict(outcomes[one]), own.get(one, 0)) for one in names}
