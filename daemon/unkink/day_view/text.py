"""A day for a terminal, in plain text without colour."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from unkink.core.days.day import Day, DaySummary, Kind, Piece
from unkink.core.days.telling import summary_of
from unkink.day_view.axis import Axis, axis_of, hours
from unkink.day_view.parts import PRESENT
from unkink.day_view.words import OUTCOMES, clock_changes, counts, facts
from unkink.journal_words import TitleOf

_HOUR = timedelta(hours=1)
_WIDE_UP_TO = 18
"""Hours that have room for four signs each in a terminal of eighty columns; more get three."""
_SIGNS = {
    Kind.SITTING: "█",
    Kind.STANDING: "▅",
    Kind.WALKING: "▃",
    Kind.BREAK: "▁",
    Kind.AWAY: "▁",
    Kind.UNRECORDED: " ",
}
_UNSEEN = "░"
_KEY = "█ sitting  ▅ standing  ▃ walking  ▁ break or away  ░ no sensor could see"


def text(day: Day, now: datetime, title_of: TitleOf) -> str:
    """Tell of a day of which something is recorded."""
    summary = summary_of(day)
    parts = (
        _aligned([(one.name, one.value, one.more) for one in facts(day, summary, now)]),
        [*_band(day, now), *filter(None, [clock_changes(day)])],
        _aligned(list(_reminders(summary))),
        _aligned(list(_prompts(day, title_of))),
    )
    return "\n\n".join("\n".join(f"  {line}" for line in part) for part in parts if part)


def _band(day: Day, now: datetime) -> Sequence[str]:
    if not day.pieces:
        return []
    axis = axis_of(day, now if day.date == now.date() else None, 0, 0)
    of_an_hour = 4 if (axis.ends - axis.begins) / _HOUR <= _WIDE_UP_TO else 3
    step = _HOUR / of_an_hour
    signs = round((axis.ends - axis.begins) / step)
    labels = _labels(axis, day.pieces, signs, step)
    return [labels, "".join(_signs(axis, day.pieces, signs, step)).rstrip(), _KEY]


def _labels(axis: Axis, pieces: Sequence[Piece], signs: int, step: timedelta) -> str:
    line = [" "] * (signs + 2)
    for hour in hours(axis, pieces):
        place = round((hour - axis.begins) / step)
        if line[max(0, place - 1)] == " ":
            line[place : place + 2] = f"{hour:%H}"
    return "".join(line).rstrip()


def _signs(axis: Axis, pieces: Sequence[Piece], signs: int, step: timedelta) -> Iterator[str]:
    for number in range(signs):
        begins = axis.begins + number * step
        shares = {one: _shared(one, begins, begins + step) for one in pieces}
        most = max(shares, key=lambda one: shares[one])
        empty = step - sum(shares.values(), timedelta())
        if shares[most] <= empty:
            yield " "
        else:
            yield _SIGNS[most.kind] if most.sure or most.kind not in PRESENT else _UNSEEN


def _shared(piece: Piece, begins: datetime, ends: datetime) -> timedelta:
    return max(timedelta(), min(piece.ends, ends) - max(piece.begins, begins))


def _reminders(summary: DaySummary) -> Iterator[Sequence[str]]:
    if summary.reminders:
        yield ("reminder", "shown", *OUTCOMES.values(), "unasked")
    for name, answers in sorted(summary.reminders.items()):
        yield (name, str(answers.shown), *map(str, counts(answers)), str(answers.own))


def _prompts(day: Day, title_of: TitleOf) -> Iterator[Sequence[str]]:
    for one in day.showings:
        title = title_of(one.tip) or one.tip
        yield f"{one.at:%H:%M}", one.reminder, title, OUTCOMES[one.outcome]


def _aligned(rows: Sequence[Sequence[str]]) -> Sequence[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
