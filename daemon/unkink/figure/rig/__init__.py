"""From a pose to joints in space, built upwards from the hips.

Trunk first, then legs, head and arms: each part needs only those before it. Nothing is drawn here.
"""

from dataclasses import dataclass

from unkink.figure.geometry import Vec
from unkink.figure.keyframes import Figure, Side
from unkink.figure.rig.arm import Arm
from unkink.figure.rig.arms import reach
from unkink.figure.rig.head import Head, nod
from unkink.figure.rig.legs import Leg, planted
from unkink.figure.rig.trunk import Trunk, bent
from unkink.figure.timeline import Pose

__all__ = ["Arm", "Head", "Leg", "Skeleton", "Trunk", "skeleton"]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """All joints of one pose, in centimetres."""

    trunk: Trunk
    head: Head
    leg: dict[Side, Leg]
    arm: dict[Side, Arm]

    @property
    def neck_base(self) -> Vec:
        """Where the neck leaves the trunk."""
        return self.trunk.neck_base

    def shoulder(self, side: Side) -> Vec:
        """Shoulder joint."""
        return self.trunk.shoulder[side]


def skeleton(pose: Pose, figure: Figure) -> Skeleton:
    """Build the body of a pose."""
    trunk, legs = planted(bent(pose, figure), pose, figure)
    head = nod(trunk, pose)
    return Skeleton(trunk, head, legs, reach(trunk, head, legs, pose, figure))
