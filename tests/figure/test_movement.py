"""Nothing jumps: not from moment to moment, and not where a step's part of the cycle repeats."""

from itertools import pairwise
from math import dist

import pytest

from tests.figure.pool import Table, moments, tips
from unkink.figure import source, timeline
from unkink.figure.geometry import Vec
from unkink.figure.keyframes import NUMBERS, SIDES, Figure, Frame
from unkink.figure.rig import skeleton
from unkink.figure.timeline import Pose, at

FASTEST = 260
"""Centimetres a second: a foot that steps forward at an easy walk makes 200."""
AT_ONCE = 0.6
"""Centimetres between two moments however close."""

POOL: list[Table] = [tip for tip in tips() if "figure" in tip]
WITH_STEPS = [tip for tip in POOL if "steps" in tip["figure"]]


def joints(pose: Pose, figure: Figure) -> dict[str, Vec]:
    body = skeleton(pose, figure)
    found = {"neck": body.neck_base, "nose": body.head.at((0, 5, 12))}
    for side in SIDES:
        arm, leg = body.arm[side], body.leg[side]
        found |= {f"elbow-{side}": arm.elbow, f"wrist-{side}": arm.wrist, f"tip-{side}": arm.tip}
        found |= {f"knee-{side}": leg.knee, f"ankle-{side}": leg.ankle}
    return found


@pytest.mark.parametrize("tip", POOL, ids=lambda tip: str(tip["id"]))
def test_no_joint_jumps_except_where_the_view_is_cut(tip: Table) -> None:
    figure = source.read(tip["figure"])
    poses = [(second, at(figure.frames, second)) for second in moments(figure)]
    for (before, old), (second, new) in pairwise(poses):
        if old.view != new.view:
            continue
        limit = AT_ONCE + FASTEST * (second - before)
        places = joints(new, figure)
        for name, place in joints(old, figure).items():
            assert dist(place, places[name]) < limit, (name, before, second)


def alike(a: Frame | Pose, b: Frame | Pose) -> bool:
    return a.view == b.view and all(
        abs(a.number(name) - b.number(name)) < 0.06
        for name in NUMBERS
        if name not in ("step", "eyes", "warm")
    )


@pytest.mark.parametrize("tip", WITH_STEPS, ids=lambda tip: str(tip["id"]))
def test_a_part_of_the_cycle_ends_as_it_began_or_lasts_as_long_as_its_step(tip: Table) -> None:
    figure = source.read(tip["figure"])
    for (start, stop), lasts in zip(tip["figure"]["steps"], tip["step_s"], strict=True):
        if (start, stop) == (0, figure.frames[-1].t):
            continue  # the whole round closes by itself
        a, b = at(figure.frames, start), at(figure.frames, stop)
        hands = all(_place(a, side) == _place(b, side) for side in SIDES)
        assert (alike(a, b) and hands) or stop - start >= lasts, (start, stop)


def _place(pose: Pose, side: str) -> str | None:
    way = pose.left if side == "l" else pose.right
    return way.end if way.share > 0.999 else way.start


def test_fingers_that_rub_draw_whole_circles_between_two_keyframes() -> None:
    frames = [
        {"t": 0, "hand_r": "neck-back", "touch": "circle", "press": 0.6},
        {"t": 3, "press": 0.6},
    ]
    figure = source.read({"view": "back", "base": "seated", "props": [], "frames": frames})
    seconds = (0.0, 0.75, 1.5, 2.997)
    wrists = [skeleton(at(figure.frames, s), figure).arm["r"].wrist for s in seconds]
    assert dist(wrists[0], wrists[1]) > 1.5  # half a circle of 1.1 cm radius away
    assert dist(wrists[0], wrists[2]) < 0.1  # once round
    assert dist(wrists[0], wrists[3]) < 0.1


def test_a_tapping_hand_lifts_between_two_taps() -> None:
    frames = [{"t": 0, "hand_r": "shoulder-l", "touch": "tap", "press": 0}, {"t": 1, "press": 0.8}]
    figure = source.read({"view": "front", "base": "seated", "props": [], "frames": frames})
    lifted, down = (
        skeleton(timeline.still(frame), figure).arm["r"].wrist for frame in figure.frames[:2]
    )
    assert dist(lifted, down) == pytest.approx(2.6, abs=0.05)
