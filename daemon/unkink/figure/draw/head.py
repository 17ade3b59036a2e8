"""The head: two halves of an egg cut by the hairline, jaw, nose, ears and eyes.

Each half is convex, so its outline follows from support points at any angle.
"""

from math import cos, pi, sin
from typing import NamedTuple

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point, Vec, clamp, turn, unit
from unkink.figure.keyframes import SIDES, Side
from unkink.figure.outlines import Egg, Outline, hull
from unkink.figure.rig.lengths import HEAD_SIZE

_SKULL: tuple[Vec, Vec] = ((0, 10.2, -0.6), (8.3, 9.8, 9.8))
_JAW: tuple[Vec, Vec] = ((0, 3.9, 3.4), (6.2, 6.1, 5.6))
_HAIR: tuple[Vec, Vec] = ((0, 10.3, -0.7), (8.75, 10.3, 10.3))
_NOSE: tuple[tuple[Vec, Vec], ...] = (
    ((0, 7.0, 9.6), (1.3, 2.6, 1.6)),
    ((0, 5.6, 10.8), (1.3, 1.1, 1.3)),
)
_HAIRLINE = unit((0, 0.76, -0.65))
_HAIRLINE_AT = 0.75 * HEAD_SIZE


class _Ear(NamedTuple):
    side: Side
    outline: Outline
    near: bool


def head(stage: Stage) -> None:
    """Draw the head, whichever way it looks."""
    pen, axes = stage.pen, stage.body.head.axes
    looking = stage.cam.depth(turn(axes, (0, 0, 1)))
    nose = hull([_egg(stage, *part) for part in _NOSE], 20)
    nose_seen = 1 if looking > -0.3 else 0
    ears = [_ear(stage, side) for side in SIDES]
    for ear in ears:
        pen.put(60, f"ear-{ear.side}-ink", "ink", ear.outline)
    pen.put(60.1, "nose-ink", "ink", nose, nose_seen)
    pen.put(60.2, "head-ink", "ink", hull([_egg(stage, *_SKULL), _egg(stage, *_JAW)]))
    pen.put(60.2, "hair-ink", "ink", hull([_egg(stage, *_HAIR, (_HAIRLINE, _HAIRLINE_AT))]))
    for ear in ears:
        if not ear.near:
            pen.put(60.15, f"ear-{ear.side}-far", "skin", ear.outline)
    _hair_and_face(stage)
    pen.put(60.5, "nose", "skin", nose, nose_seen)
    for ear in ears:
        if ear.near:
            pen.put(60.6, f"ear-{ear.side}-near-ink", "ear-line", ear.outline)
    _features(stage, looking)
    for side in SIDES:
        _eye(stage, side)


def _egg(stage: Stage, centre: Vec, radii: Vec, cut: tuple[Vec, float] | None = None) -> Egg:
    """Part of the head, given in centimetres of a head of natural size."""
    k, at = HEAD_SIZE, stage.body.head
    size = (radii[0] * k, radii[1] * k, radii[2] * k)
    return Egg(stage.cam, at.at(centre), at.axes, size, cut)


def _ear(stage: Stage, side: Side) -> _Ear:
    sign = 1 if side == "l" else -1
    depth = stage.cam.depth(turn(stage.body.head.axes, (sign, 0, 0)))
    outline = hull([_egg(stage, (sign * 8.3, 7.4, -0.6), (1.5, 3.0, 2.0))], 20)
    return _Ear(side, outline, depth >= 0.05)


def _hair_and_face(stage: Stage) -> None:
    """The half that is nearer to the reader is painted last, and named for it: see `Shape.key`."""
    below = (-_HAIRLINE[0], -_HAIRLINE[1], -_HAIRLINE[2])
    top = _egg(stage, *_HAIR, (_HAIRLINE, _HAIRLINE_AT))
    low = _egg(stage, *_SKULL, (below, -_HAIRLINE_AT))
    near = stage.cam.depth(turn(stage.body.head.axes, _HAIRLINE)) > 0
    hair_z, face_z = (60.4, 60.3) if near else (60.3, 60.4)
    stage.pen.put(hair_z, f"hair-{near:d}", "hair", hull([top]))
    stage.pen.put(face_z, f"face-{near:d}", "skin", hull([low, _egg(stage, *_JAW)]))


