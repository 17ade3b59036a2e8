"""Things in the hand: phone, glass, band and box."""

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import add, flat_mix, mix, mul, sub, unit
from unkink.figure.keyframes import SIDES


def phone(stage: Stage) -> None:
    """A phone in the right hand, and the look that goes down to it."""
    if stage.figure.base == "scene":
        return
    arm, pen = stage.body.arm["r"], stage.pen
    grip = arm.along_hand(0.8)
    up = unit((0, 1, 0.55 if arm.target == "low" else 0.2))
    low, high = sub(grip, mul(up, 2)), add(grip, mul(up, 13))
    pen.put(79.5, "phone", "device", pen.rod(low, high, 1.6, 1.6))
    eye, goal = stage.cam(stage.body.head.at((0, 9, 9))), stage.cam(mix(low, high, 0.6))
    look = [flat_mix(eye, goal, 0.25), flat_mix(eye, goal, 0.85)]
    pen.line(96, "look", "sight", look)


def glass(stage: Stage) -> None:
    """A glass of water in the right hand."""
    x, y = stage.cam(stage.body.arm["r"].along_hand(0.8))
    cup = [(x - 5, y - 12), (x + 7, y - 12), (x + 5, y + 6), (x - 3, y + 6)]
    stage.pen.face(79.5, "glass", "paper", cup)
    fill = [(x - 3.6, y - 5), (x + 5.8, y - 5), (x + 4.6, y + 5), (x - 2.4, y + 5)]
    stage.pen.face(79.6, "water", "pool", fill)


def band(stage: Stage) -> None:
    """An elastic band under the feet, its ends in the hands."""
    pen, body = stage.pen, stage.body
    for side in SIDES:
        foot = add(body.leg[side].ankle, (0.0, -5.0, 2.0))
        pen.line(84, f"band-{side}", "band", pen.at([body.arm[side].along_hand(0.55), foot]))
    floor = [add(body.leg[side].ankle, (0.0, -5.5, 2.0)) for side in SIDES]
    pen.line(46.9, "band-floor", "band", pen.at(floor))


def crate(stage: Stage) -> None:
    """A box that stands on the floor until both hands carry it."""
    arms, pen = stage.body.arm, stage.pen
    y, z = 16.0, 29.0
    if arms["r"].target == "carry":
        _, y, z = mix(arms["l"].along_hand(0.6), arms["r"].along_hand(0.6), 0.5)
        y, z = y + 6, z + 5
    side = [(0, y - 15, z - 15), (0, y + 15, z - 15), (0, y + 15, z + 15), (0, y - 15, z + 15)]
    pen.face(55.5, "box", "paper", pen.at(side))
    pen.line(55.6, "tape", "prop-line", pen.at([(0, y + 6, z - 15), (0, y + 6, z + 15)]))
