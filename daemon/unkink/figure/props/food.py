"""Cup, glass, clock and plate: scenes without a person.

`show` in a keyframe names the thing that is meant now; the others stay pale.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import cos, pi, sin

from unkink.figure.draw.stage import Stage
from unkink.figure.outlines import ellipse, loop


@contextmanager
def meant(stage: Stage, word: str) -> Iterator[None]:
    """Make what is drawn inside pale while another thing is meant."""
    start, now = len(stage.pen.shapes), stage.pose.show
    yield
    stage.pen.fade(start, 1.0 if now is None or now == word else 0.22)


def cup(stage: Stage) -> None:
    """A cup of coffee that steams."""
    pen, x, y = stage.pen, 92, 182
    left = [(x - 22, y + 40), (x - 32, y + 30)]
    bowl = [(x - 38, y - 36), (x + 38, y - 36), (x + 32, y + 30), (x + 22, y + 40), *left]
    with meant(stage, "cup"):
        pen.put(30, "handle", "paper-line", ellipse((x + 40, y), 17, 18))
        pen.face(31, "cup", "paper", bowl)
        pen.put(32, "coffee", "brown", ellipse((x, y - 36), 37, 8))
        pen.line(30, "saucer", "prop", [(x - 46, y + 46), (x + 46, y + 46)])
        for i in (0, 1):
            u = x - 14 + 20 * i
            wave = [(u, y - 54), (u + 6, y - 64), (u - 2, y - 74), (u + 4, y - 86)]
            pen.bow(32, f"aroma{i}", "prop-line", wave)


def water_glass(stage: Stage) -> None:
    """A glass of water on the table."""
    pen, x, y = stage.pen, 232, 182
    glass = [(x - 30, y - 52), (x + 30, y - 52), (x + 23, y + 46), (x - 23, y + 46)]
    fill = [(x - 26.5, y - 20), (x + 26.5, y - 20), (x + 21.5, y + 43), (x - 21.5, y + 43)]
    level = [(x - 26, y - 20), (x - 9, y - 23), (x + 9, y - 18), (x + 26, y - 20)]
    with meant(stage, "water-glass"):
        pen.face(30, "tumbler", "paper", glass)
        pen.face(31, "tumbler-water", "pool", fill)
        pen.bow(32, "tumbler-level", "wave", level)


def clock(stage: Stage) -> None:
    """A clock at two, or later once the glass of water is meant."""
    pen, x, y = stage.pen, 162, 62
    late = stage.pose.show == "water-glass"
    pen.put(30, "clock", "paper", ellipse((x, y), 40, 40))
    for i in range(12):
        c, s = cos(i * pi / 6), sin(i * pi / 6)
        tick = [(x + 32 * c, y + 32 * s), (x + 36 * c, y + 36 * s)]
        pen.line(31, f"tick{i}", "prop-line", tick)
    hour = (4.5 if late else 2) / 12 * 2 * pi - pi / 2
    minute = pi / 2 if late else -pi / 2
    pen.line(32, "hour", "arrow", [(x, y), (x + 18 * cos(hour), y + 18 * sin(hour))])
    pen.line(32, "minute", "line", [(x, y), (x + 28 * cos(minute), y + 28 * sin(minute))])


def plate(stage: Stage) -> None:
    """A plate, and a pot of yoghurt beside it."""
    pen, x, y = stage.pen, 160, 44
    pen.put(25, "plate", "paper", ellipse((160, 182), 138, 92))
    pen.put(26, "rim", "prop-thin", ellipse((160, 182), 106, 66))
    pot = [(x - 30, y - 16), (x + 30, y - 16), (x + 22, y + 32), (x - 22, y + 32)]
    with meant(stage, "yoghurt"):
        pen.face(30, "pot", "paper", pot)
        pen.put(31, "pot-lid", "scarf", ellipse((x, y - 16), 32, 7))


def greens(stage: Stage) -> None:
    """Three leaves."""
    with meant(stage, "greens"):
        for i, (x, y, lean) in enumerate(((88, 176, -0.6), (118, 156, -0.1), (126, 198, 0.5))):
            c, s = cos(lean - pi / 2), sin(lean - pi / 2)
            tip, root = (x + 34 * c, y + 34 * s), (x - 30 * c, y - 30 * s)
            edges = ((x - 20 * s, y + 20 * c), (x + 20 * s, y - 20 * c))
            stage.pen.put(31, f"leaf{i}", "green", loop([root, edges[0], tip, edges[1]]))
            stage.pen.line(32, f"vein{i}", "line", [root, tip])


_NUTS = ((196, 160, 0.4), (226, 178, -0.5), (196, 196, 1.2), (232, 208, 0.2), (214, 224, 1.9))


def nuts(stage: Stage) -> None:
    """A handful of nuts or beans."""
    with meant(stage, "nuts"):
        for i, (x, y, angle) in enumerate(_NUTS):
            stage.pen.put(31, f"nut{i}", "brown", ellipse((x, y), 15, 9.5, angle))
