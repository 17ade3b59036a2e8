"""Sink, tub and pool."""

from math import sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point, mix
from unkink.figure.keyframes import SIDES
from unkink.figure.outlines import join, polygon
from unkink.figure.props.signs import steam, warm_or_cool


def sink(stage: Stage) -> None:
    """A wash-basin with a running tap, in profile; the water runs over the hands."""
    pen, word, body = stage.pen, stage.pose.water, stage.body
    rim = [(0, 86, 28), (0, 86, 70), (0, 82, 70), (0, 71, 62), (0, 69, 42), (0, 77, 31), (0, 82, 28)]
    pen.put(64, "basin", "prop-fill", polygon(pen.at(rim)))
    pen.face(11, "stand", "prop-fill", pen.at([(0, 70, 47), (0, 70, 57), (0, 0, 55), (0, 0, 49)]))
    spout = [(0, 86, 65), (0, 112, 65), (0, 122, 61), (0, 122, 50), (0, 114, 46)]
    pen.bow(12, "sink-tap", "prop", pen.at(spout))
    pen.line(12, "sink-lever", "prop", pen.at([(0, 102, 66), (0, 108, 76)]))
    warm_or_cool(stage, word, (266, 52), 1.7)
    if word == "off":
        return
    for side in SIDES:
        arm = body.arm[side]
        parts = [pen.rod(mix(arm.elbow, arm.wrist, 0.25), arm.wrist, 4.0, 3.2)]
        parts.append(pen.rod(arm.wrist, arm.past_wrist(13), 3.2, 3.4))
        pen.put(59.6 if side == "r" else 38, f"wet-{side}", f"{word}-fill", join(*parts), 0.5)
    for i, z in enumerate((44, 46, 48)):
        pen.line(57, f"run{i}-{word}", f"{word}-jet", pen.at([(0, 111 - i % 2, z), (0, 99, z)]))
    for i, z in enumerate((41, 45, 49)):
        pen.line(63, f"drip{i}-{word}", f"{word}-jet", pen.at([(0, 94 - i % 2, z), (0, 84, z)]))
    if word == "warm":
        for i, z in enumerate((30, 38)):
            steam(stage, f"vapour{i}", stage.cam((0, 104 + 8 * i, z)), 0.9)


def bathtub(stage: Stage) -> None:
    """A tub cut open along its length, with steam above."""
    pen = stage.pen

    def cut(*places: tuple[float, float]) -> list[Point]:
        return [stage.cam((0, y, z)) for y, z in places]

    water = cut((40, -42), (40, 84), (8, 78), (2, 66), (2, -22), (8, -36))
    pen.put(75, "bathwater", "pool", polygon(water), 0.72)
    surface = cut(*((40 + (i % 2) * 1.2, -40 + i * 9.5) for i in range(14)))
    pen.bow(76, "surface", "wave", surface)
    rim = [(47, -58), (42, -52), (4, -36), (-3, -24), (-3, 68), (4, 80), (42, 90), (47, 95)]
    pen.bow(77, "tub", "prop", cut(*rim))
    pen.line(77, "foot1", "prop", cut((-4, -14), (-10, -18)))
    pen.line(77, "foot2", "prop", cut((-4, 58), (-10, 62)))
    for i, z in enumerate((6, 30, 54)):
        steam(stage, f"steam{i}", stage.cam((0, 50, z)), 0.25 + 0.6 * stage.pose.warm)


def pool(stage: Stage) -> None:
    """Open water with the body at its surface."""
    pen, cam = stage.pen, stage.cam
    top = [cam((0, 1.5 + 1.3 * sin(i * 1.1), -132 + i * 10)) for i in range(25)]
    pen.face(75, "poolwater", "pool", [*top, (340, 330), (-20, 330)], 0.74)
    pen.bow(76, "surface", "wave", top)
    for i, (y, z) in enumerate(((-26, -50), (-40, 20), (-24, 60))):
        ripple = [cam((0, y + 1.4 * (-1) ** j, z + j * 8)) for j in range(4)]
        pen.bow(76, f"ripple{i}", "wave", ripple, 0.7)
