"""The bars and marks of the band of a day, each of a shape of its own.

Shape tells as much as colour: the taller, the longer in the chair; what is no record is no bar.
"""

from unkink.core.days.day import Kind
from unkink.core.effects import Outcome
from unkink.day_view.parts import PRESENT
from unkink.guide.shapes import box, path

FLOOR = 88
"""The y that all bars stand on."""
PATTERNS = (
    '<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="hatch" d="M0 0V8"/></pattern>'
    '<pattern id="steps" width="6" height="8" patternUnits="userSpaceOnUse">'
    '<path class="steps" d="M2 0V8"/></pattern>'
    '<pattern id="unseen" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle class="speck" cx="3" cy="3" r="1.3"/></pattern></defs>'
)
"""Named by `fill` in `bar` and `hatch`; once on a page."""

_HEIGHTS = {Kind.SITTING: 42, Kind.STANDING: 28, Kind.WALKING: 18, Kind.BREAK: 9, Kind.AWAY: 9}
_CLASSES = {
    Kind.SITTING: "sit",
    Kind.STANDING: "stand",
    Kind.WALKING: "walk",
    Kind.BREAK: "brk",
    Kind.AWAY: "away",
}
_CORNER = 5.0
_MARKS: dict[Outcome | None, str] = {
    Outcome.TAKEN: '<circle class="mark full" r="6"/>',
    Outcome.NATURAL: path("mark full", "M0-7L7 0L0 7L-7 0Z"),
    Outcome.SNOOZED: '<circle class="mark" r="6"/>' + path("mark", "M0-3V0H3"),
    Outcome.SKIPPED: path("mark", "M-5-5L5 5M5-5L-5 5"),
    Outcome.IGNORED: '<circle class="mark" r="6"/>',
    Outcome.UNKNOWN: path("mark open", "M-4-3C-4-8 4-8 4-3C4 0 0 0 0 2.5M0 6.4V6.6"),
    None: path("mark", "M-6-5H6L0 6Z"),
}


def bar(kind: Kind, x: float, width: float, *, sure: bool = True, title: str = "") -> str:
    """Draw a stretch of one kind; `sure` is whether a sensor saw it."""
    width = max(1.0, width)
    if kind is Kind.UNRECORDED:
        return path("gap", f"M{x:.1f} {FLOOR - 3}h{width:.1f}", title=title)
    unseen, height = not sure and kind in PRESENT, _HEIGHTS[kind]
    # A pattern behind and nothing else: the class of one that nobody saw fills nothing.
    fill = "unseen" if unseen else "steps" if kind is Kind.WALKING else ""
    css = "unseen" if unseen else _CLASSES[kind]
    corner = min(_CORNER, width / 2, height / 2)
    return box(css, x, FLOOR - height, width, height, rx=corner, title=title, fill=fill)


def hatch(x: float, width: float) -> str:
    """Draw over a bar that a prompt was kept back."""
    width, height = max(1.0, width), _HEIGHTS[Kind.SITTING]
    corner = min(_CORNER, width / 2)
    return box("held", x, FLOOR - height, width, height, rx=corner, fill="hatch")


def mark(outcome: Outcome | None) -> str:
    """Draw around 0, 0 what became of a prompt; None: it waits."""
    return _MARKS[outcome]
