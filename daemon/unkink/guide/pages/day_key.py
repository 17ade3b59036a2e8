"""What the shapes on the band of a day mean."""

from collections.abc import Iterator

from unkink.core.days.day import Day, Kind
from unkink.day_view.parts import PRESENT, kept_back, visible
from unkink.day_view.words import KINDS, OUTCOMES
from unkink.guide.day_shapes import FLOOR, bar, hatch, mark

_WIDE, _HIGH = 40, 42
"""The room of one bar; the tallest fills it."""


def key(day: Day) -> str:
    """Explain the shapes that are there, and no others."""
    return "".join(f"<li>{one}</li>" for one in (*_bars(day), *_marks(day)))


def _bars(day: Day) -> Iterator[str]:
    pieces = visible(day)
    kinds = {one.kind for one in pieces}
    for kind in (one for one in KINDS if one in kinds):
        yield _bar(bar(kind, 1, _WIDE - 2), KINDS[kind])
    unseen = [one.kind for one in pieces if not one.sure and one.kind in PRESENT]
    if unseen:
        yield _bar(bar(unseen[0], 1, _WIDE - 2, sure=False), "No sensor could see")
    if any(kept_back(day)):
        yield _bar(bar(Kind.SITTING, 1, _WIDE - 2) + hatch(1, _WIDE - 2), "Prompt kept back")


def _bar(shapes: str, name: str) -> str:
    return _shape(f"0 {FLOOR - _HIGH} {_WIDE} {_HIGH + 2}", shapes, name)


def _marks(day: Day) -> Iterator[str]:
    came = {one.outcome for one in day.showings}
    for outcome in (one for one in OUTCOMES if one in came):
        yield _shape("-9 -9 18 18", mark(outcome), f"Prompt: {OUTCOMES[outcome]}")


def _shape(view: str, shapes: str, name: str) -> str:
    return f'<svg viewBox="{view}" aria-hidden="true">{shapes}</svg>{name}'
