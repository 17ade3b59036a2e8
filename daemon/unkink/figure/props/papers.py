"""A calendar of weeks, and the card that says when to get help."""

from math import cos, pi, sin

from unkink.figure.draw.stage import Stage
from unkink.figure.outlines import ellipse
from unkink.figure.props.food import meant
from unkink.figure.props.signs import crystal

_WEEKS = ("week1", "week2", "week3")


def calendar(stage: Stage) -> None:
    """Three weeks; the cool part grows from row to row."""
    pen = stage.pen
    pen.box(30, "calendar", "paper", (160, 168), (216, 216), 16)
    pen.box(31, "calendar-head", "prop-solid", (160, 78), (216, 36), 14)
    for x in (100, 220):
        pen.line(32, f"ring{x}", "prop-line", [(x, 48), (x, 72)])
    for row in range(3):
        start = len(pen.shapes)
        _week(stage, row)
        pen.fade(start, 1.0 if stage.pose.show in (None, _WEEKS[row]) else 0.25)


def _week(stage: Stage, row: int) -> None:
    pen, y = stage.pen, 128 + row * 56
    for column in range(3):
        x, key = 152 + column * 44, f"{row}{column}"
        if column <= row:
            crystal(stage, f"crystal{key}-", (x, y), 15, 33)
        else:
            pen.put(32, f"dot{key}", "prop-solid", ellipse((x, y), 4, 4))
    for stroke in range(row + 1):
        x = 76 + stroke * 11
        pen.line(32, f"count{row}{stroke}", "line", [(x, y - 14), (x, y + 14)])


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
