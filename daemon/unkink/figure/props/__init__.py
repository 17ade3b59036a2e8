"""Furniture and things around the figure.

To add a thing: one function of the stage that puts shapes through its pen, in the module where it
belongs, and its word in PROPS. Keep the number and kind of points independent of the pose (see
`outlines`); a thing that changes its form needs another key. Layers are listed in `draw`.
"""

from collections.abc import Callable
from typing import TypeAlias

from unkink.figure.draw.stage import Stage
from unkink.figure.keyframes import FigureError
from unkink.figure.props import food, furniture, held, outdoors, papers, shower, water, worn
from unkink.figure.rig.lengths import SEAT

Prop: TypeAlias = Callable[[Stage], None]

PROPS: dict[str, Prop] = {
    "chair": furniture.chair,
    "chair-back": furniture.armrests,
    "desk": furniture.desk,
    "screen": furniture.screen,
    "window": furniture.window,
    "mat": furniture.mat,
    "door-frame": furniture.door_frame,
    "vent": furniture.vent,
    "sink": water.sink,
    "shower": shower.shower,
    "grab-bar": shower.grab_bar,
    "bathtub": water.bathtub,
    "pool": water.pool,
    "scarf": worn.scarf,
    "towel": worn.towel,
    "rolled-towel": worn.rolled_towel,
    "pack": worn.pack,
    "backpack": worn.bag,
    "headset": worn.headset,
    "phone": held.phone,
    "glass": held.glass,
    "band": held.band,
    "box": held.crate,
    "tap": outdoors.tap,
    "tree": outdoors.tree,
    "corridor": outdoors.corridor,
    "cup": food.cup,
    "water-glass": food.water_glass,
    "clock": food.clock,
    "plate": food.plate,
    "greens": food.greens,
    "nuts": food.nuts,
    "calendar": papers.calendar,
    "card": papers.help_card,
}

_WORDS_ONLY = frozenset({"shoulder-bag", "figure-seated"})
"""Words that say something about the figure without adding a thing of their own."""


def check(word: str) -> None:
    """Refuse a word for which nothing is drawn."""
    if word not in PROPS and word not in _WORDS_ONLY:
        known = ", ".join(sorted({*PROPS, *_WORDS_ONLY}))
        raise FigureError(f"unknown prop {word!r}; known are {known}")


def things(stage: Stage) -> None:
    """Draw everything around the figure, floor included."""
    figure = stage.figure
    if figure.base == "seated" or "figure-seated" in figure.props:
        furniture.seat(stage, 0, SEAT)
    for word in figure.props:
        draw = PROPS.get(word)
        if draw is not None:
            draw(stage)
    if figure.base in ("standing", "walking", "lying"):
        furniture.floor(stage)
