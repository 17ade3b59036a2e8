"""Hands hold what they carry, water runs where it is meant to, and things stand in their place."""

from itertools import pairwise
from math import hypot

import pytest

from tests.figure.pool import Table
from unkink.figure import scene, source, timeline
from unkink.figure.draw.camera import camera_for
from unkink.figure.draw.stage import Shape, Stage
from unkink.figure.geometry import Point
from unkink.figure.keyframes import SIDES, Figure


@pytest.fixture(scope="module")
def figures(pool: dict[str, Table]) -> dict[str, Figure]:
    return {tip: source.read(table) for tip, table in pool.items()}


def shapes(figure: Figure, second: float) -> dict[str, Shape]:
    """What is painted at a second of the cycle, by name."""
    pose = timeline.at(figure.frames, second)
    return {s.key: s for s in scene.shapes_at(figure, pose) if s.opacity > 0.02}


def stage(figure: Figure, second: float) -> Stage:
    pose = timeline.at(figure.frames, second)
    return Stage.of(pose, figure, camera_for(figure, pose.view))


def middle(shape: Shape) -> Point:
    xs, ys = zip(*shape.outline.points, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def apart(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def times(start: float, end: float, steps: int = 24) -> list[float]:
    return [start + (end - start) * n / steps for n in range(steps + 1)]


def inside(shape: Shape, point: Point, margin: float) -> bool:
    """Whether a point lies in the frame of a shape, or not far beside it."""
    x, y = middle(shape)
    half = [max(abs(p[i] - (x, y)[i]) for p in shape.outline.points) for i in (0, 1)]
    return abs(point[0] - x) < half[0] + margin and abs(point[1] - y) < half[1] + margin


def test_both_hands_stay_on_the_box_from_lifting_to_setting_down(
    figures: dict[str, Figure],
) -> None:
    lift = figures["habit-lift-close"]
    for second in times(2.4, 9.4, 40):
        now = stage(lift, second)
        box = shapes(lift, second)["box"]
        for side in SIDES:
            hand = now.cam(now.body.arm[side].along_hand(0.6))
            assert inside(box, hand, 6), (second, side)


def test_the_box_stands_still_while_nobody_holds_it_and_never_jumps(
    figures: dict[str, Figure],
) -> None:
    lift = figures["habit-lift-close"]
    places = [middle(shapes(lift, second)["box"]) for second in times(0, 10.99, 160)]
    assert max(apart(a, b) for a, b in pairwise(places)) < 12
    for second in (0.3, 1.5, 2.3, 9.6, 10.8):
        assert apart(middle(shapes(lift, second)["box"]), places[0]) < 1, second


def test_the_glass_is_in_the_hand_and_comes_to_the_mouth(figures: dict[str, Figure]) -> None:
    walk = figures["habit-water-walk"]
    for second in times(0, 7.8):
        now, glass = stage(walk, second), shapes(walk, second)["glass"]
        assert inside(glass, now.cam(now.body.arm["r"].past_wrist(9)), 4), second
    now, glass = stage(walk, 6), shapes(walk, 6)["glass"]
    mouth = now.cam(now.body.head.at((0, 1, 10)))
    assert min(apart(point, mouth) for point in glass.outline.points) < 8


def test_the_glass_is_filled_under_the_tap(figures: dict[str, Figure]) -> None:
    walk = figures["habit-water-walk"]
    drawn = shapes(walk, 3.6)
    glass, run = drawn["glass"], drawn["tap-run0"]
    assert run.outline.points[0][1] < middle(glass)[1]
    assert inside(glass, run.outline.points[1], 6)
    assert "water" not in shapes(walk, 2.0)
    assert "water" in shapes(walk, 5.0)


@pytest.mark.parametrize(
    "tip", ["contrast-starter", "contrast-three-rounds", "contrast-cool-finish"]
)
def test_the_hand_shower_hangs_on_its_hook_or_lies_in_the_hand(
    figures: dict[str, Figure], tip: str
) -> None:
    figure = figures[tip]
    hook = middle(shapes(figure, 0)["hand-rose"])
    for second in times(0, figure.frames[-1].t, 120):
        now, rose = stage(figure, second), middle(shapes(figure, second)["hand-rose"])
        if now.pose.view != "front":
            continue
        hand = now.cam(now.body.arm["l"].past_wrist(11))
        assert min(apart(rose, hook), apart(rose, hand)) < 4, second


def test_cool_water_reaches_legs_arms_and_shoulders_in_this_order(
    figures: dict[str, Figure],
) -> None:
    rounds = figures["contrast-three-rounds"]
    wet = {"legs": 5.5, "arms": 8.5, "shoulders": 11.5}
    for part, second in wet.items():
        now, drawn = stage(rounds, second), shapes(rounds, second)
        others = [f"wet-{other}-l" for other in wet if other != part]
        assert f"wet-{part}-l" in drawn
        assert not drawn.keys() & set(others)
        head = now.cam(now.body.head.at((0, 8, 0)))
        spray = [point for i in range(5) for point in drawn[f"jet{i}-{part}"].outline.points]
        assert min(apart(point, head) for point in spray) > 18, "the head stays out"


@pytest.mark.parametrize("tip", ["contrast-starter", "contrast-forearms-sink"])
def test_warm_is_a_sun_and_cool_a_snow_crystal(figures: dict[str, Figure], tip: str) -> None:
    figure = figures[tip]
    for frame in figure.frames:
        drawn = shapes(figure, frame.t)
        assert ("sun-core" in drawn) == (frame.water == "warm"), frame.t
        assert ("snow0" in drawn) == (frame.water == "cool"), frame.t


def test_a_stretched_arm_reaches_the_screen(figures: dict[str, Figure]) -> None:
    check = figures["posture-screen-check"]
    now, glass = stage(check, 3.5), shapes(check, 3.5)["screen"]
    tip = now.cam(now.body.arm["r"].tip)
    assert abs(min(x for x, _ in glass.outline.points) - tip[0]) < 8


def test_a_swimmer_has_the_face_above_the_water_and_the_ears_in_it(
    figures: dict[str, Figure],
) -> None:
    swim = figures["habit-swim-week"]
    for second in times(0, 4):
        now = stage(swim, second)
        level = middle(shapes(swim, second)["surface"])[1]
        assert now.cam(now.body.head.at((0, 5, 10)))[1] < level - 4
        assert now.cam(now.body.trunk.at_chest(0, -10, -8))[1] > level


def test_the_arms_of_a_swimmer_take_turns(figures: dict[str, Figure]) -> None:
    swim = figures["habit-swim-week"]
    for second in times(0, 4):
        arms = stage(swim, second).body.arm
        assert min(arms["l"].wrist[1], arms["r"].wrist[1]) < 6, second


def test_the_water_of_the_bath_covers_hips_and_legs_but_no_head(
    figures: dict[str, Figure],
) -> None:
    bath = figures["warm-bath-evening"]
    now, level = stage(bath, 1), middle(shapes(bath, 1)["surface"])[1]
    assert now.cam(now.body.head.at((0, 0, 0)))[1] < level
    for place in (now.body.trunk.hip, now.body.leg["r"].knee, now.body.leg["r"].ankle):
        assert now.cam(place)[1] > level


def test_the_thing_that_is_not_meant_turns_pale_without_a_jump(figures: dict[str, Figure]) -> None:
    drinks = figures["habit-late-drinks"]
    seen = [shapes(drinks, second)["cup"].opacity for second in times(2.9, 3.6, 14)]
    assert seen[0] == pytest.approx(0.22)
    assert seen[-1] == 1.0
    assert max(b - a for a, b in pairwise(seen)) < 0.15


def test_trees_pass_by_and_a_loop_ends_with_the_picture_it_began_with(
    figures: dict[str, Figure],
) -> None:
    walk = figures["habit-walk-plan"]
    first, last = (
        {round(middle(shape)[0]) for key, shape in shapes(walk, second).items() if "trunk" in key}
        for second in (0, walk.frames[-1].t - 1e-6)
    )
    on_the_canvas = {x for x in first if 0 < x < 320}
    assert on_the_canvas
    assert on_the_canvas == {x for x in last if 0 < x < 320}
