"""Arms and hands, and whether each lies before or behind the body.

Arm and hand are decided apart: seen from behind, a forearm may be hidden while the fingers come
over the shoulder.
"""

from math import hypot
from typing import NamedTuple

from unkink.figure.draw.stage import Stage
from unkink.figure.draw.torso import yoke_root
from unkink.figure.geometry import Vec, add, clamp, dot, mix, mul, sub, turn, unit
from unkink.figure.keyframes import SIDES, Side
from unkink.figure.outlines import Outline, join
from unkink.figure.rig import Arm

_NAPE = frozenset({"neck-back", "neck-back-low", "head-back"})
_AT_NECK = _NAPE | {"neck-cross"}
_OWN_SHOULDER = frozenset({"shoulder-same", "shoulder-same-out"})
_SHOULDER = _OWN_SHOULDER | {"shoulder-cross", "shoulder-cross-out"}
_AT_HEAD = _AT_NECK | _SHOULDER | {"forehead", "head-side", "temples", "jaw"}

NEAR_HEAD = _AT_HEAD | {"overhead", "face-level", "sip", "door-frame"}
"""Places for which the arm is painted after the head."""
FINGERS = _AT_HEAD | {"hug", "pull", "palms", "lap", "knees", "desk"}
"""Places at which the fingers are drawn."""


class _Layers(NamedTuple):
    arm: float
    hand: float
    arm_front: bool
    together: bool
    """Whether arm and hand lie on the same side of the body and share one outline."""


def arms(stage: Stage) -> None:
    """Draw both arms, the far one first."""
    order = sorted(SIDES, key=lambda side: stage.cam.depth(stage.body.arm[side].wrist))
    for n, side in enumerate(order):
        arm = stage.body.arm[side]
        layers = _layers(stage, arm, side, n)
        _upper_arm(stage, arm, side, layers)
        _forearm_and_hand(stage, arm, side, layers)


def _layers(stage: Stage, arm: Arm, side: Side, n: int) -> _Layers:
    arm_front, hand_front = _in_front(stage, arm, side)
    near = arm.target in NEAR_HEAD
    z = (70 if near else 56) + 1.5 * n if arm_front else 30.0 + 4 * n
    if arm_front == hand_front:
        return _Layers(z, z + 0.1, arm_front, together=True)
    hand = (80 if near else 58.8) + 0.7 * n if hand_front else 31.5 + 4 * n
    return _Layers(z, hand, arm_front, together=False)


def _in_front(stage: Stage, arm: Arm, side: Side) -> tuple[bool, bool]:
    """Whether the arm and the hand lie before the body."""
    right, target, view = side == "r", arm.target, stage.pose.view
    if view == "side":
        return right, right or target == "other-fingers"
    if view == "half" and target == "door-frame":
        return right, right
    if target == "hug":
        return stage.facing > 0, True
    if target in _AT_NECK and stage.facing > 0.5:
        return target == "neck-cross", False
    depth, body = stage.cam.depth, stage.body
    middle = depth(mix(body.neck_base, body.trunk.hip, 0.25)) - 1.5
    return (
        (depth(arm.elbow) + depth(arm.wrist)) / 2 > middle,
        depth(arm.along_hand(0.6)) > middle,
    )


def _upper_arm(stage: Stage, arm: Arm, side: Side, layers: _Layers) -> None:
    pen, z = stage.pen, layers.arm
    upper = pen.rod(arm.shoulder, arm.elbow, 4.9, 4.3)
    pen.put(z, f"upper-{side}-ink", "ink", upper)
    pen.put(z + 0.1, f"upper-{side}", "skin", upper)
    if not stage.wet:
        sleeve = pen.rod(arm.shoulder, arm.upper(0.47), 5.5, 5.2)
        pen.put(z + 0.2, f"sleeve-{side}-ink", "ink", sleeve)
        pen.put(z + 0.25, f"sleeve-{side}", stage.shirt, sleeve)
    if stage.profile:
        return  # the near arm keeps its full outline in profile
    # Paint over the seam where the sleeve meets the shirt.
    if layers.arm_front:
        inner = mix(yoke_root(stage), arm.shoulder, 0.8)
        seam = pen.rod(inner, arm.shoulder, 5.7, 5.5)
        pen.put(z + 0.3, f"yoke-{side}", stage.shirt, seam)
    else:
        seam = pen.rod(arm.shoulder, arm.upper(0.2), 5.5, 5.3)
        pen.put(51.2, f"yoke-{side}", stage.shirt, seam)


def _forearm_and_hand(stage: Stage, arm: Arm, side: Side, layers: _Layers) -> None:
    pen, z = stage.pen, layers.arm
    fore, hand = pen.rod(arm.elbow, arm.wrist, 4.3, 3.2), _hand_outline(stage, arm)
    pen.put(z + 0.4, f"fore-{side}-ink", "ink", fore)
    ink_z = z + 0.45 if layers.together else layers.hand
    hand_z = z + 0.6 if layers.together else layers.hand + 0.1
    pen.put(ink_z, f"hand-{side}-ink", "ink", hand)
    elbow = pen.rod(arm.upper(0.87), arm.elbow, 4.35, 4.3)
    pen.put(z + 0.5, f"elbow-{side}", "skin", elbow)
    pen.put(z + 0.55, f"fore-{side}", "skin", fore)
    pen.put(hand_z, f"hand-{side}", "skin", hand)
    if arm.target in FINGERS:
        _fingers(stage, arm, side, hand_z + 0.05)


def _hand_outline(stage: Stage, arm: Arm) -> Outline:
    pen, thumb = stage.pen, _thumb_side(stage, arm)
    palm = pen.rod(arm.past_wrist(2.5), arm.past_wrist(12.8), 3.7, 3.4)
    root = arm.past_wrist(4.5)
    thumb_tip = add(root, add(mul(thumb, 4.6), mul(arm.hand, 4.2)))
    return join(
        palm,
        pen.rod(add(root, mul(thumb, 1.6)), thumb_tip, 1.9, 1.5),
        pen.rod(arm.wrist, arm.past_wrist(3), 3.2, 3.5),
    )


def _thumb_side(stage: Stage, arm: Arm) -> Vec:
    """Direction from the palm to the thumb, square to the hand."""
    wish: Vec = (0, 0.75, 0.66)
    if arm.target in ("side", "low"):
        wish = (0, 0, 1)
    elif arm.target in _NAPE or arm.target in _OWN_SHOULDER:
        wish = (0, -0.9, 0.1)
    want = turn(stage.body.trunk.chest, wish)
    return unit(sub(want, mul(arm.hand, dot(want, arm.hand))))


def _fingers(stage: Stage, arm: Arm, side: Side, z: float) -> None:
    """Three lines between the fingers; they fade where the hand points at the reader."""
    p, q = stage.cam(arm.past_wrist(10.2)), stage.cam(arm.past_wrist(15.6))
    dx, dy = q[0] - p[0], q[1] - p[1]
    size = hypot(dx, dy)
    nx, ny = (-dy / size, dx / size) if size > 1e-6 else (1.0, 0.0)
    gap, show = stage.cam.scale * 1.75, clamp((size - 5) / 6)
    for i in (-1, 0, 1):
        reach = 1 if i == 0 else 0.86
        start = (p[0] + nx * i * gap, p[1] + ny * i * gap)
        end = (p[0] + dx * reach + nx * i * gap, p[1] + dy * reach + ny * i * gap)
        stage.pen.line(z, f"finger-{side}{i}", "thin", [start, end], show)
