"""The figures of `unkink stats` for programs; keys and columns are a promise to them."""

import csv
from collections.abc import Iterator
from io import StringIO

from unkink.cli.stats_told import Told
from unkink.core.days.day import Answers, Bout, DaySummary, Kind
from unkink.core.days.spread import LengthClass, TipTold, by_length, tips_told
from unkink.core.days.totals import Totals
from unkink.core.effects import Outcome
from unkink.core.moment import Duration
from unkink.core.taste import Stiffness
from unkink.protocol import Json

SCHEMA = 1
"""Raised when a key goes or changes its meaning; new keys may come at any time."""

COLUMNS = (
    "date",
    *(f"{kind.value}_s" for kind in Kind),
    "unsure_s",
    "bouts",
    "longest_bout_s",
    "shown",
    *(outcome.value for outcome in Outcome),
    "own_breaks",
    "began",
    "ended",
)
"""Those of the CSV; new ones may follow at the end."""


def as_json(told: Told) -> dict[str, Json]:
    """Describe the range; lengths in whole seconds, times as ISO 8601 with offset."""
    whole = told.whole
    return {
        "schema": SCHEMA,
        "goes_on": told.goes_on,
        **_totals(whole),
        "sitting_a_day_s": None if whole.sitting_a_day is None else round(whole.sitting_a_day),
        "sitting_by_hour_s": [round(one) for one in whole.sitting_by_hour],
        "bouts": [_length_class(one) for one in by_length(whole.bouts)],
        "reminders": [
            {"name": name, **_answers(answers)} for name, answers in whole.reminders.items()
        ],
        "tips": [_tip(one) for one in tips_told(whole)],
        "group": told.group.value,
        "parts": [_totals(one) for one in told.parts],
    }


def as_csv(told: Told) -> Iterator[str]:
    """Give the lines of a table with a row for each recorded day."""
    yield ",".join(COLUMNS)
    for day in told.days:
        line = StringIO()
        csv.writer(line, lineterminator="").writerow(_row(day))
        yield line.getvalue()


def _row(day: DaySummary) -> list[str | int]:
    longest = day.longest
    return [
        day.date.isoformat(),
        *(round(day.seconds.get(kind, 0.0)) for kind in Kind),
        round(day.unsure),
        len(day.bouts),
        0 if longest is None else round(longest.sat),
        day.shown,
        *(day.count(outcome) for outcome in Outcome),
        day.own_breaks,
        "" if day.began is None else day.began.isoformat(timespec="seconds"),
        "" if day.ended is None else day.ended.isoformat(timespec="seconds"),
    ]


def _totals(one: Totals) -> dict[str, Json]:
    return {
        "from": one.within.first.isoformat(),
        "to": one.within.last.isoformat(),
        "days_recorded": one.recorded,
        "days_present": one.present,
        **{f"{kind.value}_s": round(one.seconds.get(kind, 0.0)) for kind in Kind},
        "unsure_s": round(one.unsure),
        "longest_bout": _bout(one.longest),
        "own_breaks": one.own_breaks,
        "shown": one.shown,
        "waiting": one.waiting,
        **{outcome.value: one.count(outcome) for outcome in Outcome},
    }


def _bout(bout: Bout | None) -> Json:
    if bout is None:
        return None
    return {
        "began": bout.began.isoformat(timespec="seconds"),
        "ended": bout.ended.isoformat(timespec="seconds"),
        "sat_s": round(bout.sat),
    }


def _length_class(one: LengthClass) -> Json:
    return {
        "least_s": round(one.least),
        "below_s": _whole(one.below),
        "count": one.bouts,
        "sat_s": round(one.sat),
    }


def _answers(answers: Answers) -> dict[str, Json]:
    outcomes = {one.value: answers.outcomes.get(one, 0) for one in Outcome}
    return {"shown": answers.shown, **outcomes, "own_breaks": answers.own}


def _tip(one: TipTold) -> Json:
    return {
        "id": one.tip,
        "shown": one.shown,
        "taken": one.taken,
        "unasked": one.unasked,
        "liking": None if one.liking is None else one.liking.value,
        **{stiffness.value: one.felt[stiffness] for stiffness in Stiffness},
    }


def _whole(length: Duration | None) -> int | None:
    return None if length is None else round(length)
