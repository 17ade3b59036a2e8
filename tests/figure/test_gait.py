"""A walker's feet: on the floor, never below it, and not sliding; the legs reach them."""

from itertools import pairwise

import pytest

from tests.figure.pool import Table
from unkink.figure import source
from unkink.figure.geometry import add, length, mul, sub
from unkink.figure.keyframes import SIDES
from unkink.figure.rig import Leg, Skeleton, skeleton
from unkink.figure.rig.gait import STRIDE, foot
from unkink.figure.rig.lengths import ANKLE, SHIN, THIGH
from unkink.figure.timeline import still

SHARES = [n / 40 for n in range(41)]


def walker(step: float, halt: float = 0) -> Skeleton:
    frame = {"t": 0, "step": step, "halt": halt}
    table: Table = {"view": "side", "base": "walking", "props": [], "frames": [frame]}
    figure = source.read(table)
    return skeleton(still(figure.frames[0]), figure)


def sole(leg: Leg) -> float:
    """Lowest point of a shoe as it is drawn."""
    heel = add(add(leg.ankle, mul(leg.toe, -3.5)), (0, -3.2, 0))
    return min(heel[1] - 3.9, add(heel, mul(leg.toe, 18))[1] - 3.2)


def test_a_walker_always_has_a_foot_on_the_floor_and_none_below_it() -> None:
    for step in SHARES:
        soles = [sole(leg) for leg in walker(step).leg.values()]
        assert -2 < min(soles) < 1, step


def test_the_foot_on_the_floor_moves_back_as_evenly_as_the_ground() -> None:
    flat = [0.25 + share for share in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35)]  # of the left foot
    for a, b in pairwise(flat):
        way = foot(b, 0, left=True).ankle[2] - foot(a, 0, left=True).ankle[2]
        assert way == pytest.approx(-STRIDE * (b - a))


def test_the_legs_of_a_walker_reach_their_feet() -> None:
    for step in SHARES:
        body = walker(step)
        for side in SIDES:
            goal, leg = foot(step, 0, left=side == "l").ankle, body.leg[side]
            assert length(sub(goal, leg.ankle)) < 1.5, (step, side)
            assert length(sub(leg.knee, leg.hip)) == pytest.approx(THIGH)
            assert length(sub(leg.ankle, leg.knee)) == pytest.approx(SHIN)


def test_a_stride_ends_where_the_next_one_begins() -> None:
    for side in (True, False):
        assert foot(0, 0, left=side).ankle == pytest.approx(foot(1, 0, left=side).ankle, abs=1e-6)
        before, after = (foot(0.25 + d, 0, left=side).ankle for d in (-0.001, 0.001))
        assert length(sub(before, after)) < 0.6


def test_a_walker_who_halts_stands_on_both_feet() -> None:
    for leg in walker(1.5, halt=1).leg.values():
        assert leg.ankle[1] == pytest.approx(ANKLE, abs=0.3)
        assert abs(leg.ankle[2]) < 0.5
