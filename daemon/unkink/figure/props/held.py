"""Things in the hand: phone, glass, band and box."""

from math import cos, sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point, Vec, add, flat_mix, lerp, mix, mul, sub, unit
from unkink.figure.keyframes import SIDES
from unkink.figure.props.meaning import meaning
from unkink.figure.props.signs import right_or_wrong


def phone(stage: Stage) -> None:
    """A phone in the right hand, and the look that goes down to it, or straight to it."""
    if stage.figure.base == "scene":
        return
    arm, pen, raised = stage.body.arm["r"], stage.pen, _raised(stage)
    grip = arm.along_hand(0.8)
    up = unit((0, 1, lerp(0.55, -0.15, raised)))
    low, high = sub(grip, mul(up, 3)), add(grip, mul(up, 13))
    pen.put(79.5, "phone", "device", pen.rod(low, high, 1.8, 1.8))
    eye, goal = stage.cam(stage.body.head.at((0, 9, 9))), stage.cam(mix(low, high, 0.6))
    look = [flat_mix(eye, goal, 0.25), flat_mix(eye, goal, 0.85)]
    pen.line(96, "look", "sight", look)
    right_or_wrong(stage, raised)


def _raised(stage: Stage) -> float:
    """How far the right hand is on its way to the face."""
    way = stage.pose.right
    return lerp(float(way.start == "face-level"), float(way.end == "face-level"), way.share)


def glass(stage: Stage) -> None:
    """A glass of water in the right hand, upright until it is tipped to the mouth."""
    arm, pen = stage.body.arm["r"], stage.pen
    x, y = stage.cam(arm.past_wrist(9))
    k, tapped = stage.cam.scale, stage.figure.has("tap")
    lean = 0.5 * _raised(stage)

    def at(across: float, up: float) -> Point:
        c, s = cos(lean), sin(lean)
        return x + k * (across * c - up * s), y - k * (across * s + up * c)

    pen.face(79.5, "glass", "paper", [at(-5, 9), at(5, 9), at(4, -6), at(-4, -6)])
    level = 6.0 * (meaning(stage, "full") if tapped else 1.0)
    tip = 3.4 * sin(lean)
    inside = [at(-4, level - 2 + tip), at(4, level - 2 - tip), at(3.3, -5), at(-3.3, -5)]
    pen.face(79.6, "water", "pool", inside, 1.0 if level > 0.4 else 0.0)


def band(stage: Stage) -> None:
    """An elastic band under the feet, its ends in the hands."""
    pen, body = stage.pen, stage.body
    for side in SIDES:
        foot = add(body.leg[side].ankle, (0.0, -5.0, 2.0))
        pen.line(84, f"band-{side}", "band", pen.at([body.arm[side].along_hand(0.55), foot]))
    floor = [add(body.leg[side].ankle, (0.0, -5.5, 2.0)) for side in SIDES]
    pen.line(46.9, "band-floor", "band", pen.at(floor))


_ON_FLOOR: Vec = (0.0, 16.0, 27.0)
_BOX_HANDS = {"low": (-18.76, 5.33), "chest": (-5.0, 14.0)}
"""How far the middle of the box lies above and before the wrists that hold it."""


def crate(stage: Stage) -> None:
    """A box that stands on the floor until both hands carry it."""
    pen, (_, y, z) = stage.pen, _box_place(stage)
    side = [(0, y - 15, z - 15), (0, y + 15, z - 15), (0, y + 15, z + 15), (0, y - 15, z + 15)]
    pen.face(55.5, "box", "box", pen.at(side))
    pen.line(55.6, "tape", "prop-line", pen.at([(0, y + 7, z - 15), (0, y + 7, z + 15)]))
    grip = [(0, y + 1, z - 5), (0, y + 1, z + 5)]
    pen.line(55.6, "box-grip", "prop-line", pen.at(grip))


def _box_place(stage: Stage) -> Vec:
    """Middle of the box: between the hands from the moment they lift it until they set it down."""
    way, arms = stage.pose.right, stage.body.arm
    carried = {way.start, way.end} <= set(_BOX_HANDS)
    if not carried or {way.start, way.end} == {"low"}:
        return _ON_FLOOR
    start, end = _BOX_HANDS[str(way.start)], _BOX_HANDS[str(way.end)]
    above, before = (lerp(a, b, way.share) for a, b in zip(start, end, strict=True))
    return add(mix(arms["l"].wrist, arms["r"].wrist, 0.5), (0.0, above, before))
