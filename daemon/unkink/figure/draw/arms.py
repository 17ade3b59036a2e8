"""Arms and hands, and whether each lies before or behind the body.

Arm and hand are decided apart: seen from behind, a forearm may be hidden while the fingers come
over the shoulder.
"""

from typing import NamedTuple

from unkink.figure.draw import hand
from unkink.figure.draw.stage import Stage
from unkink.figure.draw.torso import yoke_root
from unkink.figure.geometry import mix
from unkink.figure.keyframes import SIDES, Side
from unkink.figure.rig import Arm

_NAPE = frozenset({"neck-back", "neck-back-low", "head-back"})
_AT_NECK = _NAPE | {"neck-cross"}
_OWN_SHOULDER = frozenset({"shoulder-same", "shoulder-same-out"})
_SHOULDER = _OWN_SHOULDER | {"shoulder-cross", "shoulder-cross-out"}
_AT_HEAD = _AT_NECK | _SHOULDER | {"forehead", "brow", "head-side", "temples", "jaw"}

NEAR_HEAD = _AT_HEAD | {"overhead", "face-level", "sip", "door-frame"}
"""Places for which the arm is painted after the head."""


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
    fore, palm = pen.rod(arm.elbow, arm.wrist, 4.3, 3.1), hand.outline(stage, arm)
    pen.put(z + 0.4, f"fore-{side}-ink", "ink", fore)
    ink_z = z + 0.45 if layers.together else layers.hand
    hand_z = z + 0.6 if layers.together else layers.hand + 0.1
    pen.put(ink_z, f"hand-{side}-ink", "ink", palm)
    elbow = pen.rod(arm.upper(0.87), arm.elbow, 4.35, 4.3)
    pen.put(z + 0.5, f"elbow-{side}", "skin", elbow)
    pen.put(z + 0.55, f"fore-{side}", "skin", fore)
    pen.put(hand_z, f"hand-{side}", "skin", palm)
    hand.gaps(stage, arm, side, hand_z + 0.05)
