"""Bars in a row: each with its figure and its mark, or what stands where nothing was recorded."""

from collections.abc import Sequence
from html import escape

from unkink.core.values import dataclass
from unkink.guide.plots.scale import Scale

HEAD = 20
"""Pixels above the top of the scale, for the figure over a bar."""

_BAR = 0.62
"""How much of its slot a bar takes; its mark takes a little more."""
_MARK = 0.76
_THIN = 5
"""Fewer bars than that are no wider than if there were so many."""
_FIGURES_UP_TO = 7
"""Bars; in a longer row the figures would touch, and only the highest bar has one."""
_LETTERS = 3
"""Letters of a figure that have room above each bar on a small screen."""
_EDGE = 6
"""Hundredths of the width; a figure in the middle of a slot so near an edge would hang over."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands in one slot."""

    value: float | None
    """None where nothing was recorded."""
    told: str
    """All of it in words, shown where a pointer rests on the slot."""
    figure: str = ""
    """What stands above the bar where there is room."""
    mark: float | None = None
    """A second value, told by a line across."""
    ahead: bool = False
    """Whether it lies in the future, where nothing can have been recorded."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The slot of one bar: shares of the width in hundredths, pixels down."""

    middle: float
    slot: float
    thing: float
    """The width of a slot as bars use it: narrower, where there are few."""
    height: int

    def across(self, share: float) -> tuple[float, float]:
        """Return where something begins that takes this share, and how wide it is."""
        return self.middle - self.thing * share / 2, self.thing * share


def drawn(bars: Sequence[Bar], scale: Scale, height: int) -> str:
    """Draw all bars; the floor lies `HEAD` and `height` below the top."""
    slot = 100 / len(bars)
    highest = max(range(len(bars)), key=lambda number: bars[number].value or 0.0)
    row = len(bars) > _FIGURES_UP_TO
    pieces = []
    for number, bar in enumerate(bars):
        place = _Place((number + 0.5) * slot, slot, min(slot, 100 / _THIN), height)
        pieces.append(_bar(bar, place, scale))
        if number == highest or not row:
            pieces.append(_figure(bar, place, scale, highest=number == highest))
        pieces.append(_hit(bar, place))
    return "".join(pieces)


def text(x: float, y: float, words: str, css: str = "", *, anchor: str = "middle") -> str:
    """Write words around a place; `x` is a share of the width in hundredths."""
    named = f' class="{css}"' if css else ""
    return f'<text{named} x="{x:.3f}%" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def down(scale: Scale, value: float, height: int) -> float:
    """Return how many pixels below the top a value lies."""
    return HEAD + height * (1 - scale.share(value))


def _bar(bar: Bar, place: _Place, scale: Scale) -> str:
    floor = HEAD + place.height
    if bar.value is None:
        tall = min(14.0, place.height / 2)
        return "" if bar.ahead else _rectangle("void", place, _BAR, floor - tall, tall, 3)
    tall = scale.share(bar.value) * place.height
    drawn = _rectangle("bar", place, _BAR, floor - tall, tall, min(3, tall / 2)) if tall else ""
    return drawn + _mark(bar, place, scale)


def _mark(bar: Bar, place: _Place, scale: Scale) -> str:
    if bar.mark is None:
        return ""
    y = down(scale, bar.mark, place.height)
    begins, wide = place.across(_MARK)
    return "".join(
        f'<line class="{css}" x1="{begins:.3f}%" x2="{begins + wide:.3f}%" y1="{y:.1f}" '
        f'y2="{y:.1f}"/>'
        for css in ("halo", "longest")
    )


def _figure(bar: Bar, place: _Place, scale: Scale, *, highest: bool) -> str:
    if bar.value is None or not bar.figure:
        return ""
    css = "figure" if highest or len(bar.figure) <= _LETTERS else "figure fine"
    y, half = down(scale, bar.value, place.height) - 6, place.slot / 2
    if place.middle < _EDGE:
        return text(place.middle - half, y, bar.figure, css, anchor="start")
    if place.middle > 100 - _EDGE:
        return text(place.middle + half, y, bar.figure, css, anchor="end")
    return text(place.middle, y, bar.figure, css)


def _hit(bar: Bar, place: _Place) -> str:
    """Draw what a pointer finds: the whole slot, also where its bar is low."""
    return (
        f'<rect class="hit" x="{place.middle - place.slot / 2:.3f}%" y="{HEAD}" '
        f'width="{place.slot:.3f}%" height="{place.height}">'
        f"<title>{escape(bar.told)}</title></rect>"
    )


def _rectangle(
    css: str, place: _Place, share: float, top: float, tall: float, corner: float
) -> str:
    begins, wide = place.across(share)
    return (
        f'<rect class="{css}" x="{begins:.3f}%" y="{top:.1f}" width="{wide:.3f}%" '
        f'height="{tall:.1f}" rx="{corner:g}"/>'
    )
