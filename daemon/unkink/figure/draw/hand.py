"""A hand: palm, four fingers and a thumb, flat on what it touches."""

from math import cos, radians, sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Vec, add, clamp, flat_mix, mix, mul
from unkink.figure.keyframes import Side
from unkink.figure.outlines import Outline, join
from unkink.figure.rig import Arm

_KNUCKLE = 8.6
"""Centimetres from the wrist to the knuckles."""
_FINGERS = ((2.85, 6.3), (0.98, 7.7), (-0.92, 7.1), (-2.75, 5.4))
"""Index to little finger: distance from the middle of the hand towards the thumb, and length."""
_SPREAD = 1.12
"""How much farther apart the tips are than the knuckles."""


def outline(stage: Stage, arm: Arm) -> Outline:
    """The whole hand as one outline."""
    pen = stage.pen
    wrist = pen.rod(arm.wrist, arm.past_wrist(4), 3.1, 3.5, 2)
    heel, knuckles = arm.past_wrist(4), arm.past_wrist(_KNUCKLE - 0.6)
    palms = [
        pen.rod(add(heel, mul(arm.thumb, x)), add(knuckles, mul(arm.thumb, x)), 2.4, 2.2, 2)
        for x in (1.5, -1.5)
    ]
    fingers = [pen.rod(root, tip, 1.12, 0.98, 2) for root, tip in _fingers(arm)]
    return join(wrist, *palms, *fingers, _thumb(stage, arm))


def gaps(stage: Stage, arm: Arm, side: Side, z: float) -> None:
    """Lines between the fingers; they fade where the hand is seen from its edge."""
    seen = [(stage.cam(root), stage.cam(tip)) for root, tip in _fingers(arm)]
    across = stage.cam.flat(arm.thumb)
    along = stage.cam.flat(arm.hand)
    area = abs(across[0] * along[1] - across[1] * along[0]) / stage.cam.scale**2
    show = clamp((area - 0.2) / 0.3)
    for n in range(3):
        (p, q), (r, s) = seen[n], seen[n + 1]
        root, tip = flat_mix(p, r, 0.5), flat_mix(q, s, 0.5)
        line = [flat_mix(root, tip, 0.12), flat_mix(root, tip, 0.9 if n < 2 else 0.8)]
        stage.pen.line(z, f"finger-{side}{n}", "thin", line, show)


def _fingers(arm: Arm) -> list[tuple[Vec, Vec]]:
    """Knuckle and tip of each finger."""
    bend = radians(arm.curl)
    along = add(mul(arm.hand, cos(bend)), mul(arm.palm, sin(bend)))
    fold = 1 - 0.42 * clamp((arm.curl - 55) / 50)  # a closed finger bends in three joints
    out = []
    for aside, size in _FINGERS:
        root = add(arm.past_wrist(_KNUCKLE), mul(arm.thumb, aside))
        tip = add(add(root, mul(along, size * fold)), mul(arm.thumb, aside * (_SPREAD - 1)))
        out.append((root, tip))
    return out


def _thumb(stage: Stage, arm: Arm) -> Outline:
    root = add(arm.past_wrist(3.2), mul(arm.thumb, 1.8))
    bend = add(mul(arm.thumb, 0.62), add(mul(arm.hand, 0.74), mul(arm.palm, 0.25)))
    return stage.pen.rod(root, mix(root, add(root, bend), 6.4), 1.6, 1.05, 2)
