"""What no figure may show, measured on the body itself and not on its keyframes."""

from functools import cache
from math import asin, degrees, hypot

import pytest

from tests.figure.pool import Table, moments, tips
from unkink.figure import source
from unkink.figure.geometry import Vec, dot, length, sub, turn
from unkink.figure.keyframes import SIDES, Figure, Side
from unkink.figure.rig import Skeleton, skeleton
from unkink.figure.rig.lengths import FOREARM, UPPER_ARM
from unkink.figure.timeline import Pose, at

POOL: list[Table] = [tip for tip in tips() if "figure" in tip]
AT_HEAD = {"forehead", "brow", "head-back", "head-side", "temples", "jaw"}
AT_NECK = {"neck-back", "neck-back-low", "neck-cross"}
AT_SHOULDER = {
    "shoulder-same",
    "shoulder-same-out",
    "shoulder-cross",
    "shoulder-cross-out",
}
FARTHEST_BACK = 15.5
"""Degrees the face may look up; half a degree for rounding."""


def bodies(tip: Table) -> list[tuple[Pose, Skeleton]]:
    return _bodies(tip["id"])


@cache
def _bodies(name: str) -> list[tuple[Pose, Skeleton]]:
    figure = source.read(next(tip["figure"] for tip in POOL if tip["id"] == name))
    if not figure.person:
        return []
    poses = (at(figure.frames, second) for second in moments(figure))
    return [(pose, skeleton(pose, figure)) for pose in poses]


def upright(figure: Figure) -> bool:
    return not figure.afloat


each_tip = pytest.mark.parametrize("tip", POOL, ids=lambda tip: str(tip["id"]))


@each_tip
def test_no_head_goes_back_beyond_fifteen_degrees(tip: Table) -> None:
    if not upright(source.read(tip["figure"])):
        return
    for pose, body in bodies(tip):
        face = turn(body.head.axes, (0, 0, 1))
        assert degrees(asin(face[1])) < FARTHEST_BACK, (pose.segment, pose.share)
        assert pose.head_pitch >= -15


@each_tip
def test_no_head_rolls_sideways_while_it_is_back(tip: Table) -> None:
    for pose, _ in bodies(tip):
        assert pose.head_pitch > -4 or abs(pose.head_roll) < 8, (pose.segment, pose.share)


def at_throat(place: Vec, body: Skeleton) -> bool:
    """Whether a place lies on the front or the sides of the neck."""
    away = sub(place, body.neck_base)
    axes = body.head.neck
    x, y, z = (dot(away, turn(axes, axis)) for axis in ((1, 0, 0), (0, 1, 0), (0, 0, 1)))
    front_half = z > -1.5
    return front_half and 0.5 < y < 10 and hypot(x, z - 1.3) < 7.5


@each_tip
def test_no_hand_touches_the_front_or_the_sides_of_the_throat(tip: Table) -> None:
    for pose, body in bodies(tip):
        for side in SIDES:
            for share in (0.3, 0.6, 0.85, 1.0):
                place = body.arm[side].along_hand(share)
                assert not at_throat(place, body), (side, share, pose.segment, pose.share)


@each_tip
def test_no_hand_pulls_the_head(tip: Table) -> None:
    """Hands at the head rest or hold against it: the head stays in the middle meanwhile."""
    for pose, body in bodies(tip):
        if any(body.arm[side].target in AT_HEAD for side in SIDES):
            assert max(abs(pose.head_roll), abs(pose.head_yaw)) < 6, pose.segment
            assert abs(pose.head_pitch) < 12, pose.segment


@each_tip
def test_every_hand_reaches_the_place_on_the_body_it_works_on(tip: Table) -> None:
    for pose, body in bodies(tip):
        for side in SIDES:
            arm = body.arm[side]
            if arm.target in AT_HEAD | AT_NECK | AT_SHOULDER:
                reach = length(sub(arm.wrist, arm.shoulder))
                assert reach < 0.99 * (UPPER_ARM + FOREARM), (side, pose.segment, pose.share)


def inside_chest(place: Vec, body: Skeleton) -> bool:
    away = sub(place, body.neck_base)
    axes = body.trunk.chest
    x, y, z = (dot(away, turn(axes, axis)) for axis in ((1, 0, 0), (0, 1, 0), (0, 0, 1)))
    return -30 < y < -6 and (x / 12) ** 2 + (z / 8.5) ** 2 < 1


@each_tip
def test_no_elbow_or_wrist_goes_through_the_chest(tip: Table) -> None:
    for pose, body in bodies(tip):
        for side in SIDES:
            arm = body.arm[side]
            for name, place in (("elbow", arm.elbow), ("wrist", arm.wrist)):
                assert not inside_chest(place, body), (name, side, pose.segment, pose.share)


@pytest.mark.parametrize("side", SIDES)
def test_the_throat_is_found_where_it_is(side: Side) -> None:
    frames = [{"t": 0, f"hand_{side}": "neck-back"}]
    figure = source.read({"view": "front", "base": "seated", "props": [], "frames": frames})
    body = skeleton(at(figure.frames, 0), figure)
    x, y, z = body.neck_base
    assert at_throat((x, y + 5, z + 7), body)
    assert at_throat((x + 6, y + 5, z + 2), body)
    assert not at_throat((x, y + 5, z - 6), body)
    assert not at_throat(body.arm[side].tip, body)
