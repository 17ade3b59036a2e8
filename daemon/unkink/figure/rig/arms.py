"""Arms: the hand goes to its place, the elbow follows by two-bone reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin

from unkink.figure.geometry import (
    IDENTITY,
    Mat,
    Vec,
    about_x,
    about_y,
    add,
    cross,
    dot,
    lerp,
    mirror,
    mul,
    sub,
    turn,
    two_bones,
    unit,
)
from unkink.figure.keyframes import Figure, Side
from unkink.figure.rig import backstroke
from unkink.figure.rig.arm import Arm
from unkink.figure.rig.grasp import Bow, Grasp
from unkink.figure.rig.head import Head
from unkink.figure.rig.legs import Leg
from unkink.figure.rig.lengths import FOREARM, HAND, UPPER_ARM
from unkink.figure.rig.targets import AT_EASE, FIST, HELD_OUT, IDLE, TARGETS, Target, resolve
from unkink.figure.rig.trunk import Trunk
from unkink.figure.timeline import Pose


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
        work = float(grasp.key not in AT_EASE | IDLE)
        if end != start:
            goal = self._grasp(end, side)
            work = lerp(work, float(goal.key not in AT_EASE | IDLE), share)
            grasp = self._bow(side).carry(grasp, goal, share)
        palm = unit(sub(grasp.palm, mul(grasp.hand, dot(grasp.palm, grasp.hand))))
        thumb = cross(palm, grasp.hand) if side == "l" else cross(grasp.hand, palm)
        shoulder = self.trunk.shoulder[side]
        place = add(grasp.wrist, mul(self._at_work(grasp.hand, palm, thumb), work))
        elbow, wrist = two_bones(shoulder, place, UPPER_ARM, FOREARM, grasp.pole)
        tip = add(wrist, mul(grasp.hand, HAND))
        return Arm(shoulder, elbow, wrist, grasp.hand, tip, palm, thumb, grasp.curl, grasp.key)

    def _at_work(self, hand: Vec, palm: Vec, thumb: Vec) -> Vec:
        """What rubbing and tapping add to the place of a hand."""
        touch, press = self.pose.touch, min(1.0, self.pose.press / 0.4)
        if touch == "circle":
            angle = 2 * pi * self.pose.rounds
            small = add(mul(thumb, sin(angle)), mul(hand, 1 - cos(angle)))
            return mul(small, 1.1 * press)
        return mul(palm, -2.6 * (1 - press)) if touch == "tap" else (0.0, 0.0, 0.0)

    def _bow(self, side: Side) -> Bow:
        strokes = self.pose.touch == "stroke" and self.pose.press > 0.2
        return Bow(self.trunk.chest, left=side == "l", flat=strokes)

    def _grasp(self, word: str | None, side: Side) -> Grasp:
        key = resolve(word, side, self.figure)
        target, left = TARGETS[key], side == "l"
        axes, origin = self._anchor(target, side)
        at = mirror(target.at, left=left)
        if target.anchor == "thigh":
            at = (at[0], at[1], 0.0)  # z was spent on the way along the thigh
        place = add(origin, turn(axes, at))
        hand = unit(turn(axes, mirror(target.hand, left=left)))
        palm = turn(axes, mirror(target.palm, left=left))
        if key in HELD_OUT:
            place, hand, palm = self._drawn_down(place, palm, left=left)
        elif key == "side":
            place, hand = self._hanging(side, place, hand)
        elif key == "door-frame" and self.figure.has("door-frame"):
            place = (place[0], place[1], -1.0)  # the forearm stays where the frame is
        pole = mirror(target.elbow, left=left)
        if target.anchor != "room":
            pole = turn(self.trunk.chest, pole)
        wrist = sub(place, mul(hand, HAND * target.grip))
        return Grasp(wrist, hand, pole, palm, self._curl(target, key), key)

    def _curl(self, target: Target, key: str) -> float:
        """Bend of the fingers: a hand at ease that presses is a fist, and so is one that holds."""
        if key in AT_EASE and self.pose.touch is None:
            return lerp(target.curl, FIST, self.pose.press)
        if self.figure.has("band"):
            return FIST
        return target.curl + (26 * self.pose.press if self.pose.touch == "knead" else 0)

    def _drawn_down(self, place: Vec, palm: Vec, *, left: bool) -> tuple[Vec, Vec, Vec]:
        """A hand held out whose wrist bends down as far as the other hand presses."""
        bend = about_x(88 * min(1.0, self.pose.press))
        return place, unit(turn(bend, mirror((-0.1, 0.0, 1.0), left=left))), turn(bend, palm)

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
                return self._held(other)
            case "thigh":
                leg = self.legs[side]
                along = unit(sub(leg.knee, leg.hip))
                return IDENTITY, add(leg.hip, mul(along, target.at[2]))

    def _held(self, side: Side) -> tuple[Mat, Vec]:
        """Where the other hand holds the fingers of this one, from above or from the front."""
        if "other-fingers" in self.pose.hand(side)[:2]:
            # Two hands that both want to hold the other would search for ever.
            return IDENTITY, self.trunk.at_chest(0.0, -15.0, 22.0)
        arm = self.arm(side)
        out = arm.palm if arm.target == "palm-up" else mul(arm.palm, -1)
        across: Vec = (1.0, 0.0, 0.0)
        along = unit(sub(arm.hand, mul(across, arm.hand[0])))
        axes = tuple(zip(across, out, along, strict=True))
        return (axes[0], axes[1], axes[2]), add(arm.along_hand(0.74), mul(out, 2.2))

    def _hanging(self, side: Side, place: Vec, hand: Vec) -> tuple[Vec, Vec]:
        """A hanging arm swings when walking, lies on the floor, floats in a tub, or swims."""
        left = side == "l"
        shoulder = self.trunk.shoulder[side]
        if self.figure.base == "walking":
            swing = 26 * sin(2 * pi * self.pose.step + (pi if left else 0)) * (1 - self.pose.halt)
            drop = mirror((4.0, -49.0, 3 + abs(swing) * 0.12), left=left)
            return (
                add(shoulder, turn(about_x(-swing), drop)),
                turn(about_x(-swing - 10), (0.0, -1.0, 0.0)),
            )
        if self.figure.base == "lying":
            return (place[0] + (7 if left else -7), 5.5, place[2]), hand
        if self.figure.base == "in-water" and self.figure.has("bathtub"):
            return add(shoulder, mirror((3.0, -22.0, 40.0), left=left)), (0.0, -0.2, 1.0)
        if self.figure.base == "in-water":
            out, along = backstroke.arm(self.pose.step, left=left)
            return add(shoulder, turn(self.trunk.root, out)), turn(self.trunk.root, along)
        return place, hand


def _other(side: Side) -> Side:
    return "r" if side == "l" else "l"