def _features(stage: Stage, looking: float) -> None:
    """Nostrils, bridge and mouth where the face looks at the reader; in profile the outline tells.

    All of them lie on the middle of the face, so nothing flips when the head turns past the reader.
    """
    axes, depth = stage.body.head.axes, stage.cam.depth
    sideways = abs(depth(turn(axes, (1, 0, 0))))
    from_above = depth(turn(axes, (0, 1, 0)))
    seen = clamp((looking - 0.34) / 0.2)
    _on_face(stage, "nose-line", "face", _NOSTRILS, seen)
    _on_face(stage, "nose-bridge", "face", _BRIDGE, seen * clamp((sideways - 0.16) / 0.3))
    _mouth(stage, clamp((0.55 - from_above) / 0.15))


def _mouth(stage: Stage, seen: float) -> None:
    """Two halves that meet in the middle, so that the far one can hide behind the face."""
    tense = 1.6 * stage.pose.squint
    for side in SIDES:
        sign = 1 if side == "l" else -1
        half = tuple((sign * x, y - tense * x / 2.8, z) for x, y, z in _HALF_MOUTH)
        cheek = stage.cam.depth(turn(stage.body.head.axes, unit((sign * 0.36, 0, 0.93))))
        _on_face(stage, f"mouth-{side}", "face", half, seen * clamp((cheek - 0.02) / 0.12))


def _on_face(stage: Stage, key: str, style: str, places: tuple[Vec, ...], seen: float) -> None:
    at = stage.body.head.at
    stage.pen.bow(60.7, key, style, stage.pen.at([at(place) for place in places]), seen)


_NOSTRILS = ((-1.5, 5.1, 10.9), (-0.8, 4.35, 11.5), (0.8, 4.35, 11.5), (1.5, 5.1, 10.9))
_BRIDGE = ((0.0, 8.8, 9.7), (0.0, 7.0, 11.2), (0.0, 5.2, 12.2), (0.0, 4.5, 11.8))
_HALF_MOUTH = ((0.0, 0.7, 8.2), (1.3, 0.85, 8.0), (2.8, 1.5, 7.3))
_BROW = ((1.7, 12.3, 9.4), (3.3, 12.7, 9.1), (5.0, 12.1, 7.9))


def _eye(stage: Stage, side: Side) -> None:
    """A dot that narrows, and a lid in its place once the eye is shut."""
    sign, tense = (1 if side == "l" else -1), stage.pose.squint
    shut = max(stage.pose.eyes, tense)
    axes, cam = stage.body.head.axes, stage.cam
    seen = clamp((cam.depth(turn(axes, unit((sign * 0.38, -0.02, 0.9)))) - 0.08) / 0.12)
    centre = cam(stage.body.head.at((sign * 3.5, 9.2, 8.2)))
    right = cam.flat(turn(axes, unit((0.92, 0, -sign * 0.35))))
    up = cam.flat(turn(axes, (0, 1, 0)))

    def on_face(x: float, y: float) -> Point:
        k = HEAD_SIZE
        return (
            centre[0] + (right[0] * x + up[0] * y) * k,
            centre[1] + (right[1] * x + up[1] * y) * k,
        )

    angles = [2 * pi * i / 14 for i in range(14)]
    tall = 1.25 * max(0.12, 1 - shut)
    ball = [on_face(0.85 * cos(a), tall * sin(a)) for a in angles]
    stage.pen.face(60.8, f"eye-{side}", "eye", ball, seen if shut < 0.6 else 0)
    lid = [on_face(x, y * (1 - 0.8 * tense)) for x, y in _LID]
    stage.pen.bow(60.8, f"lid-{side}", "face", lid, 0 if shut < 0.6 else seen)
    brow = tuple((sign * (x - 0.5 * tense), y - tense * (2.6 - 0.35 * x), z) for x, y, z in _BROW)
    crown = cam.depth(turn(axes, (0, 1, 0)))  # seen from above, brows would frown
    _on_face(stage, f"brow-{side}", "brow", brow, seen * clamp((0.62 - crown) / 0.2))


_LID = ((-1.5, 0.1), (-0.8, -0.55), (0.0, -0.75), (0.8, -0.55), (1.5, 0.1))
