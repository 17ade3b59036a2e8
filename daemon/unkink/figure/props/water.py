"""Shower, sink, tub and pool."""

from math import sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point
from unkink.figure.outlines import polygon
from unkink.figure.props.signs import steam, warm_or_cool
from unkink.figure.props.worn import towel_round_neck

_ROWS = (-19, -9.5, 0, 9.5, 19)
_FALLING = 29
"""Canvas units between two drops of a row; the page lets them fall by this much."""
_AIM = {"legs": 40, "arms": 100, "shoulders": 152}
"""Height that the hand shower points at, in centimetres."""


def sink(stage: Stage) -> None:
    """A basin with a running tap, in profile."""
    pen, word = stage.pen, stage.pose.water
    basin = [(0, 84, 34), (0, 74, 38), (0, 72, 58), (0, 84, 62), (0, 84, 34)]
    pen.line(64, "basin", "prop-fill", pen.at(basin))
    pen.line(11, "stand", "prop", pen.at([(0, 72, 50), (0, 0, 50)]))
    spout = [(0, 84, 60), (0, 110, 60), (0, 114, 52), (0, 109, 44)]
    pen.bow(12, "sink-tap", "prop", pen.at(spout))
    if word in ("warm", "cool"):
        for i, (z, below) in enumerate(((42, 43), (45, 42))):
            above_hands, below_hands = [(0, 106, z), (0, 97, z)], [(0, 88, below), (0, 80, below)]
            pen.line(75, f"run{i}-{word}", f"{word}-drop", pen.at(above_hands))
            pen.line(75, f"runb{i}-{word}", f"{word}-drop", pen.at(below_hands))
    warm_or_cool(stage, word, (270, 58))


def grab_bar(stage: Stage) -> None:
    """A handle on the wall."""
    x = 258 if stage.profile else 62
    stage.pen.line(4, "bar", "prop", [(x, 150), (x, 214)])


def shower(stage: Stage) -> None:
    """Pipe and rose, water from above or from the hand shower, a towel once it is off."""
    if stage.figure.base == "scene":
        return
    word, way = stage.pose.water, -1 if stage.profile else 1
    x, y = stage.cam((0, 192, 2) if stage.profile else (0, 191, 0))
    wall = x + 92 * way
    pipe = [(wall, 300), (wall, 40), (wall - 22 * way, y - 8), (x, y - 8), (x, y - 3)]
    stage.pen.bow(5, "pipe", "prop", pipe)
    stage.pen.box(6, "rose", "prop-solid", (x, y), (44, 8), 4)
    if word not in ("warm", "cool"):
        towel_round_neck(stage)
        return
    where = stage.pose.water_at or "all"
    if where == "all":
        _rain(stage, word, (x, y + 15))
    else:
        _jet(stage, word, where, wall)
    warm_or_cool(stage, word, (40 if way > 0 else 276, 46))


def _rain(stage: Stage, word: str, rose: Point) -> None:
    """Rows of drops that spread; those on the body fall behind it."""
    floor = stage.cam((0, 4, 0))[1] - 8
    for i, offset in enumerate(_ROWS):
        for step in range(9):
            x = rose[0] + offset * (1 + step * 0.18)
            y = rose[1] + (i % 2) * 11 + step * _FALLING
            if y >= floor:
                continue
            behind = abs(x - rose[0]) < 21 and step > 0
            drop = [(x, y), (x + offset * 0.06, y + 11)]
            key = f"drop{i * 9 + step}-{word}"
            stage.pen.line(21 if behind else 86, key, f"{word}-fall", drop)


def _jet(stage: Stage, word: str, where: str, wall: float) -> None:
    """The hand shower, from the side of the wall."""
    pen, way = stage.pen, 1 if stage.profile else -1
    height = _AIM[where]
    aim = stage.cam((0, height, 0))
    x = aim[0] + (-66 if stage.profile else 70)
    y = aim[1]
    hose = [(wall, 170.0), (x - 14 * way, y + 34), (x - 4 * way, y + 6)]
    pen.bow(85, "hose", "prop-thin", hose)
    pen.line(85.5, f"hand-rose-{where}", "prop", [(x, y - 11), (x, y + 11)])
    for row in range(-2, 3):
        for step in range(3):
            near = (x + way * (10 + step * 15), y + row * (6 + step * 4.0))
            drop = [near, (near[0] + way * 8, near[1] + row * 1.2)]
            pen.line(96, f"jet{(row + 2) * 3 + step}-{word}", f"{word}-drop", drop)


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
