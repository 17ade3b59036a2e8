"""How a hand holds its place, and how it gets from one place to another."""

from dataclasses import dataclass
from math import pi, sin
from typing import NamedTuple

from unkink.figure.geometry import (
    Mat,
    Vec,
    add,
    dot,
    length,
    lerp,
    mirror,
    mix,
    mul,
    sub,
    turn,
    unit,
)

_BEHIND = {"neck-back", "neck-back-low", "shoulder-same", "shoulder-same-out"}


class Grasp(NamedTuple):
    """A hand at its place, before the arm is known that carries it there."""

    wrist: Vec
    hand: Vec
    """Direction from the wrist to the finger tips."""
    pole: Vec
    """Direction in which the elbow points."""
    palm: Vec
    curl: float
    key: str
    """Name of the place in TARGETS."""


@dataclass(frozen=True, slots=True)
class Bow:
    """The way of a hand, led away from the body so that it does not pass through it."""

    chest: Mat
    left: bool
    flat: bool
    """A stroke stays on the skin."""

    def carry(self, a: Grasp, b: Grasp, share: float) -> Grasp:
        """The hand a share of the way from one place to the other."""
        behind = {a.key, b.key} <= _BEHIND
        outward = unit(self._way((0.5, 0.8, 0.2) if behind else (0.55, 0.1, 0.8)))
        far = length(sub(b.wrist, a.wrist))
        height = sin(pi * share) * min(far * (0.08 if self.flat else 0.28), 14)
        return Grasp(
            add(mix(a.wrist, b.wrist, share), mul(outward, height)),
            _turned(a.hand, b.hand, share, outward),
            mix(a.pole, b.pole, share),
            _turned(a.palm, b.palm, share, self._way((-1.0, 0.0, 0.0))),
            lerp(a.curl, b.curl, share),
            b.key if share > 0.5 else a.key,
        )

    def _way(self, direction: Vec) -> Vec:
        return turn(self.chest, mirror(direction, left=self.left))


def _turned(a: Vec, b: Vec, share: float, through: Vec) -> Vec:
    """Direction on the way from a to b; opposite ones pass `through`, or they would flip."""
    aside = max(0.0, -dot(a, b)) * sin(pi * share)
    return unit(add(mix(a, b, share), mul(through, aside)))
