"""Arms: the hand goes to its place, the elbow follows by two-bone reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import pi, sin
from typing import NamedTuple

from unkink.figure.geometry import (
    IDENTITY,
    Mat,
    Vec,
    about_x,
    about_y,
    add,
    length,
    mirror,
    mix,
    mul,
    sub,
    turn,
    two_bones,
    unit,
)
from unkink.figure.keyframes import Figure, Side
from unkink.figure.rig.head import Head
from unkink.figure.rig.legs import Leg
from unkink.figure.rig.lengths import FOREARM, HAND, UPPER_ARM
from unkink.figure.rig.targets import TARGETS, Target, resolve
from unkink.figure.rig.trunk import Trunk
from unkink.figure.timeline import Pose

_BEHIND = {"neck-back", "neck-back-low", "shoulder-same", "shoulder-same-out"}


@dataclass(frozen=True, slots=True)
class Arm:
    """Joints of an arm, and the place its hand rests on."""

    shoulder: Vec
    elbow: Vec
    wrist: Vec
    hand: Vec
    """Direction from the wrist to the finger tips."""
    tip: Vec
    target: str

    def along_hand(self, share: float) -> Vec:
        """Place between the wrist (0) and the finger tips (1)."""
        return mix(self.wrist, self.tip, share)

    def past_wrist(self, centimetres: float) -> Vec:
        """Place on the hand, measured from the wrist."""
        return add(self.wrist, mul(self.hand, centimetres))

    def upper(self, share: float) -> Vec:
        """Place between the shoulder (0) and the elbow (1)."""
        return mix(self.shoulder, self.elbow, share)


class _Grasp(NamedTuple):
    wrist: Vec
    hand: Vec
    pole: Vec
    key: str


def reach(
    trunk: Trunk, head: Head, legs: Mapping[Side, Leg], pose: Pose, figure: Figure
) -> dict[Side, Arm]:
    """Both arms of a pose."""
    reacher = _Reacher(trunk, head, legs, pose, figure)
    return {"r": reacher.arm("r"), "l": reacher.arm("l")}


@dataclass(frozen=True, slots=True)
class _Reacher:
    trunk: Trunk
    head: Head
    legs: Mapping[Side, Leg]
    pose: Pose
    figure: Figure

    def arm(self, side: Side) -> Arm:
        start, end, share = self.pose.hand(side)
        grasp = self._grasp(start, side)
        if end != start:
            grasp = self._on_the_way(grasp, self._grasp(end, side), share, side)
        shoulder = self.trunk.shoulder[side]
        elbow, wrist = two_bones(shoulder, grasp.wrist, UPPER_ARM, FOREARM, grasp.pole)
        tip = add(wrist, mul(grasp.hand, HAND))
        return Arm(shoulder, elbow, wrist, grasp.hand, tip, grasp.key)

    def _on_the_way(self, a: _Grasp, b: _Grasp, share: float, side: Side) -> _Grasp:
        """Carry the hand on a bow away from the body, so that it does not pass through it."""
        way: Vec = (0.5, 0.8, 0.2) if {a.key, b.key} <= _BEHIND else (0.55, 0.1, 0.8)
        outward = unit(turn(self.trunk.chest, mirror(way, left=side == "l")))
        far = length(sub(b.wrist, a.wrist))
        bow = mul(outward, sin(pi * share) * min(far * 0.28, 14))
        return _Grasp(
            add(mix(a.wrist, b.wrist, share), bow),
            unit(mix(a.hand, b.hand, share)),
            mix(a.pole, b.pole, share),
            b.key if share > 0.5 else a.key,
        )

    def _grasp(self, word: str | None, side: Side) -> _Grasp:
        key = resolve(word, side, self.figure)
        target, left = TARGETS[key], side == "l"
        axes, origin = self._anchor(target, side)
        at = mirror(target.at, left=left)
        if target.anchor == "thigh":
            at = (at[0], at[1], 0.0)  # z was spent on the way along the thigh
        place = add(origin, turn(axes, at))
        hand = unit(turn(axes, mirror(target.hand, left=left)))
        if key == "forward":
            place, hand = self._held_out(place, hand, side)
        elif key == "side":
            place, hand = self._hanging(side, place, hand)
        pole = mirror(target.elbow, left=left)
        if target.anchor != "room":
            pole = turn(self.trunk.chest, pole)
        return _Grasp(sub(place, mul(hand, HAND * target.grip)), hand, pole, key)

    def _held_out(self, place: Vec, hand: Vec, side: Side) -> tuple[Vec, Vec]:
        """A hand whose fingers the other one holds comes to the middle, its wrist bent down."""
        way = self.pose.hand(_other(side))
        held = (way.start == "other-fingers") * (1 - way.share)
        held += (way.end == "other-fingers") * way.share
        inward = mirror((-12.0, 3.0, 1.0), left=side == "l")
        bent = held * min(1, 0.25 + 1.3 * self.pose.press)
        return add(place, mul(inward, held)), unit(mix(hand, (0.0, -1.0, 0.25), bent))

    def _anchor(self, target: Target, side: Side) -> tuple[Mat, Vec]:
        """Axes and origin that a place moves with."""
        trunk, other = self.trunk, _other(side)
        match target.anchor:
            case "room":
                return IDENTITY, (0.0, 0.0, 0.0)
            case "chest":
                return trunk.chest, trunk.neck_base
            case "neck":
                return self.head.neck, trunk.neck_base
            case "head":
                return self.head.axes, self.head.pivot
            case "own shoulder":
                return trunk.chest, trunk.shoulder[side]
            case "other shoulder":
                return trunk.chest, trunk.shoulder[other]
            case "own shoulder, upright":
                upright = trunk.root if self.figure.afloat else about_y(self.pose.trunk_yaw)
                return upright, trunk.shoulder[side]
            case "other hand":
                return IDENTITY, self._held(other)
            case "thigh":
                leg = self.legs[side]
                along = unit(sub(leg.knee, leg.hip))
                return IDENTITY, add(leg.hip, mul(along, target.at[2]))

    def _held(self, side: Side) -> Vec:
        """Place where the other hand holds the fingers of this one."""
        if "other-fingers" in self.pose.hand(side)[:2]:
            # Two hands that both want to hold the other would search for ever.
            return self.trunk.at_chest(0.0, -15.0, 22.0)
        return self.arm(side).along_hand(0.72)

    def _hanging(self, side: Side, place: Vec, hand: Vec) -> tuple[Vec, Vec]:
        """A hanging arm swings when walking, lies on the floor, or floats in a tub."""
        left = side == "l"
        shoulder = self.trunk.shoulder[side]
        if self.figure.base == "walking":
            swing = 26 * sin(2 * pi * self.pose.step + (pi if left else 0))
            drop = mirror((4.0, -49.0, 3 + abs(swing) * 0.12), left=left)
            return (
                add(shoulder, turn(about_x(-swing), drop)),
                turn(about_x(-swing - 10), (0.0, -1.0, 0.0)),
            )
        if self.figure.base == "lying":
            return (place[0] + (7 if left else -7), 5.5, place[2]), hand
        if self.figure.base == "in-water" and self.figure.has("bathtub"):
            return add(shoulder, mirror((3.0, -22.0, 40.0), left=left)), (0.0, -0.2, 1.0)
        return place, hand


def _other(side: Side) -> Side:
    return "r" if side == "l" else "l"
