"""Sink, tub and pool."""

from math import cos, radians, sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point, add, mix
from unkink.figure.keyframes import SIDES
from unkink.figure.marks.change import flat_arrow
from unkink.figure.outlines import join, polygon
from unkink.figure.props.signs import steam, warm_or_cool


def sink(stage: Stage) -> None:
    """A wash-basin with a running tap, in profile; the water runs over the hands."""
    pen, word, body = stage.pen, stage.pose.water, stage.body
    rim = [
        (0, 86, 28),
        (0, 86, 70),
        (0, 82, 70),
        (0, 71, 62),
        (0, 69, 42),
        (0, 77, 31),
        (0, 82, 28),
    ]
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

    side = cut((48, -60), (42, -53), (4, -37), (-4, -26), (-4, 70), (4, 82), (42, 92), (48, 98))
    pen.face(3, "tub-wall", "prop-fill", side)
    water = cut((40, -50), (40, 90), (8, 82), (1, 69), (1, -25), (8, -38))
    pen.put(75, "bathwater", "pool", polygon(water), 0.72)
    surface = cut(*((40 + (i % 2) * 1.4, -50 + i * 10.0) for i in range(15)))
    pen.bow(76, "surface", "wave", surface)
    pen.bow(77, "tub", "prop", side)
    pen.line(2.5, "foot1", "prop", cut((-6, -14), (-12, -18)))
    pen.line(2.5, "foot2", "prop", cut((-6, 60), (-12, 64)))
    pen.bow(3.5, "tub-tap", "prop", cut((48, 95), (66, 95), (70, 90), (70, 82), (65, 80)))
    _floor_under_tub(stage)
    for i, z in enumerate((2, 26, 50)):
        steam(stage, f"steam{i}", stage.cam((0, 49 + 4 * (i % 2), z)), 0.25 + 0.6 * stage.pose.warm)


def _floor_under_tub(stage: Stage) -> None:
    y = stage.cam((0, -14, 0))[1]
    stage.pen.line(2, "floor", "prop-thin", [(18, y + 3), (302, y + 3)], 0.8)


_SURFACE = 5.0
"""Height of the water of the pool: ears under it, face and chest above."""


def pool(stage: Stage) -> None:
    """Open water with the body at its surface, a rope of floats and the steps behind it."""
    pen, cam = stage.pen, stage.cam
    top = [cam((0, _SURFACE + 1.3 * sin(i * 1.1), -132 + i * 10)) for i in range(27)]
    pen.face(75, "poolwater", "pool", [*top, (340, 330), (-20, 330)], 0.7)
    pen.bow(76, "surface", "wave", top)
    for i, (y, z) in enumerate(((-44, -62), (-60, 8), (-38, 58), (-82, -30))):
        ripple = [cam((0, y + 1.4 * (-1) ** j, z + j * 8)) for j in range(4)]
        pen.bow(76, f"ripple{i}", "wave", ripple, 0.6)
    _edge(stage)
    _splash(stage)
    _stroke(stage)


def _edge(stage: Stage) -> None:
    """The far side: its rim, a rope of floats, and a ladder."""
    pen, cam = stage.pen, stage.cam
    y = cam((0, 26, 0))[1]
    pen.line(2, "rim", "prop-thin", [(-4, y), (324, y)])
    rope = cam((0, 13, 0))[1]
    pen.line(3, "rope", "prop-line", [(-4, rope), (324, rope)])
    for i in range(9):
        style = "scarf" if i % 2 else "paper"
        pen.box(3.1, f"float{i}", style, (12 + 37 * i, rope), (17, 9), 4)
    for x in (262, 288):
        rail = [(x + 12, y), (x + 12, y - 22), (x + 5, y - 30), (x, y - 22), (x, y + 34)]
        pen.bow(2.5, f"rail{x}", "prop", rail)


def _splash(stage: Stage) -> None:
    """Drops over the feet, as high as they kick."""
    for side in SIDES:
        x, y = stage.cam(stage.body.leg[side].ankle)
        high = max(0.0, min(1.0, (stage.cam((0, _SURFACE, 0))[1] - y + 14) / 16))
        for i, (ahead, up) in enumerate(((2, 10), (14, 17), (26, 9))):
            at = (x + ahead, y - up)
            drop = [(at[0], at[1]), (at[0] + 3, at[1] - 6)]
            stage.pen.line(89, f"splash-{side}{i}", "wave", drop, high)


def _stroke(stage: Stage) -> None:
    """The way of the arm through the air, and the way the swimmer goes."""
    shoulder, pen = stage.body.shoulder("r"), stage.pen
    angles = (radians(18 + 17.5 * i) for i in range(8))
    ring = [add(shoulder, (0.0, 66 * sin(a), 66 * cos(a))) for a in angles]
    flat_arrow(stage, "stroke", pen.at(ring), 0.95, thin=True)
