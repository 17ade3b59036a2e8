"""A calendar of weeks, and the card that says when to get help."""

from math import cos, pi, sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point
from unkink.figure.outlines import capsule, ellipse
from unkink.figure.props.meaning import meant
from unkink.figure.props.signs import crystal

_WEEKS = ("week1", "week2", "week3")
_WET = (("leg",), ("leg", "arm"), ("leg", "arm", "shoulder"))
"""Parts of the body that get cool water in each week."""


def calendar(stage: Stage) -> None:
    """Three leaves of a calendar; from week to week more of a little body gets wet, for longer."""
    for week, word in enumerate(_WEEKS):
        with meant(stage, word):
            _leaf(stage, week, 58 + 102 * week)


def _leaf(stage: Stage, week: int, x: float) -> None:
    pen, key = stage.pen, f"{week}"
    pen.box(30, f"leaf{key}", "paper", (x, 164), (92, 244), 12)
    pen.box(31, f"leaf-head{key}", "prop-solid", (x, 58), (92, 32), 12)
    for i in range(week + 1):
        stroke = x + 14 * (i - week / 2)
        pen.line(32, f"count{key}{i}", "light-line", [(stroke, 49), (stroke, 67)])
    _small_body(stage, week, x, 142)
    for i in range(week + 1):
        crystal(stage, f"crystal{key}{i}-", (x + 26 * (i - week / 2), 264), 11, 33)


def _small_body(stage: Stage, week: int, x: float, y: float) -> None:
    """A little person under a rose, the wet parts in the colour of cool water."""
    pen, key, wet = stage.pen, f"{week}", _WET[week]

    def limb(name: str, p: Point, q: Point, radius: float) -> None:
        part = name.rstrip("12")
        pen.put(32, f"{name}{key}-ink", "small-ink", capsule(p, q, radius, radius * 0.82))
        style = "cool-fill" if part in wet else "small-fill"
        pen.put(33, f"{name}{key}", style, capsule(p, q, radius, radius * 0.82))

    pen.box(32, f"rose{key}", "prop-solid", (x, y - 57), (34, 6), 3)
    pen.put(32, f"head{key}", "small-head", ellipse((x, y - 33), 9.5, 11))
    limb("leg1", (x - 7, y + 32), (x - 8, y + 84), 6.5)
    limb("leg2", (x + 7, y + 32), (x + 8, y + 84), 6.5)
    limb("arm1", (x - 17, y - 8), (x - 24, y + 38), 5)
    limb("arm2", (x + 17, y - 8), (x + 24, y + 38), 5)
    limb("trunk", (x, y + 2), (x, y + 28), 13)
    limb("shoulder", (x - 15, y - 9), (x + 15, y - 9), 7)


def help_card(stage: Stage) -> None:
    """A hand that says stop, and a phone that calls for help."""
    with meant(stage, "stop"):
        _stop(stage)
    with meant(stage, "call"):
        _call(stage)


def _stop(stage: Stage) -> None:
    pen = stage.pen
    angles = [pi / 8 + i * pi / 4 for i in range(8)]
    sign = [(92 + 62 * cos(angle), 164 + 62 * sin(angle)) for angle in angles]
    pen.face(30, "stop", "scarf", sign)
    pen.box(30.9, "thumb", "cloth", (120, 172), (12, 30), 6)
    pen.box(31, "palm", "cloth", (92, 180), (42, 38), 12)
    for i in range(4):
        top = 151 if i in (0, 3) else 146
        pen.box(31 + 0.1 * i, f"finger{i}", "cloth", (76 + i * 10.6, top), (10, 40), 5)


def _call(stage: Stage) -> None:
    pen, x, y = stage.pen, 230, 164
    pen.box(30, "handset", "device", (x, y), (74, 132), 14)
    pen.box(31, "handset-glass", "paper", (x, y - 2), (60, 104), 6)
    pen.box(32, "cross-upright", "warm-fill", (x, y - 8), (16, 46), 3)
    pen.box(32, "cross-level", "warm-fill", (x, y - 8), (46, 16), 3)
    for i, r in enumerate((16, 28)):
        angles = (-1.5, -1.15, -0.8, -0.4, 0.0)
        wave = [(x + 26 + r * cos(angle), y - 66 + r * sin(angle)) for angle in angles]
        pen.bow(32, f"ring{i}", "arrow-thin", wave)
