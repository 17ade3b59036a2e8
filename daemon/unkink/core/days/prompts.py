"""Prompts and their outcomes, holds, and what else people did, out of the journal's decisions."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta

from unkink.core.days.day import Answered, Held, Rated, Showing
from unkink.core.effects import Decision, Outcome
from unkink.core.entries import Entry
from unkink.core.taste import Liking, Stiffness

ANSWERED_WITHIN = timedelta(days=1)
"""An outcome that comes later, as after a weekend, tells nothing of the prompt; and so a day can be
told without what came long after it."""

_GOES_ON = frozenset({Decision.QUIET})
"""What the journal tells of a reminder that is still held."""


def showings_of(decided: Iterable[Entry], now: datetime | None = None) -> list[Showing]:
    """Return each prompt that was shown, oldest first.

    One that has no outcome is unknown: a crash came between. Until `now`, it may still be answered.
    """
    shown: list[Showing] = []
    live = False
    for entry in decided:
        match entry.decision:
            case Decision.SHOWN:
                if live:
                    shown[-1] = replace(shown[-1], outcome=Outcome.UNKNOWN)
                shown.append(Showing(entry.time, entry.reminder or "", entry.tip or "", entry.why))
                live = True
            case _ if not live:
                pass
            case Decision.SWAPPED if _in_time(shown[-1], entry.time):
                shown[-1] = replace(shown[-1], tip=entry.tip or shown[-1].tip)
            case Decision.OUTCOME if _in_time(shown[-1], entry.time):
                shown[-1] = replace(shown[-1], outcome=_outcome(entry.why), answered=entry.time)
                live = False
            case _:
                pass
    if live and (now is None or not _in_time(shown[-1], now)):
        shown[-1] = replace(shown[-1], outcome=Outcome.UNKNOWN)
    return shown


def _in_time(shown: Showing, answered: datetime) -> bool:
    return answered - shown.at <= ANSWERED_WITHIN


def _outcome(word: str) -> Outcome:
    try:
        return Outcome(word)
    except ValueError:  # a row that somebody has written over
        return Outcome.UNKNOWN


def holds_of(decided: Iterable[Entry], now: datetime | None = None) -> list[Held]:
    """Return each time in which a reminder was held, in the order in which they ended.

    It is told up to the end of the day on which it began, so that a day is told without those that
    come after; one that has not ended goes on, up to `now`.
    """
    held: list[Held] = []
    since: dict[str | None, Entry] = {}
    for entry in decided:
        if entry.reminder in since and entry.decision not in _GOES_ON:
            held.append(_held(since.pop(entry.reminder), entry.time))
        if entry.decision is Decision.HELD:
            since[entry.reminder] = entry
    return held + [_held(one, now) for one in since.values() if now is None or one.time < now]


def _held(entry: Entry, ends: datetime | None) -> Held:
    next_day = datetime.combine(entry.time.date() + timedelta(days=1), time(), entry.time.tzinfo)
    return Held(entry.time, min(next_day, ends or next_day), entry.why, entry.reminder)


def rated_of(decided: Iterable[Entry]) -> list[Rated]:
    """Return how tips were rated; words that this version does not know are left out."""
    return [
        Rated(one.time, one.tip or "", Liking(one.why))
        for one in decided
        if one.decision is Decision.RATED and one.why in _LIKINGS
    ]


def felt_of(decided: Iterable[Entry]) -> list[Answered]:
    """Return the answers after tips; words that this version does not know are left out."""
    return [
        Answered(one.time, one.tip or "", Stiffness(one.why))
        for one in decided
        if one.decision is Decision.FELT and one.why in _STIFFNESSES
    ]


_LIKINGS = frozenset(one.value for one in Liking)
_STIFFNESSES = frozenset(one.value for one in Stiffness)
