"""Every word a tip may use draws something, and something of its own."""

from itertools import product
from math import isfinite
from typing import Any

import pytest

from tests.figure.pool import Table
from tests.pool.files import VOCABULARY
from tests.pool.test_figures import RANGES
from unkink.figure import scene, source, timeline
from unkink.figure.draw.stage import Shape
from unkink.figure.geometry import length, sub
from unkink.figure.keyframes import BASES, NUMBERS, VIEWS
from unkink.figure.rig import skeleton
from unkink.figure.rig.targets import TARGETS, WORDS, resolve

SHOWN_BY: dict[str, dict[str, Any]] = {
    "step": {"base": "walking", "view": "side"},
    "knee": {"base": "standing", "view": "side"},
    "heel": {"base": "standing", "view": "side"},
    "halt": {"base": "walking", "view": "side"},
}
"""Where a channel shows that a seated figure seen from the front does not use."""


def table(*frames: dict[str, Any], **more: Any) -> Table:
    return {"view": "front", "base": "seated", "props": [], "frames": list(frames), **more}


def drawn(figure: Table, second: float) -> list[Shape]:
    read = source.read(figure)
    return scene.shapes_at(read, timeline.at(read.frames, second))


def test_the_vocabulary_of_the_pool_is_the_one_of_the_drawing() -> None:
    assert set(VOCABULARY["hand_targets"]) == WORDS
    assert set(VOCABULARY["views"]) == set(VIEWS)
    assert set(VOCABULARY["bases"]) == set(BASES)


@pytest.mark.parametrize("word", sorted(WORDS))
def test_both_hands_can_be_drawn_at_each_place_in_every_base_and_view(word: str) -> None:
    for base, view in {*product(BASES, ["front"]), *product(["seated"], VIEWS)}:
        frames = ({"t": 0}, {"t": 2, "hand_l": word, "hand_r": word})
        figure = table(*frames, base=base, view=view)
        for second in (1.0, 2.0):
            for shape in drawn(figure, second):
                assert all(isfinite(v) for point in shape.outline.points for v in point)


@pytest.mark.parametrize("word", sorted(WORDS))
def test_a_word_for_a_hand_puts_it_onto_its_place(word: str) -> None:
    figure = source.read(table({"t": 0, "hand_l": word}))
    body = skeleton(timeline.still(figure.frames[0]), figure)
    arm = body.arm["l"]
    assert resolve(word, "l", figure) in TARGETS
    assert length(sub(arm.tip, arm.wrist)) == pytest.approx(16.5)
    assert abs(sum(p * h for p, h in zip(arm.palm, arm.hand, strict=True))) < 1e-6
    assert abs(sum(p * t for p, t in zip(arm.palm, arm.thumb, strict=True))) < 1e-6


@pytest.mark.parametrize("channel", sorted(RANGES))
def test_each_channel_changes_the_picture(channel: str) -> None:
    low, high = RANGES[channel]
    figure = table(
        {"t": 0, "step": 0.2, channel: low}, {"t": 2, channel: high}, **SHOWN_BY.get(channel, {})
    )
    second = 0.8 if channel == "step" else 2.0
    before = {shape.key: shape for shape in drawn(figure, 0.0)}
    after = {shape.key: shape for shape in drawn(figure, second)}
    assert before != after


def test_every_number_has_a_range_or_is_a_matter_of_scenes() -> None:
    assert set(NUMBERS) - set(RANGES) == {"gaze_far", "hip_shift"}


def test_a_hand_at_ease_that_presses_is_a_fist() -> None:
    figure = source.read(table({"t": 0, "press": 0}, {"t": 1, "press": 1}))
    calm, tense = (
        skeleton(timeline.still(frame), figure).arm["l"].curl for frame in figure.frames[:2]
    )
    assert (calm, tense) == (14, 104)


def test_the_hand_that_is_held_bends_at_the_wrist_as_the_other_presses() -> None:
    held = {"t": 0, "hand_r": "palm-up", "hand_l": "other-fingers"}
    figure = source.read(table(held, {"t": 1, "press": 1}))
    straight, bent = (
        skeleton(timeline.still(frame), figure).arm["r"].hand for frame in figure.frames[:2]
    )
    assert straight[2] > 0.95
    assert bent[1] < -0.95


def test_a_scrunched_face_has_its_eyes_shut() -> None:
    figure = table({"t": 0}, {"t": 1, "squint": 1})
    seen = {shape.key: shape.opacity for shape in drawn(figure, 1.0)}
    assert (seen["eye-l"], seen["lid-l"]) == (0, 1)


def test_a_face_turned_past_the_reader_never_flips_its_nose() -> None:
    """All of the nose lies on the middle of the face, and fades where it is seen from aside."""
    figure = table({"t": 0, "head_yaw": -3}, {"t": 2, "head_yaw": 3})
    left, right = (
        {shape.key: shape for shape in drawn(figure, second)}["nose-line"].outline.points
        for second in (0.0, 2.0)
    )
    assert max(abs(a[0] - b[0]) for a, b in zip(left, right, strict=True)) < 7


def test_each_caption_may_roll_the_shoulders_its_own_way() -> None:
    up = {"sh_r": 1, "sh_l": 1}
    half = {"sh_r": 0.5, "sh_l": 0.5}
    figure = table(
        {"t": 0, "caption": "back"},
        {"t": 1, **half, "scap": -1},
        {"t": 2, **up, "scap": 0},
        {"t": 3, **half, "scap": 1},
        {"t": 4, "sh_l": 0, "sh_r": 0, "scap": 0, "caption": "forth"},
        {"t": 5, **half, "scap": 1},
        {"t": 6, **up, "scap": 0},
        {"t": 7, **half, "scap": -1},
        {"t": 8, "sh_l": 0, "sh_r": 0, "scap": 0},
        view="side",
    )
    back, forth = (
        {shape.key: shape for shape in drawn(figure, second)}["roll"].outline.points
        for second in (2.0, 6.0)
    )
    assert back[0][0] > back[-1][0]
    assert forth[0][0] < forth[-1][0]
