"""Reading figures: what is filled in, and what is refused by name."""

from typing import Any

import pytest

from tests.figure.pool import Table
from unkink.figure import source, timeline
from unkink.figure.keyframes import FigureError


def figure(*frames: dict[str, Any], **table: object) -> Table:
    return {"view": "front", "base": "seated", "props": [], "frames": list(frames), **table}


def test_a_missing_channel_keeps_the_value_of_the_frame_before() -> None:
    frames = source.read(figure({"t": 0}, {"t": 1, "head_yaw": 40}, {"t": 2, "scap": 1})).frames
    assert [frame.head_yaw for frame in frames[:3]] == [0, 40, 40]


def test_an_open_loop_gets_a_short_way_back() -> None:
    frames = source.read(figure({"t": 0}, {"t": 2, "head_yaw": 40})).frames
    assert len(frames) == 3
    assert frames[2].t == pytest.approx(2.8)
    assert frames[2].head_yaw == 0
    assert frames[2].way_back


def test_the_way_back_is_never_a_key_pose() -> None:
    frames = source.read(figure({"t": 0}, {"t": 2, "head_yaw": 40})).frames
    assert timeline.key_poses(frames) == [0, 1]


def test_numbers_are_blended_softly_and_words_switch_at_their_frame() -> None:
    frames = source.read(
        figure(
            {"t": 0, "caption": "in"},
            {"t": 4, "breath": 1, "caption": "out"},
            {"t": 8, "breath": 0},
        )
    ).frames
    quarter = timeline.at(frames, 1.0)
    assert quarter.breath == pytest.approx(0.1464, abs=1e-4)
    assert quarter.caption == "in"
    assert timeline.at(frames, 4.0).caption == "out"


def test_a_new_view_is_a_cut() -> None:
    frames = source.read(figure({"t": 0}, {"t": 2, "view": "side", "head_pitch": 30})).frames
    before = timeline.at(frames, 1.9)
    assert (before.view, before.head_pitch) == ("front", 0)
    assert timeline.at(frames, 2.0).view == "side"


def test_each_step_may_show_a_part_of_the_cycle() -> None:
    moves = figure({"t": 0}, {"t": 2, "head_yaw": 40}, {"t": 4, "head_yaw": 0})
    assert source.read({**moves, "steps": [[0, 2], [2, 4.0]]}).steps == ((0, 2), (2, 4))
    assert source.read(moves).steps is None


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (figure({"t": 0, "hand_l": "elbow"}), "unknown hand target 'elbow'"),
        (figure({"t": 0}, props=["sofa"]), "unknown prop 'sofa'"),
        (figure({"t": 0}, view="top"), "view: unknown word 'top'"),
        (figure({"t": 0}, base="kneeling"), "base: unknown word 'kneeling'"),
        (figure({"t": 0, "head_spin": 3}), "unknown channel 'head_spin'"),
        (figure({"t": 0, "head_yaw": "left"}), "head_yaw: expected a number, got 'left'"),
        (figure({"t": 0, "head_yaw": float("nan")}), "head_yaw: expected a number, got nan"),
        (figure({"t": 0, "way_back": True}), "unknown channel 'way_back'"),
        (figure({"t": 0, "touch": "poke"}), "touch: unknown word 'poke'"),
        (figure({"t": 1}, {"t": 1}), "t = 1 does not come after t = 1"),
        (figure(), "frames: expected at least one keyframe"),
        (figure({"t": 0}, {"t": 4}, steps=[]), "steps: expected a list of [from, to], got []"),
        (figure({"t": 0}, {"t": 4}, steps=[3]), "steps: expected [from, to] for step 1, got 3"),
        (
            figure({"t": 0}, {"t": 4}, steps=[[0, "end"]]),
            "steps: step 1: expected a number, got 'end'",
        ),
        (
            figure({"t": 0}, {"t": 4}, steps=[[0, 2], [2, 2]]),
            "steps: step 2 goes from 2 to 2; it must go forward",
        ),
        (
            figure({"t": 0}, {"t": 4, "heel": 1}, steps=[[0, 4.5]]),
            "steps: step 1 ends at 4.5, after the last frame at 4",
        ),
        (figure({"t": 0}, props="chair"), "props: expected a list of words, got 'chair'"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(table: Table, words: str) -> None:
    with pytest.raises(FigureError) as refusal:
        source.read(table)
    assert words in str(refusal.value)
