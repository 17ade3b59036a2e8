"""What hands do where they touch: circle, tap, press or push."""

from collections.abc import Callable
from math import atan2, cos, hypot, pi, sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point, flat_mix
from unkink.figure.keyframes import SIDES, Side
from unkink.figure.marks.change import flat_arrow
from unkink.figure.rig.targets import AT_EASE

_NAPE = frozenset({"neck-back", "neck-back-low", "head-back"})
_NO_TOUCH = frozenset(
    {"other-fingers", "palm-up", "palm-down", "forward", "lap", "side", "knees"}
    | {"chair-back", "chair-ahead", "seat-edge"}
)


def touches(stage: Stage) -> None:
    """Mark both hands while they press."""
    if stage.pose.press <= 0.04 or stage.pose.touch == "stroke":
        return
    for side in SIDES:
        target = stage.body.arm[side].target
        hidden = stage.pose.view == "front" and target in _NAPE
        hidden = hidden or (stage.profile and side == "l")
        fist = target in AT_EASE and stage.pose.touch is None
        if not hidden and (fist or target not in _NO_TOUCH):
            _touch(stage, side)


def _touch(stage: Stage, side: Side) -> None:
    arm = stage.body.arm[side]
    wrist, tip = stage.cam(arm.wrist), stage.cam(arm.tip)
    show = min(1, 0.35 + stage.pose.press * 1.1)
    draw = _MARKS.get(stage.pose.touch or "press", _press)
    if draw is _press and _pushes(stage, arm.target):
        draw = _push
    draw(stage, side, wrist, tip, show)


def _pushes(stage: Stage, target: str) -> bool:
    """Whether head and hand push against each other in the plane of the picture."""
    return target == "head-side" or (target in ("head-back", "forehead") and stage.profile)


def _around(centre: Point, radius: float, angle: float) -> Point:
    return (centre[0] + radius * cos(angle), centre[1] + radius * sin(angle))


def _circle(stage: Stage, side: Side, wrist: Point, tip: Point, show: float) -> None:
    """A ring round the finger tips, open towards the wrist."""
    start = atan2(wrist[1] - tip[1], wrist[0] - tip[0])
    way, centre = (1 if side == "l" else -1), flat_mix(wrist, tip, 0.85)
    ring = [_around(centre, 13, start + way * (0.9 + 4.5 * i / 9)) for i in range(10)]
    flat_arrow(stage, f"circle-{side}", ring, show, thin=True, z=97)


def _tap(stage: Stage, side: Side, wrist: Point, tip: Point, show: float) -> None:
    """Three rays beyond the finger tips."""
    dx, dy = tip[0] - wrist[0], tip[1] - wrist[1]
    base = atan2(dy, dx) if hypot(dx, dy) > 8 else -pi / 2
    centre = flat_mix(wrist, tip, 0.85)
    for i, spread in enumerate((-0.9, 0.0, 0.9)):
        ray = [_around(centre, radius, base + spread) for radius in (17, 25)]
        stage.pen.line(97, f"tap-{side}{i}", "press", ray, show)


def _press(stage: Stage, side: Side, wrist: Point, tip: Point, show: float) -> None:
    """Two bows on either side of the fingers."""
    base = atan2(tip[1] - wrist[1], tip[0] - wrist[0]) + pi / 2
    centre = flat_mix(wrist, tip, 0.85)
    for j, radius in enumerate((16, 22)):
        opacity = show * (min(1, stage.pose.press) if j else 1)
        for k, half in enumerate((0.0, pi)):
            spread = (-0.55, -0.28, 0.0, 0.28, 0.55)
            bow = [_around(centre, radius, base + half + angle) for angle in spread]
            stage.pen.bow(97, f"press-{side}{j}{k}", "press", bow, opacity)


def _push(stage: Stage, side: Side, wrist: Point, tip: Point, show: float) -> None:
    """Head and hand push against each other: two short arrows with the head between them."""
    middle, goal = flat_mix(wrist, tip, 0.5), stage.cam(stage.body.head.at((0, 9, 0)))
    dx, dy = goal[0] - middle[0], goal[1] - middle[1]
    far = hypot(dx, dy) or 1
    for name, centre, way in (("hand", middle, 1), ("head", (goal[0] + dx, goal[1] + dy), -1)):
        steps = (-way * n for n in (48, 36, 22))
        points = [(centre[0] + dx / far * n, centre[1] + dy / far * n) for n in steps]
        flat_arrow(stage, f"push-{side}-{name}", points, show)


_MARKS: dict[str, Callable[[Stage, Side, Point, Point, float], None]] = {
    "circle": _circle,
    "tap": _tap,
    "press": _press,
    "knead": _press,
}
