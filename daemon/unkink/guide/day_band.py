"""The day as a band, in SVG: what it was spent with, and below it the prompts."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from unkink.core.days.day import Day, Piece, Showing
from unkink.day_view.axis import Axis, axis_of, hours
from unkink.day_view.parts import kept_back, visible
from unkink.day_view.words import KINDS, OUTCOMES, clocks
from unkink.guide.day_shapes import FLOOR, PATTERNS, bar, hatch, mark
from unkink.guide.shapes import at, path, words
from unkink.time_words import minutes

_WIDTH, _EDGE = 1050, 20
_LINES = (114, 134)
"""Where marks stand; prompts that come close together use both lines."""
_BELOW = 12
"""What a line of marks needs below its middle."""
_MARKS_APART = 15
_LABELS_APART = 22
_GAP = 1.5
_NOW_NEEDS = 110
"""The room of the words beside the line that says where now is."""
_NOW_HIGH = 14


def band(day: Day, now: datetime | None) -> str:
    """Draw a day of which something is recorded; `now` where it goes on."""
    axis = axis_of(day, now, _EDGE, _WIDTH - 2 * _EDGE)
    placed = _placed(axis, day.showings)
    height = max((y for _, y, _ in placed), default=FLOOR) + _BELOW
    parts = (
        PATTERNS,
        *_grid(axis, day),
        *(_bar(axis, one) for one in visible(day) if _within(axis, one)),
        *(_hatch(axis, begins, ends) for begins, ends in kept_back(day)),
        *(_mark(*one) for one in placed),
        "" if now is None else _now(axis, now, height),
    )
    height += 0 if now is None else _NOW_HIGH
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="The day as a band from '
        f'{clocks(axis.begins, axis.ends)}; the table below says the same.">{"".join(parts)}</svg>'
    )


def _within(axis: Axis, piece: Piece) -> bool:
    return piece.begins < axis.ends and axis.begins < piece.ends


def _bar(axis: Axis, piece: Piece) -> str:
    unseen = "" if piece.sure else "; no sensor could see"
    told = f"{KINDS[piece.kind]} {clocks(piece.begins, piece.ends)}, {minutes(piece.length)}"
    x = axis.x(piece.begins)
    width = axis.x(piece.ends) - x - _GAP
    return bar(piece.kind, x, width, sure=piece.sure, title=f"{told}{unseen}")


def _hatch(axis: Axis, begins: datetime, ends: datetime) -> str:
    x = axis.x(begins)
    return hatch(x, axis.x(ends) - x - _GAP)


def _grid(axis: Axis, day: Day) -> Iterator[str]:
    free = 0.0
    for hour in hours(axis, day.pieces):
        x = axis.x(hour)
        yield path("grid", f"M{x:.1f} 34V{FLOOR + 10}")
        if x >= free:
            yield words("24" if hour.date() > day.date else f"{hour:%H}", x, 24)
            free = x + _LABELS_APART


def _placed(axis: Axis, showings: Iterable[Showing]) -> list[tuple[float, int, Showing]]:
    """Return where the marks stand: x, y, and what for."""
    free, placed = [float("-inf")] * len(_LINES), []
    for one in showings:
        x = axis.x(one.at)
        line = next((number for number, least in enumerate(free) if x >= least), 0)
        free[line] = x + _MARKS_APART
        placed.append((x, _LINES[line], one))
    return placed


def _mark(x: float, y: float, one: Showing) -> str:
    told = f"{one.at:%H:%M} {one.reminder}: {OUTCOMES[one.outcome]}"
    return at(x, y, mark(one.outcome), title=told)


def _now(axis: Axis, now: datetime, height: int) -> str:
    x = axis.x(now)
    aside, anchor = (-8, "end") if x > _WIDTH - _NOW_NEEDS else (8, "start")
    said = words(f"now {now:%H:%M}", x + aside, height + 9, css="now", anchor=anchor)
    return path("line", f"M{x:.1f} 34V{height + 12}") + said
