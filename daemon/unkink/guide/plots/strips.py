"""Several low rows of bars above each other, on one scale: what differs is told by its place."""

from collections.abc import Sequence
from html import escape

from unkink.core.values import dataclass
from unkink.guide.plots.bars import Bar
from unkink.guide.plots.drawing import labels, strip
from unkink.guide.plots.scale import Scale
from unkink.guide.plots.slots import Slot


@dataclass(frozen=True, slots=True)
class Strip:
    """One row."""

    label: str
    total: str
    """What all of its bars make together."""
    bars: Sequence[Bar]


def strips(
    rows: Sequence[Strip],
    slots: Sequence[Slot],
    scale: Scale,
    *,
    name: str,
    height: int = 34,
    edges: bool = False,
) -> str:
    """Draw the rows, and the labels once below them; `name` is that of the panel."""
    drawn = "".join(
        f"<p><span>{escape(row.label)}</span> <b>{escape(row.total)}</b></p>"
        f"{strip(row.bars, scale, height=height)}"
        for row in rows
    )
    return (
        f'<div class="strips" role="img" aria-labelledby="{name}" aria-describedby="{name}-said">'
        f"{drawn}<p></p>{labels(slots, edges=edges)}</div>"
    )
