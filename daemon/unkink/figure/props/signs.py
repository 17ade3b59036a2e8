"""Small signs that several things share."""

from math import cos, pi, sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point
from unkink.figure.outlines import ellipse

_NEAR, _FAR = 14, 20


def warm_or_cool(stage: Stage, word: str, centre: Point) -> None:
    """A sun for warm, a snow crystal for cool: colour is never the only sign."""
    if word == "warm":
        _sun(stage, centre)
    if word == "cool":
        _snow(stage, centre)


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


def _sun(stage: Stage, centre: Point) -> None:
    x, y = centre
    stage.pen.put(97, "sun-core", "warm-fill", ellipse(centre, 9, 9))
    for i in range(8):
        c, s = cos(i * pi / 4), sin(i * pi / 4)
        ray = [(x + _NEAR * c, y + _NEAR * s), (x + _FAR * c, y + _FAR * s)]
        stage.pen.line(97, f"sun-ray{i}", "warm-drop", ray)


def _snow(stage: Stage, centre: Point) -> None:
    x, y = centre
    crystal(stage, "snow", centre, 19)
    for i in range(3):
        angle = i * pi / 3 + pi / 6
        for end in (1, -1):
            fork = (x + 12 * cos(angle) * end, y + 12 * sin(angle) * end)
            for n, spread in enumerate((0.8, -0.8)):
                tip = (
                    fork[0] + 7 * end * cos(angle + spread),
                    fork[1] + 7 * end * sin(angle + spread),
                )
                stage.pen.line(97, f"snow{i}{end}{n}", "cool-drop", [fork, tip])
