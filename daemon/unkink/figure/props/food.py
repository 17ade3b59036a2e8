"""Cup, glass, clock and plate: scenes without a person.

`show` in a keyframe names the thing that is meant now; the others stay pale.
"""

from math import cos, pi, sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point, lerp
from unkink.figure.outlines import ellipse, loop
from unkink.figure.props.meaning import meaning, meant

_TABLE = 232


def cup(stage: Stage) -> None:
    """A cup of coffee that steams; struck out once another thing is meant."""
    pen, x, y = stage.pen, 98, 182
    left = [(x - 22, y + 40), (x - 34, y + 30)]
    bowl = [(x - 40, y - 36), (x + 40, y - 36), (x + 34, y + 30), (x + 22, y + 40), *left]
    _table(stage)
    with meant(stage, "cup"):
        pen.put(30, "handle", "paper-line", ellipse((x + 42, y), 18, 18))
        pen.face(31, "cup", "paper", bowl)
        pen.put(32, "coffee", "brown", ellipse((x, y - 36), 39, 9))
        pen.line(30, "saucer", "prop", [(x - 46, y + 46), (x + 46, y + 46)])
        for i in (0, 1, 2):
            u = x - 20 + 20 * i
            wave = [(u, y - 54), (u + 6, y - 64), (u - 2, y - 74), (u + 4, y - 86)]
            pen.bow(32, f"aroma{i}", "prop-line", wave)
    late = meaning(stage, "water-glass")
    pen.line(97, "no1", "cross", [(x - 30, y - 30), (x + 30, y + 30)], late)
    pen.line(97, "no2", "cross", [(x + 30, y - 30), (x - 30, y + 30)], late)


def _table(stage: Stage) -> None:
    stage.pen.line(2, "table", "prop", [(26, _TABLE), (294, _TABLE)])


def water_glass(stage: Stage) -> None:
    """A glass of water on the table."""
    pen, x, y = stage.pen, 230, 180
    glass = [(x - 31, y - 56), (x + 31, y - 56), (x + 25, y + 48), (x - 25, y + 48)]
    fill = [(x - 27.5, y - 22), (x + 27.5, y - 22), (x + 23, y + 45), (x - 23, y + 45)]
    level = [(x - 27, y - 22), (x - 9, y - 25), (x + 9, y - 20), (x + 27, y - 22)]
    with meant(stage, "water-glass"):
        pen.face(30, "tumbler", "paper", glass)
        pen.face(31, "tumbler-water", "pool", fill)
        pen.bow(32, "tumbler-level", "wave", level)
    tick = [(x - 14, y + 14), (x - 3, y + 25), (x + 19, y - 2)]
    pen.line(97, "yes", "check", tick, meaning(stage, "water-glass"))


def clock(stage: Stage) -> None:
    """A clock at two; it runs on to the evening when the glass of water is meant."""
    pen, x, y = stage.pen, 164, 62
    hours = lerp(2, 6.5, meaning(stage, "water-glass"))
    pen.put(30, "clock", "paper", ellipse((x, y), 44, 44))
    for i in range(12):
        c, s = cos(i * pi / 6), sin(i * pi / 6)
        tick = [(x + 34 * c, y + 34 * s), (x + 39 * c, y + 39 * s)]
        pen.line(31, f"tick{i}", "prop-line", tick)
    pen.line(32, "hour", "arrow", [(x, y), _hand((x, y), hours / 12, 20)])
    pen.line(32, "minute", "line", [(x, y), _hand((x, y), hours % 1, 31)])


def _hand(centre: Point, share: float, reach: float) -> Point:
    """End of a clock's hand after this share of a round."""
    angle = 2 * pi * share - pi / 2
    return centre[0] + reach * cos(angle), centre[1] + reach * sin(angle)


def plate(stage: Stage) -> None:
    """A plate between fork and knife, and a bowl of yoghurt above it."""
    pen = stage.pen
    pen.put(25, "plate", "paper", ellipse((160, 204), 98, 98))
    pen.put(26, "rim", "prop-thin", ellipse((160, 204), 74, 74))
    for i in (-1, 0, 1):
        pen.line(26, f"tine{i}", "prop-thin", [(30 + 8 * i, 132), (30 + 8 * i, 166)])
    pen.bow(26, "tines", "prop-thin", [(22, 166), (25, 178), (30, 181), (35, 178), (38, 166)])
    pen.line(26, "fork", "prop", [(30, 184), (30, 282)])
    pen.bow(26, "blade", "prop-fill", [(288, 130), (299, 150), (299, 196), (288, 204), (288, 130)])
    pen.line(26, "knife", "prop", [(289, 206), (289, 282)])
    with meant(stage, "yoghurt"):
        _yoghurt(stage, 160, 52)


def _yoghurt(stage: Stage, x: float, y: float) -> None:
    pen = stage.pen
    bowl = [(x - 50, y - 8), (x - 40, y + 20), (x - 18, y + 32), (x + 18, y + 32), (x + 40, y + 20)]
    pen.bow(29, "spoon", "prop", [(x + 14, y - 4), (x + 44, y - 30), (x + 66, y - 40)])
    pen.put(30, "bowl", "bag", loop([*bowl, (x + 50, y - 8)]))
    pen.put(31, "yoghurt", "cloth", ellipse((x, y - 8), 50, 14))
    swirl = [(x - 26, y - 8), (x - 8, y - 14), (x + 14, y - 10), (x + 4, y - 4), (x - 10, y - 6)]
    pen.bow(32, "swirl", "cloth-line", swirl)


_LEAVES = ((112, 200, -0.75), (128, 176, -0.25), (140, 216, 0.15))


def greens(stage: Stage) -> None:
    """Three leaves with a pod of peas."""
    pen = stage.pen
    with meant(stage, "greens"):
        for i, (x, y, lean) in enumerate(_LEAVES):
            c, s = cos(lean - pi / 2), sin(lean - pi / 2)
            tip, root = (x + 36 * c, y + 36 * s), (x - 30 * c, y - 30 * s)
            edges = ((x - 19 * s, y + 19 * c), (x + 19 * s, y - 19 * c))
            pen.put(31, f"leaf{i}", "green", loop([root, edges[0], tip, edges[1]]))
            pen.line(32, f"vein{i}", "line", [root, (x + 22 * c, y + 22 * s)])


_NUTS = ((186, 160, 0.4), (212, 180, -0.5), (190, 192, 1.2), (218, 210, 0.2))


def nuts(stage: Stage) -> None:
    """A few nuts, and beans in their pod."""
    pen = stage.pen
    with meant(stage, "nuts"):
        for i, (x, y, angle) in enumerate(_NUTS):
            c, s = cos(angle), sin(angle)
            pen.put(31, f"nut{i}", "brown", ellipse((x, y), 14, 9.5, angle))
            seam = [(x - 8 * c + 3 * s, y - 8 * s - 3 * c), (x + 8 * c + 3 * s, y + 8 * s - 3 * c)]
            pen.line(31.5, f"seam{i}", "nut-line", seam)
        pod = [(158, 246), (176, 234), (200, 232), (220, 240), (204, 256), (178, 260)]
        pen.put(31, "pod", "green", loop(pod))
        for i, x in enumerate((174, 190, 205)):
            pen.put(32, f"bean{i}", "bean", ellipse((x, 246 - 2 * (i == 1)), 7, 6.5))
