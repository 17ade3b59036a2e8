"""Small signs that several things share."""

from math import cos, pi, sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point
from unkink.figure.outlines import ellipse


def warm_or_cool(stage: Stage, word: str, centre: Point, size: float = 1.3) -> None:
    """A sun for warm, a snow crystal for cool: colour is never the only sign."""
    if word == "warm":
        _sun(stage, centre, size)
    if word == "cool":
        _snow(stage, centre, size)


def right_or_wrong(stage: Stage, right: float) -> None:
    """A tick where what is shown is right (1), a cross where it is wrong (0)."""
    pen = stage.pen
    pen.line(97, "right", "check", [(256, 46), (269, 60), (294, 28)], right)
    pen.line(97, "wrong1", "cross", [(264, 32), (290, 58)], 1 - right)
    pen.line(97, "wrong2", "cross", [(290, 32), (264, 58)], 1 - right)


def crystal(stage: Stage, key: str, centre: Point, radius: float, z: float = 97) -> None:
    """Three crossed strokes."""
    x, y = centre
    for i in range(3):
        c, s = radius * cos(i * pi / 3 + pi / 6), radius * sin(i * pi / 3 + pi / 6)
        stage.pen.line(z, f"{key}{i}", "cool-drop", [(x - c, y - s), (x + c, y + s)])


def steam(stage: Stage, key: str, at: Point, opacity: float) -> None:
    """A rising wave."""
    x, y = at
    wave = [(x, y), (x + 5, y - 8), (x - 3, y - 16), (x + 3, y - 25)]
    stage.pen.bow(97, key, "warm-drop", wave, opacity)


def bubble(stage: Stage, centre: Point, towards: Point, opacity: float = 1.0) -> None:
    """A speech bubble with three dots, its tip near the mouth."""
    pen, (x, y), half = stage.pen, centre, 27.0
    way = 1 if towards[0] > x else -1
    pen.box(96, "bubble", "paper", centre, (2 * half, 34), 15, opacity)
    tail = [(x + way * 6, y + 14), towards, (x + way * 20, y + 12)]
    pen.face(96.1, "bubble-tail", "paper", tail, opacity)
    pen.box(96.2, "bubble-inside", "paper-fill", centre, (2 * half - 3, 31), 14, opacity)
    for i in (-1, 0, 1):
        pen.put(96.3, f"bubble-dot{i}", "dot", ellipse((x + 13 * i, y), 3.2, 3.2), opacity)


def _sun(stage: Stage, centre: Point, size: float) -> None:
    x, y = centre
    stage.pen.put(97, "sun-core", "warm-fill", ellipse(centre, 9 * size, 9 * size))
    for i in range(8):
        c, s = size * cos(i * pi / 4), size * sin(i * pi / 4)
        ray = [(x + 14 * c, y + 14 * s), (x + 20 * c, y + 20 * s)]
        stage.pen.line(97, f"sun-ray{i}", "warm-drop", ray)


def _snow(stage: Stage, centre: Point, size: float) -> None:
    x, y = centre
    crystal(stage, "snow", centre, 19 * size)
    for i in range(6):
        angle = i * pi / 3 + pi / 6
        fork = (x + 11 * size * cos(angle), y + 11 * size * sin(angle))
        for n, spread in enumerate((0.8, -0.8)):
            c, s = cos(angle + spread), sin(angle + spread)
            tip = (fork[0] + 7 * size * c, fork[1] + 7 * size * s)
            stage.pen.line(97, f"snow{i}{n}", "cool-drop", [fork, tip])
