"""Weeks that look like somebody's, the same each time, to show on the pages."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from unkink.core.days.day import Day
from unkink.core.days.telling import days_of
from unkink.core.effects import Decision, Outcome
from unkink.core.entries import Entry, Stretch
from unkink.core.presence import Posture, Presence

LAST = date(2026, 11, 23)
WEEKS = 30
NEVER_RECORDED = date(2026, 11, 17)

_TIPS = (
    *("neck-turns", "neck-nods", "eyes-far-look", "contrast-starter", "strength-blade-squeeze"),
    *("relax-quiet-fifteen", "habit-mineral-food", "shoulder-rolls", "massage-jaw-temples"),
    *("gone-long-ago", "gone-too", "gone-as-well"),
)
_OUTCOMES = (*Outcome, Outcome.TAKEN, Outcome.TAKEN, Outcome.NATURAL)


@cache
def some_days() -> dict[date, Day]:
    """Tell of thirty weeks up to `LAST`, a Monday; nobody was there at weekends, and on one
    Tuesday unkink did not run.
    """
    days = [LAST - timedelta(days=number) for number in reversed(range(WEEKS * 7))]
    there = [day for day in days if day.weekday() < 5 and day != NEVER_RECORDED]
    spent = [one for number, day in enumerate(there) for one in _spent(day, number)]
    decided = [one for number, day in enumerate(there) for one in _decided(day, number)]
    return {day: told for day, told in days_of(spent, decided).items() if told.bouts}


def _spent(day: date, number: int) -> list[Stretch]:
    clock = datetime.combine(day, time(8, 30), UTC) + timedelta(minutes=number * 7 % 40)
    spans = []
    for piece in range(8):
        ends = clock + timedelta(minutes=20 + (number * 13 + piece * 29) % 75)
        posture = Posture.STANDING if piece == 5 else Posture.SITTING
        seen = Presence.UNKNOWN if number % 9 == 4 and piece == 2 else Presence.ACTIVE
        gone = ends + timedelta(minutes=45 if piece == 3 else 6 + number % 5)
        spans.append(Stretch(clock, ends, seen, posture))
        if piece < 7:
            spans.append(Stretch(ends, gone, Presence.AWAY, posture))
        clock = gone
    return spans


def _decided(day: date, number: int) -> list[Entry]:
    entries = []
    for hour in range(9, 16):
        time_shown = datetime.combine(day, time(hour, 20), UTC)
        tip = _TIPS[(number * 3 + hour) % len(_TIPS)]
        outcome = _OUTCOMES[(number + hour * 2) % len(_OUTCOMES)]
        entries.append(Entry(time_shown, Decision.SHOWN, "micro", tip, "due"))
        answered = time_shown + timedelta(minutes=2)
        entries.append(Entry(answered, Decision.OUTCOME, "micro", tip, outcome.value))
        if outcome is Outcome.TAKEN and number % 2:
            felt = ("better", "better", "same", "worse")[(number + hour) % 4]
            entries.append(Entry(answered, Decision.FELT, tip=tip, why=felt))
        if (number + hour) % 3 == 0:
            own = answered + timedelta(minutes=15)
            entries.append(Entry(own, Decision.NATURAL_BREAK, "micro"))
    rated = datetime.combine(day, time(16), UTC)
    word = ("more", "not", "usual")[number % 3]
    entries.append(Entry(rated, Decision.RATED, tip=_TIPS[number % len(_TIPS)], why=word))
    entries.append(Entry(rated, Decision.DID, tip=_TIPS[number * 5 % len(_TIPS)]))
    return entries
