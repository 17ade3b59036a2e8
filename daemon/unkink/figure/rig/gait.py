"""How a walker goes: where hips and feet are at any share of a stride.

The foot on the floor moves back as evenly as the ground under a walker does, so nothing slides;
the other one swings forward above it.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, pi
from typing import NamedTuple

from unkink.figure.geometry import Vec, about_x, add, lerp, mirror, turn
from unkink.figure.rig.lengths import ANKLE, HIP_HEIGHT

STRIDE = 136.0
"""Centimetres that a stride of both legs takes a walker on."""
_STANCE = 0.6
"""Share of a stride in which a foot is on the floor."""
_AHEAD, _BEHIND = STRIDE * _STANCE / 2 - 4, STRIDE * _STANCE / 2 + 4
_HIPS, _BOB = 88.2, 2.7
_HEEL: Vec = (0.0, -ANKLE, -3.5)
_BALL: Vec = (0.0, -ANKLE, 13.0)

_PITCH = (
    (0.0, -17.0),
    (0.1, 0.0),
    (0.36, 0.0),
    (0.6, 40.0),
    (0.7, 46.0),
    (0.9, -10.0),
    (1.0, -17.0),
)
"""Degrees the foot points down, over a stride that begins as its heel comes to the floor."""
_LIFT = ((0.0, 0.0), (_STANCE, 0.0), (0.76, 7.0), (0.9, 3.0), (1.0, 0.0))


class Foot(NamedTuple):
    """Where a foot is, seen from below the hips."""

    ankle: Vec
    toe: Vec


def hips(step: float, halt: float) -> float:
    """Height of the hips: highest above one straight leg, lowest between two feet on the floor."""
    return lerp(_HIPS + _BOB * cos(4 * pi * step), HIP_HEIGHT, halt)


def foot(step: float, halt: float, *, left: bool) -> Foot:
    """One foot; at `step` 0.25 the left one comes to the floor, half a stride later the right."""
    phase = (step - 0.25 + (0.0 if left else 0.5)) % 1.0
    going = 1 - halt
    pitch = about_x(_between(_PITCH, phase) * going)
    pivot = _BALL if _between(_PITCH, phase) > 0 else _HEEL
    flat = (0.0, ANKLE + _between(_LIFT, phase) * going, _ahead(phase) * going)
    back: Vec = (-pivot[0], -pivot[1], -pivot[2])
    ankle = add(add(flat, pivot), turn(pitch, back))
    ankle = add(ankle, mirror((lerp(7.0, 8.5, halt), 0.0, 0.0), left=left))
    return Foot(ankle, turn(pitch, mirror((lerp(0.095, 0.16, halt), 0.0, 1.0), left=left)))


def _ahead(phase: float) -> float:
    """How far before the hips: evenly back on the floor, softly forward through the air."""
    if phase < _STANCE:
        return lerp(_AHEAD, -_BEHIND, phase / _STANCE)
    t = (phase - _STANCE) / (1 - _STANCE)
    slope = -STRIDE * (1 - _STANCE)  # leave the floor and come to it as fast as the ground goes
    rise = t * t * (3 - 2 * t)
    return lerp(-_BEHIND, _AHEAD, rise) + slope * (t * (1 - t) * (1 - 2 * t))


def _between(keys: Sequence[tuple[float, float]], phase: float) -> float:
    """Softly blended value of a table of phases and values."""
    for (t0, v0), (t1, v1) in pairwise(keys):
        if phase <= t1:
            return lerp(v0, v1, (1 - cos(pi * (phase - t0) / (t1 - t0))) / 2)
    return keys[-1][1]
