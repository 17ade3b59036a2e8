"""Days as the journal tells them: rolled up where they are long over, by their rows otherwise."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from unkink.core.days.day import Day, DaySummary
from unkink.core.days.telling import summary_of, whole_days, window
from unkink.core.entries import Stretch
from unkink.ports import History

_DAY = timedelta(days=1)


def told_day(history: History, day: date, present: Stretch | None = None) -> Day:
    """Return everything recorded of one day; `present` is the span that goes on, up to now."""
    told = told_days(history, day, day, present)
    return told[0] if told else Day(day)


def told_days(
    history: History, first: date, last: date, present: Stretch | None = None
) -> Sequence[Day]:
    """Return everything recorded of the days from `first` to `last`, by one reading of the rows."""
    since, until = window(first, last)
    spent, decided = history.spans(since, until), history.between(since, until)
    if present is None:
        return whole_days(spent, decided, first, last)
    if present.begins < until:
        spent = [*spent, present]
    return whole_days(spent, decided, first, last, present.ends)


def summaries(
    history: History, first: date, last: date, present: Stretch | None = None
) -> list[DaySummary]:
    """Return the sums of the days from `first` to `last` of which anything is recorded."""
    found = dict(history.rolled(first, _settled(last, present)))
    days = [first + number * _DAY for number in range((last - first).days + 1)]
    for rolled, run in groupby(days, key=lambda day: day in found):
        missing = list(run)
        if not rolled:
            told = told_days(history, missing[0], missing[-1], present)
            found |= {day.date: summary_of(day) for day in told}
    return [found[day] for day in sorted(found) if _tells(found[day])]


def _settled(last: date, present: Stretch | None) -> date:
    """Return the last day that may come rolled up: the rows know nothing of the present span.

    It may be an absence of days; and what the day before it ended with goes on in it, which is two
    dates before for who has flown east.
    """
    return last if present is None else min(last, present.begins.date() - 3 * _DAY)


def _tells(day: DaySummary) -> bool:
    """Whether anything is recorded of it: days of which nothing is are rolled up too."""
    return bool(day.seconds or day.reminders or day.tips or day.rated or day.felt)
