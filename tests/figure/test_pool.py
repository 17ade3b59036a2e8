"""Every figure of the tip pool can be drawn, stays in the picture and closes its loop."""

from collections.abc import Iterator
from math import isfinite

import pytest

from tests.figure.pool import Table
from unkink.figure import scene, source, timeline
from unkink.figure.draw.camera import SIZE
from unkink.figure.draw.stage import Shape
from unkink.figure.keyframes import NUMBERS, SIDES, Figure

SAMPLES = 9


@pytest.fixture(scope="module")
def figures(pool: dict[str, Table]) -> dict[str, Figure]:
    return {tip: source.read(table) for tip, table in pool.items()}


@pytest.fixture(scope="module")
def pictures(figures: dict[str, Figure]) -> dict[str, list[list[Shape]]]:
    """Every key frame as a still, and moments between them."""
    return {tip: list(_pictures(figure)) for tip, figure in figures.items()}


def _pictures(figure: Figure) -> Iterator[list[Shape]]:
    end = figure.frames[-1].t
    for index in range(len(figure.frames)):
        yield scene.still_shapes(figure, index)
    for n in range(SAMPLES):
        yield scene.shapes_at(figure, timeline.at(figure.frames, end * n / (SAMPLES - 1)))


def test_every_picture_is_drawn_with_finite_numbers(
    pictures: dict[str, list[list[Shape]]],
) -> None:
    for tip, drawn in pictures.items():
        for shape in (shape for shapes in drawn for shape in shapes):
            numbers = [*(v for point in shape.outline.points for v in point), shape.opacity]
            assert all(isfinite(v) for v in numbers), (tip, shape.key)
            assert 0 <= shape.opacity <= 1, (tip, shape.key, shape.opacity)


def test_no_picture_is_empty_and_nothing_lies_far_outside(
    pictures: dict[str, list[list[Shape]]],
) -> None:
    for tip, drawn in pictures.items():
        for shapes in drawn:
            assert len(shapes) > 5, tip
            for shape in shapes:
                for x, y in shape.outline.points:
                    assert -SIZE < x < 2 * SIZE, (tip, shape.key, x)
                    assert -SIZE < y < 4 * SIZE, (tip, shape.key, y)


def test_head_and_hands_stay_inside_the_picture(pictures: dict[str, list[list[Shape]]]) -> None:
    close_up = {"eyes-blink-reset"}  # shows the face only
    for tip, drawn in pictures.items():
        for shape in (shape for shapes in drawn for shape in shapes):
            hand = shape.key.startswith("hand-") and tip not in close_up
            if shape.opacity < 0.5 or not (hand or shape.key == "head-ink"):
                continue
            for x, y in shape.outline.points:
                assert 3 < x < SIZE - 3, (tip, shape.key, x)
                assert y > 3, (tip, shape.key, y)  # hanging hands may leave below


def test_a_shape_keeps_number_and_kind_of_its_points(
    pictures: dict[str, list[list[Shape]]],
) -> None:
    for tip, drawn in pictures.items():
        commands: dict[tuple[str, str], str] = {}
        for shape in (shape for shapes in drawn for shape in shapes):
            known = commands.setdefault((shape.key, shape.style), shape.outline.commands)
            assert shape.outline.commands == known, (tip, shape.key)


def test_no_two_shapes_of_a_picture_share_name_and_layer(
    pictures: dict[str, list[list[Shape]]],
) -> None:
    for tip, drawn in pictures.items():
        for shapes in drawn:
            names = [(shape.key, shape.style, round(shape.z, 1)) for shape in shapes]
            assert len(names) == len(set(names)), tip


def test_every_loop_ends_in_the_pose_it_began_with(figures: dict[str, Figure]) -> None:
    for tip, figure in figures.items():
        first, last = figure.frames[0], figure.frames[-1]
        for name in (name for name in NUMBERS if name not in ("step", "eyes")):
            assert abs(first.number(name) - last.number(name)) < 0.05, (tip, name)
        for side in SIDES:
            assert first.hand(side) == last.hand(side), tip


def test_a_figure_has_between_one_and_four_key_poses_in_order(figures: dict[str, Figure]) -> None:
    for tip, figure in figures.items():
        keys = timeline.key_poses(figure.frames)
        assert 1 <= len(keys) <= 4, tip
        assert keys == sorted(set(keys)), tip
        assert timeline.telling_pose(figure.frames) in keys, tip


@pytest.mark.parametrize("view", ["front", "half", "side", "back"])
@pytest.mark.parametrize("base", ["seated", "standing", "walking", "lying", "in-water"])
def test_a_body_can_be_drawn_in_every_view(view: str, base: str) -> None:
    frames = [
        {"t": 0, "trunk_pitch": 10, "hand_l": "neck-back", "hand_r": "shoulder-l", "press": 1},
        {"t": 2, "trunk_round": 1, "head_yaw": 60, "step": 0.5, "warm": 1, "breath": 1},
    ]
    figure = source.read({"view": view, "base": base, "props": [], "frames": frames})
    for shape in scene.shapes_at(figure, timeline.at(figure.frames, 1.0)):
        assert all(isfinite(v) for point in shape.outline.points for v in point), shape.key
