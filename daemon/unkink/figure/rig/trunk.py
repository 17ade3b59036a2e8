"""Hips, spine and shoulders."""

from dataclasses import dataclass, replace
from math import cos, radians, sqrt

from unkink.figure.geometry import (
    IDENTITY,
    Mat,
    Vec,
    about_x,
    add,
    bend,
    chain,
    mirror,
    mix,
    turn,
)
from unkink.figure.keyframes import SIDES, Figure, Side
from unkink.figure.rig.lengths import HIP_HEIGHT, SEAT, SHIN, SHOULDER, SPINE, THIGH
from unkink.figure.timeline import Pose

SECTIONS = 6


@dataclass(frozen=True, slots=True)
class Section:
    """A cut through the spine."""

    share: float
    """0 at the hips, 1 at the neck."""
    centre: Vec
    axes: Mat


@dataclass(frozen=True, slots=True)
class Trunk:
    """Everything between hips and neck."""

    root: Mat
    """How the whole body lies in the room."""
    hip: Vec
    sit: float
    """0 standing, 1 sitting."""
    pelvis: Mat
    sections: tuple[Section, ...]
    neck_base: Vec
    chest: Mat
    upright: Mat
    """The chest's direction without the rounding: eyes stay level above a round back."""
    shoulder: dict[Side, Vec]

    def moved(self, way: Vec) -> "Trunk":
        """Shift the whole trunk through the room."""
        return replace(
            self,
            hip=add(self.hip, way),
            neck_base=add(self.neck_base, way),
            sections=tuple(replace(s, centre=add(s.centre, way)) for s in self.sections),
            shoulder={side: add(joint, way) for side, joint in self.shoulder.items()},
        )

    def at_chest(self, x: float, y: float, z: float) -> Vec:
        """Place given in the chest's own axes, from the neck base."""
        return add(self.neck_base, turn(self.chest, (x, y, z)))

    def along(self, share: float) -> tuple[Section, Section, float]:
        """The two sections around a share of the spine, and the share of the way between them."""
        n = max(0, min(SECTIONS - 1, int(share * SECTIONS)))
        low, high = self.sections[n], self.sections[n + 1]
        return low, high, (share - low.share) / (high.share - low.share)


def bent(pose: Pose, figure: Figure) -> Trunk:
    """Trunk of a pose, standing, sitting or lying as the figure's base says."""
    root, hip, sit = _ground(pose, figure)
    share = _hip_share(figure)
    pitch, yaw, roll = pose.trunk_pitch, pose.trunk_yaw, pose.trunk_roll
    sections = _spine(pose, root, hip, share)
    neck_base = sections[-1].centre
    chest = chain(root, bend(pitch, yaw, roll), about_x(pose.trunk_round * 26))
    return Trunk(
        root=root,
        hip=hip,
        sit=sit,
        pelvis=chain(root, bend(pitch * share, yaw * 0.15, roll * 0.25)),
        sections=sections,
        neck_base=neck_base,
        chest=chest,
        upright=chain(root, bend(pitch * 0.6, yaw, roll * 0.7)),
        shoulder={side: _shoulder(pose, neck_base, chest, side) for side in SIDES},
    )


def _ground(pose: Pose, figure: Figure) -> tuple[Mat, Vec, float]:
    """How the body lies in the room, where the hips are, and how much it sits."""
    if figure.seated:
        return IDENTITY, (4 * pose.hip_shift, SEAT + 7.5, -4.0), 1.0
    if figure.base == "lying":
        return about_x(-90), (0.0, 10.5, 0.0), 0.0
    if figure.base == "in-water":
        if figure.has("pool"):
            return about_x(-85), (0.0, -1.0, 0.0), 0.0
        return about_x(-52), (0.0, 20.0, -6.0), 0.0
    fold = pose.knee / 90
    sit = 0.0
    if figure.has("chair") and figure.base == "standing" and fold > 0.2:
        sit = fold
        hip = (0.0, HIP_HEIGHT - (HIP_HEIGHT - SEAT - 7.5) * fold, -42 * fold)
    else:
        through = 30 * pose.step if figure.has("door-frame") else 0.0
        hip = (0.0, HIP_HEIGHT - _squat(pose.knee) - 0.2 * through, -20 * fold + through)
    return IDENTITY, add(hip, (0.0, 8.5 * pose.heel, 1.5 * pose.heel)), sit


def _squat(knee: float) -> float:
    """How far the hips sink when the knees bend by this angle."""
    straight = THIGH + SHIN
    return straight - sqrt(
        THIGH**2 + SHIN**2 + 2 * THIGH * SHIN * cos(radians(knee * 1.25)),
    )


def _hip_share(figure: Figure) -> float:
    """Share of a forward bend that happens in the hips; the spine takes the rest."""
    if figure.seated:
        return 0.35
    return 0.8 if figure.has("box") else 0.5


def _spine(pose: Pose, root: Mat, hip: Vec, share: float) -> tuple[Section, ...]:
    point, sections = hip, []
    for i in range(SECTIONS + 1):
        k = i / SECTIONS
        curl = pose.trunk_round * (-16 + 52 * k * k)
        lean = bend(
            pose.trunk_pitch * (share + (1 - share) * k) + curl,
            pose.trunk_yaw * k,
            pose.trunk_roll * (0.25 + 0.95 * k),
        )
        axes = chain(root, lean)
        sections.append(Section(k, point, axes))
        point = add(point, turn(axes, (0.0, SPINE / SECTIONS, 0.0)))
    return tuple(sections)


def _shoulder(pose: Pose, neck_base: Vec, chest: Mat, side: Side) -> Vec:
    lift, back = pose.lift(side), pose.scap - 0.9 * pose.trunk_round
    inwards = 1.8 * max(back, 0) + 1.0 * max(-back, 0) + 1.2 * max(lift, 0)
    local = (SHOULDER[0] - inwards, SHOULDER[1] + 8.2 * lift, SHOULDER[2] - 6.2 * back)
    return add(neck_base, turn(chest, mirror(local, left=side == "l")))


def between(trunk: Trunk, share: float) -> tuple[Vec, Mat]:
    """Place and direction of the spine at any share of its length."""
    low, high, f = trunk.along(share)
    return mix(low.centre, high.centre, f), low.axes if f < 0.5 else high.axes
