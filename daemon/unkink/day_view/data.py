"""A recorded day for programs; the keys are a promise, told in `config/README.md`."""

from datetime import datetime

from unkink.core.days.day import Bout, Day, Held, Piece, Showing
from unkink.core.days.telling import summary_of
from unkink.day_view.parts import merged
from unkink.day_view.text import text
from unkink.day_view.words import in_full, not_recorded
from unkink.journal_words import TitleOf
from unkink.protocol import Json

SCHEMA = 1


def day_data(day: Day, now: datetime, title_of: TitleOf, begins: datetime | None) -> Json:
    """Put together what the command line prints: `day` for programs, the rest for people.

    `begins` is where the record does.
    """
    today, first = now.date(), None if begins is None else begins.date()
    told = day.pieces or day.showings
    return {
        "day": _day(day),
        "name": in_full(day.date, today),
        "text": text(day, now, title_of) if told else not_recorded(day.date, today, first),
    }


def _day(day: Day) -> Json:
    summary = summary_of(day)
    longest = summary.longest
    return {
        "schema": SCHEMA,
        "date": day.date.isoformat(),
        "began": None if summary.began is None else _iso(summary.began),
        "ended": None if summary.ended is None else _iso(summary.ended),
        "seconds": {kind.value: round(length) for kind, length in summary.seconds.items()},
        "unsure_s": round(summary.unsure),
        "longest": None if longest is None else _bout(longest),
        "own_breaks": summary.own_breaks,
        "reminders": {
            name: {
                "shown": one.shown,
                "outcomes": {outcome.value: count for outcome, count in one.outcomes.items()},
                "own_breaks": one.own,
            }
            for name, one in summary.reminders.items()
        },
        "prompts": [_prompt(one) for one in day.showings],
        "bouts": [_bout(one) for one in day.bouts],
        "pieces": [_piece(one) for one in merged(day.pieces)],
        "holds": [_held(one) for one in day.holds],
    }


def _bout(one: Bout) -> Json:
    return {"began": _iso(one.began), "ended": _iso(one.ended), "sat_s": round(one.sat)}


def _prompt(one: Showing) -> Json:
    return {
        "at": _iso(one.at),
        "reminder": one.reminder,
        "tip": one.tip,
        "occasion": one.occasion,
        "outcome": None if one.outcome is None else one.outcome.value,
        "answered": None if one.answered is None else _iso(one.answered),
    }


def _piece(one: Piece) -> Json:
    return {
        "begins": _iso(one.begins),
        "ends": _iso(one.ends),
        "kind": one.kind.value,
        "sure": one.sure,
    }


def _held(one: Held) -> Json:
    return {
        "begins": _iso(one.begins),
        "ends": _iso(one.ends),
        "why": one.why,
        "reminder": one.reminder,
    }


def _iso(time: datetime) -> str:
    return time.isoformat(timespec="seconds")
