"""The change from one keyframe to another, and the arrow that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians, sin
from typing import Literal

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Mat, Point, Vec, add, turn
from unkink.figure.keyframes import SIDES, Frame, Side
from unkink.figure.outlines import Outline, curve, polygon
from unkink.figure.rig import Skeleton, skeleton
from unkink.figure.rig.targets import HELD_OUT
from unkink.figure.timeline import still

ENOUGH = {
    "head_yaw": 8,
    "head_pitch": 6,
    "head_roll": 6,
    "head_slide": 0.3,
    "trunk_pitch": 4,
    "trunk_roll": 4,
    "trunk_yaw": 12,
    "trunk_round": 0.3,
    "sh_l": 0.25,
    "sh_r": 0.25,
    "scap": 0.45,
    "heel": 0.4,
    "knee": 25,
}
"""How far a channel must change to deserve an arrow."""

SHORTEST = 11
"""Arrows shorter than this, in canvas units, would be all head and are left out."""

Plane = Literal["turn", "nod", "tip"]


def moving(a: Frame, b: Frame) -> frozenset[str]:
    """Channels that change clearly from one keyframe to the other."""
    numbers = {name for name, n in ENOUGH.items() if abs(a.number(name) - b.number(name)) >= n}
    hands = {f"hand_{side}" for side in SIDES if a.hand(side) != b.hand(side)}
    wrists = {f"wrist_{side}" for side in SIDES if _bends_wrist(a, b, side)}
    return frozenset(numbers | hands | wrists)


def _bends_wrist(a: Frame, b: Frame, side: Side) -> bool:
    """Whether the other hand draws the fingers of this one down, or lets go of them."""
    held = b.hand(side) in HELD_OUT and a.hand(side) == b.hand(side)
    return held and abs(a.press - b.press) > 0.4


@dataclass(frozen=True, slots=True)
class Change:
    """Two keyframes, their bodies, and what moves between them."""

    stage: Stage
    a: Frame
    b: Frame
    what: frozenset[str]
    tag: str
    """Start of the keys of all shapes of this change."""
    opacity: float
    old: Skeleton
    new: Skeleton

    @classmethod
    def of(
        cls, stage: Stage, a: Frame, b: Frame, what: frozenset[str], tag: str, opacity: float
    ) -> "Change":
        """Build both bodies."""
        old, new = (skeleton(still(frame), stage.figure) for frame in (a, b))
        return cls(stage, a, b, what, tag, opacity, old, new)

    def span(self, channel: str) -> tuple[float, float]:
        """Value of a channel before and after."""
        return self.a.number(channel), self.b.number(channel)

    def sign(self, channel: str) -> int:
        """1 when the channel grows, else -1."""
        before, after = self.span(channel)
        return 1 if after > before else -1

    def arrow(self, name: str, places: Sequence[Vec]) -> None:
        """Arrow through places of the room."""
        flat_arrow(self.stage, f"{self.tag}-{name}", self.stage.pen.at(places), self.opacity)

    def flat(self, name: str, points: Sequence[Point]) -> None:
        """Arrow through points of the canvas."""
        flat_arrow(self.stage, f"{self.tag}-{name}", points, self.opacity)

    def straight(self, name: str, middle: Vec, half: Vec) -> None:
        """Straight arrow of the room, given by its middle and its half length."""
        tail = add(middle, (-half[0], -half[1], -half[2]))
        self.arrow(name, [tail, middle, add(middle, half)])


def flat_arrow(
    stage: Stage,
    key: str,
    points: Sequence[Point],
    opacity: float = 1.0,
    *,
    thin: bool = False,
    z: float = 95,
) -> None:
    """Round arrow with a flat head, on a rim of the ground's colour that keeps it readable."""
    if _length(points) < SHORTEST:
        opacity = 0
    head, neck = _arrowhead(points[-2], points[-1], 8 if thin else 10.5)
    shaft = curve([*points[:-1], neck])
    put = stage.pen.put
    put(z - 0.2, f"{key}-rim", "halo-thin" if thin else "halo", shaft, opacity)
    put(z - 0.1, f"{key}-head-rim", "halo-head", head, opacity)
    put(z, key, "arrow-thin" if thin else "arrow", shaft, opacity)
    put(z + 0.1, f"{key}-head", "head", head, opacity)


def _arrowhead(before: Point, end: Point, size: float) -> tuple[Outline, Point]:
    """Head at the end of a line, and the point just inside it where the line may stop."""
    far = hypot(end[0] - before[0], end[1] - before[1]) or 1
    ux, uy = (end[0] - before[0]) / far, (end[1] - before[1]) / far
    wide, half = size * 0.62, size * 0.5
    back = (end[0] - ux * half, end[1] - uy * half)
    corners = [
        (end[0] + ux * size * 0.55, end[1] + uy * size * 0.55),
        (back[0] - uy * wide, back[1] + ux * wide),
        (back[0] + uy * wide, back[1] - ux * wide),
    ]
    return polygon(corners), (end[0] - ux * 2, end[1] - uy * 2)


def _length(points: Sequence[Point]) -> float:
    return sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(points))


def sweep(
    centre: Vec, axes: Mat, radius: float, span: tuple[float, float], plane: Plane, steps: int = 8
) -> list[Vec]:
    """Places on an arc of degrees: around up, in the side plane, or in the front plane."""
    places = []
    for i in range(steps):
        angle = radians(span[0] + (span[1] - span[0]) * i / (steps - 1))
        s, c = radius * sin(angle), radius * cos(angle)
        spokes: dict[Plane, Vec] = {"turn": (s, 0, c), "nod": (0, -s, c), "tip": (s, c, 0)}
        places.append(add(centre, turn(axes, spokes[plane])))
    return places
