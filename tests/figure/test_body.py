"""The body keeps its measures, and the hands reach what they are told to reach."""

from typing import Any

import pytest

from unkink.figure import source
from unkink.figure.geometry import length, sub, two_bones
from unkink.figure.rig import Skeleton, skeleton
from unkink.figure.rig.lengths import FOREARM, UPPER_ARM
from unkink.figure.timeline import at, still


def body(base: str = "seated", **channels: Any) -> Skeleton:
    frame = {"t": 0, **channels}
    table = {"view": "front", "base": base, "props": [], "frames": [frame]}
    figure = source.read(table)
    return skeleton(still(figure.frames[0]), figure)


def test_a_reached_goal_is_the_end_of_the_limb() -> None:
    middle, end = two_bones((0, 0, 0), (30, 0, 0), 20, 20, (0, 1, 0))
    assert end == pytest.approx((30, 0, 0))
    assert middle == pytest.approx((15, 13.2288, 0), abs=1e-3)


def test_a_limb_does_not_stretch_for_a_goal_out_of_reach() -> None:
    _, end = two_bones((0, 0, 0), (100, 0, 0), 20, 20, (0, 1, 0))
    assert end == pytest.approx((39.8, 0, 0))


def test_arms_keep_their_length_wherever_the_hand_is() -> None:
    for place in ("lap", "overhead", "hug", "shoulder-r", "neck-back", "out"):
        arm = body(hand_l=place).arm["l"]
        assert length(sub(arm.elbow, arm.shoulder)) == pytest.approx(UPPER_ARM), place
        assert length(sub(arm.wrist, arm.elbow)) == pytest.approx(FOREARM), place


def test_a_plus_turn_shows_the_nose_to_the_own_left() -> None:
    head = body(head_yaw=60).head
    assert head.at((0, 5, 12))[0] > 5
    assert head.at((0, 5, 12))[0] == pytest.approx(-body(head_yaw=-60).head.at((0, 5, 12))[0])


def test_a_lifted_shoulder_is_higher_and_the_other_stays() -> None:
    calm, lifted = body(), body(sh_l=1)
    assert lifted.shoulder("l")[1] - calm.shoulder("l")[1] == pytest.approx(8.2)
    assert lifted.shoulder("r") == calm.shoulder("r")


def test_two_hands_that_hold_each_other_do_not_search_for_ever() -> None:
    arms = body(hand_l="other-fingers", hand_r="other-fingers").arm
    assert length(sub(arms["l"].tip, arms["r"].tip)) < 30


def test_a_held_hand_moves_without_a_jump_when_the_other_hand_arrives() -> None:
    frames = [
        {"t": 0, "hand_r": "forward", "hand_l": "lap"},
        {"t": 1, "hand_l": "other-fingers", "press": 0.6},
        {"t": 2, "press": 0},
    ]
    figure = source.read({"view": "side", "base": "seated", "props": [], "frames": frames})
    before, after = (
        skeleton(at(figure.frames, second), figure).arm["r"] for second in (0.999, 1.001)
    )
    assert length(sub(before.tip, after.tip)) < 0.5
