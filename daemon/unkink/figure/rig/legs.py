"""Legs: feet stay where they are put, knees follow by reach."""

from math import cos, pi, radians, sin
from typing import NamedTuple

from unkink.figure.geometry import Vec, about_x, add, mirror, turn, two_bones, unit
from unkink.figure.keyframes import SIDES, Figure, Side
from unkink.figure.rig import backstroke, gait
from unkink.figure.rig.lengths import ANKLE, HIP, SEAT, SHIN, THIGH
from unkink.figure.rig.trunk import Trunk
from unkink.figure.timeline import Pose


class Leg(NamedTuple):
    """Joints of a leg, and the direction of its foot."""

    hip: Vec
    knee: Vec
    ankle: Vec
    toe: Vec


def planted(trunk: Trunk, pose: Pose, figure: Figure) -> tuple[Trunk, dict[Side, Leg]]:
    """Trunk and legs; when walking, the trunk rides on the legs."""
    if figure.base == "walking":
        trunk = trunk.moved((0.0, gait.hips(pose.step, pose.halt) - trunk.hip[1], 0.0))
    return trunk, {side: _leg(trunk, pose, figure, side) for side in SIDES}


def _leg(trunk: Trunk, pose: Pose, figure: Figure, side: Side) -> Leg:
    left = side == "l"
    hip = add(trunk.hip, turn(trunk.pelvis, mirror((HIP, 0.0, 0.0), left=left)))
    if figure.seated:
        return _sitting(trunk, hip, left=left)
    if figure.base == "lying":
        return _lying(pose, hip, left=left)
    if figure.base == "in-water":
        return _floating(trunk, pose, figure, hip, left=left)
    if figure.base == "walking":
        ankle, toe = gait.foot(pose.step, pose.halt, left=left)
    else:
        ankle, toe = _standing(trunk, pose, figure, side)
    knee, ankle = two_bones(hip, ankle, THIGH, SHIN, mirror((0.18, 0.0, 1.0), left=left))
    return Leg(hip, knee, ankle, unit(toe))


def _sitting(trunk: Trunk, hip: Vec, *, left: bool) -> Leg:
    knee = add(mirror((11.5, SEAT + 6.5, 37.0), left=left), (trunk.hip[0] * 0.3, 0.0, 0.0))
    ankle = mirror((12.0, ANKLE, 36.0), left=left)
    return Leg(hip, knee, ankle, unit(mirror((0.16, 0.0, 1.0), left=left)))


def _lying(pose: Pose, hip: Vec, *, left: bool) -> Leg:
    angle = radians(pose.knee)
    rise = THIGH * sin(angle)
    knee = add(hip, mirror((1.5, rise, THIGH * cos(angle)), left=left))
    # Up to 60 degrees the heels stay on the floor; beyond, the shins lie on something.
    drop = SHIN * sin(radians(max(0, pose.knee - 90))) + (0 if pose.knee > 60 else rise)
    ankle = add(knee, (0.0, -drop, SHIN))
    return Leg(hip, knee, ankle, unit(mirror((0.25, 1.0, 0.15), left=left)))


def _floating(trunk: Trunk, pose: Pose, figure: Figure, hip: Vec, *, left: bool) -> Leg:
    if figure.has("pool"):
        kick = backstroke.kick(pose.step, left=left)
        goal, toe = (7.0, kick - 5, 81.0), (0.0, 0.25, 1.0)
    else:
        goal, toe = (7.0, -6.0, 78.0), (0.0, 1.0, 0.4)
    ankle = add(trunk.hip, mirror(goal, left=left))
    knee, ankle = two_bones(hip, ankle, THIGH, SHIN, (0.0, 1.0, 0.0))
    return Leg(hip, knee, ankle, unit(toe))


def _standing(trunk: Trunk, pose: Pose, figure: Figure, side: Side) -> tuple[Vec, Vec]:
    """Ankle and foot of a standing leg: on the floor, on tiptoe, stepping or marching."""
    left = side == "l"
    toe = mirror((0.16, 0.0, 1.0), left=left)
    lift, ahead, heel = 0.0, 0.0, pose.heel
    if figure.has("door-frame"):
        ahead = (-2 if left else 40) * 2 * pose.step
    elif pose.step:
        wave = sin(2 * pi * pose.step) * (1 if left else -1)
        lift = max(0, wave) * (6 if figure.props else 24)
    if lift:
        toe = (toe[0], -0.25, toe[2])
    height = ANKLE + lift + 8.5 * heel
    if ahead < 0:  # the foot behind stands on its toes
        height -= ahead * 0.22
        heel = -ahead / 28
    forward = ahead - 2 * trunk.sit + lift * 0.35
    x = 9.5 if left else -9.5
    return (x, height, forward), turn(about_x(42 * heel), toe)
