"""Neck and head."""

from dataclasses import dataclass

from unkink.figure.geometry import Mat, Vec, add, bend, chain, mul, turn
from unkink.figure.rig.lengths import HEAD_SIZE, NECK
from unkink.figure.rig.trunk import Trunk
from unkink.figure.timeline import Pose


@dataclass(frozen=True, slots=True)
class Head:
    """Where the head is and how it is held."""

    neck: Mat
    pivot: Vec
    """Where the skull rests on the neck."""
    axes: Mat

    def at(self, local: Vec) -> Vec:
        """Place given in the head's own axes, in centimetres of a head of natural size."""
        return add(self.pivot, turn(self.axes, mul(local, HEAD_SIZE)))


def nod(trunk: Trunk, pose: Pose) -> Head:
    """Head of a pose; the neck follows with part of the nod and of the tip."""
    pitch, yaw, roll = pose.head_pitch, pose.head_yaw, pose.head_roll
    neck = chain(trunk.upright, bend(pitch * 0.42 + 4, yaw * 0.2, roll * 0.62))
    slide = 6.5 * pose.head_slide
    glide = turn(trunk.upright, (0.0, -0.25 * abs(slide), slide))
    pivot = add(trunk.neck_base, add(turn(neck, (0.0, NECK, 2.6)), glide))
    return Head(neck, pivot, chain(trunk.upright, bend(pitch, yaw, roll)))
