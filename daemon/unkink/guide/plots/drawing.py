"""The pieces of a plot: the area with its grid, the scale beside it, labels, and the key."""

from collections.abc import Sequence
from html import escape

from unkink.guide.plots.bars import HEAD, Bar, down, drawn, text
from unkink.guide.plots.scale import Scale
from unkink.guide.plots.slots import Slot

KEY_BAR = '<rect class="bar" x="4" width="16" height="16" rx="3"/>'
KEY_MARK = KEY_BAR + "".join(
    f'<line class="{css}" x1="0" x2="24" y1="6" y2="6"/>' for css in ("halo", "longest")
)
KEY_VOID = '<rect class="void" x="1" y="1" width="22" height="14" rx="3"/>'

_LINE = 18
"""Pixels between two lines of labels."""


def plot(
    bars: Sequence[Bar],
    slots: Sequence[Slot],
    scale: Scale,
    *,
    name: str,
    height: int = 200,
    edges: bool = False,
) -> str:
    """Draw bars with a scale beside them; `name` is what the panel is called in its ids.

    With `edges`, a label tells where its slot begins, not what it is.
    """
    tall = HEAD + height + _below(slots)
    ticks = [(down(scale, value, height), word) for value, word in scale.ticks]
    beside = "".join(
        f'<text x="46" y="{y + 4:g}" text-anchor="end">{escape(word)}</text>' for y, word in ticks
    )
    grid = "".join(_across("grid" if number else "floor", y) for number, (y, _) in enumerate(ticks))
    return (
        f'<div class="plot" role="img" aria-labelledby="{name}" aria-describedby="{name}-said">'
        f'<svg width="54" height="{tall}" aria-hidden="true">{beside}</svg>'
        f'<svg width="100%" height="{tall}" aria-hidden="true">{grid}{drawn(bars, scale, height)}'
        f"{_labels(slots, HEAD + height, edges=edges)}</svg></div>"
    )


def strip(bars: Sequence[Bar], scale: Scale, *, height: int) -> str:
    """Draw a low row of bars without a scale of its own; the figures above tell."""
    return (
        f'<svg width="100%" height="{HEAD + height + 2}" aria-hidden="true">'
        f"{_across('floor', HEAD + height)}{drawn(bars, scale, height)}</svg>"
    )


def labels(slots: Sequence[Slot], *, edges: bool = False) -> str:
    """Draw the labels alone, below several strips."""
    return (
        f'<svg width="100%" height="{_below(slots)}" aria-hidden="true">'
        f"{_labels(slots, 0, edges=edges)}</svg>"
    )


def key(*entries: tuple[str, str]) -> str:
    """Tell what the shapes mean: a drawing of 24 by 16, and its word."""
    items = "".join(
        f'<li><svg width="24" height="16" aria-hidden="true">{shape}</svg>{escape(word)}</li>'
        for shape, word in entries
    )
    return f'<ul class="key">{items}</ul>'


def _below(slots: Sequence[Slot]) -> int:
    return _LINE * (2 if any(slot.under for slot in slots) else 1) + 6


def _labels(slots: Sequence[Slot], floor: float, *, edges: bool) -> str:
    wide, middle = 100 / len(slots), 0.0 if edges else 0.5
    written = []
    for number, slot in enumerate(slots):
        x = (number + middle) * wide
        if slot.label:
            written.append(text(x, floor + _LINE, slot.label, "fine" if slot.fine else ""))
        if slot.under:
            written.append(text(x, floor + 2 * _LINE, slot.under))
    return "".join(written)


def _across(css: str, y: float) -> str:
    """Draw a line on a row of pixels: between two rows it would be twice as thick."""
    return f'<line class="{css}" x1="0" x2="100%" y1="{int(y) + 0.5}" y2="{int(y) + 0.5}"/>'
