"""Draws one tray icon: a loop on a line, with a sign in the middle of the loop.

The grid is 16 units: a line 2 high along the foot, a loop 13 across with a stroke of 2 standing on
it, a sign of at most 5 in the middle. Each size has its own strokes, on whole pixels where that
keeps them crisp. Everything is drawn sixteen times too large and boxed down.
"""

from dataclasses import dataclass
from typing import assert_never

from PIL import Image, ImageColor, ImageDraw

from unkink.core.settings import TrayInk
from unkink.ports import TraySign

_ENLARGED = 16
_OPAQUE = 255

Point = tuple[float, float]

_TONES = {
    TraySign.SITTING: "#1c8a6e",
    TraySign.DUE: "#b0720e",
    TraySign.OVERDUE: "#c4552c",
    TraySign.HELD: "#b0720e",
    TraySign.PAUSED: "#7a8782",
    TraySign.STANDING: "#2c7fb8",
    TraySign.WALKING: "#2c7fb8",
    TraySign.BLIND: "#7a8782",
    TraySign.PROBLEM: "#b9497a",
}
"""Each has a contrast of 3:1 or more on white and on #242424 alike (WCAG 2.2, 1.4.11)."""

_LIGHT = "#f4f7f6"
_DARK = "#18201d"
_FAINT = {TrayInk.COLOUR: 120, TrayInk.LIGHT: 105, TrayInk.DARK: 105}
"""How opaque the part of the loop is that does not speak."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where loop and line lie at one size, in its own pixels."""

    stroke: float
    line: int
    """Thickness of the line, in whole pixels, as it lies along them."""
    across: int
    """Outside diameter of the loop."""
    foot: int
    """Lower edge of the line."""


_SHAPES = {
    16: _Shape(stroke=2, line=2, across=13, foot=14),
    22: _Shape(stroke=2.5, line=3, across=18, foot=20),
    24: _Shape(stroke=3, line=3, across=19, foot=21),
    32: _Shape(stroke=4, line=4, across=26, foot=29),
    48: _Shape(stroke=5, line=5, across=39, foot=43),
}


def draw(sign: TraySign, share: float, ink: TrayInk, size: int) -> Image.Image:
    """Draw a sign at one of `family.SIZES`; `share` is how full the loop is while sitting."""
    drawing = _Drawing(size, faint=_FAINT[ink])
    drawing.loop(sign, share)
    if sign is TraySign.BLIND:
        drawing.slash()
    drawing.line()
    drawing.middle(sign)
    return drawing.inked(_colour(sign, ink))


def _colour(sign: TraySign, ink: TrayInk) -> str:
    match ink:
        case TrayInk.COLOUR:
            return _TONES[sign]
        case TrayInk.LIGHT:
            return _LIGHT
        case TrayInk.DARK:
            return _DARK
        case other:
            assert_never(other)


class _Drawing:
    """The opacity of one icon, drawn in its own pixels with the origin at the upper left."""

    def __init__(self, size: int, faint: int) -> None:
        self._size = size
        self._faint = faint
        self._shape = _SHAPES[size]
        self._unit = size / 16
        self._x = size / 2
        self._y = self._shape.foot - self._shape.across / 2
        self._mask = Image.new("L", (size * _ENLARGED, size * _ENLARGED), 0)
        self._pen = ImageDraw.Draw(self._mask)

    def inked(self, colour: str) -> Image.Image:
        """Bring the drawing down to its size and give it its colour."""
        mask = self._mask.resize((self._size, self._size), Image.Resampling.BOX)
        image = Image.new("RGBA", mask.size, (*ImageColor.getrgb(colour)[:3], 0))
        image.putalpha(mask)
        return image

    def loop(self, sign: TraySign, share: float) -> None:
        """Draw the loop: faint, filled clockwise from the line, full, or solid."""
        full = sign in (TraySign.DUE, TraySign.OVERDUE, TraySign.HELD)
        radius = self._shape.across / 2
        self._disc(radius, _OPAQUE if full else self._faint)
        if sign is TraySign.SITTING and share > 0:
            self._filling(radius, share)
        if sign is not TraySign.OVERDUE:
            self._disc(radius - self._shape.stroke, 0)

    def _filling(self, radius: float, share: float) -> None:
        # The line hides 26 degrees on either side of the foot: count what shows above it.
        begins = 90 + 26
        box = self._around(radius)
        self._pen.pieslice(box, begins, begins + (360 - 2 * 26) * share, fill=_OPAQUE)

    def line(self) -> None:
        """Draw the line along the foot, with round ends."""
        line, foot = self._shape.line, self._shape.foot
        box = self._box(0, foot - line, self._size, foot)
        self._pen.rounded_rectangle(box, radius=line * _ENLARGED / 2, fill=_OPAQUE)

    def slash(self) -> None:
        """Strike the loop through, with a clear edge on both sides."""
        radius = self._shape.across / 2
        ends = [
            (self._x + radius * 0.92, self._y - radius * 0.92),
            (self._x - radius * 0.55, self._y + radius * 0.55),
        ]
        self._stroke(ends, self._shape.stroke + 2.2 * self._unit, 0)
        self._stroke(ends, self._shape.stroke * 0.95)

    def middle(self, sign: TraySign) -> None:
        """Draw the sign in the middle of the loop."""
        match sign:
            case TraySign.SITTING | TraySign.BLIND:
                pass
            case TraySign.DUE:
                self._disc(self._units(2.25), _OPAQUE)
            case TraySign.OVERDUE:
                self._disc(self._units(2.25), 0)
            case TraySign.HELD:
                self._dash()
            case TraySign.PAUSED:
                self._bars()
            case TraySign.STANDING:
                self._chevron_up()
            case TraySign.WALKING:
                self._chevrons_right()
            case TraySign.PROBLEM:
                self._exclamation()
            case other:
                assert_never(other)

    def _dash(self) -> None:
        half, thick = self._units(2.5), max(2, round(self._shape.stroke))
        top = round(self._y - self._shape.stroke / 2 - 0.01)
        self._rectangle(self._x - half, top, self._x + half, top + thick)

    def _bars(self) -> None:
        near, thick = 0.5 * self._unit + self._units(0.5), self._shape.stroke
        top, bottom = self._y - self._units(2.5), self._y + self._units(2)
        self._rectangle(self._x - near - thick, top, self._x - near, bottom)
        self._rectangle(self._x + near, top, self._x + near + thick, bottom)

    def _chevron_up(self) -> None:
        half, low, high = self._units(2.25), self._units(0.9), self._units(1.5)
        points = [
            (self._x - half, self._y + low),
            (self._x, self._y - high),
            (self._x + half, self._y + low),
        ]
        self._stroke(points, max(1.6 * self._unit, self._shape.stroke * 0.8))

    def _chevrons_right(self) -> None:
        for shift in (-1.7, 1.3):
            x, half, high = self._x + shift * self._unit, self._units(1), self._units(2)
            points = [(x - half, self._y - high), (x + half, self._y), (x - half, self._y + high)]
            self._stroke(points, 1.5 * self._unit)

    def _exclamation(self) -> None:
        half = self._shape.stroke / 2
        self._rectangle(
            self._x - half, self._y - self._units(3), self._x + half, self._y + self._units(0.5)
        )
        top = self._y + self._units(1.4)
        dot = self._box(self._x - half, top, self._x + half, top + 2 * half)
        self._pen.ellipse(dot, fill=_OPAQUE)

    def _units(self, length: float) -> float:
        """Turn grid units into pixels, on half pixels, so that edges stay crisp."""
        return round(length * self._unit * 2) / 2

    def _disc(self, radius: float, opacity: int) -> None:
        self._pen.ellipse(self._around(radius), fill=opacity)

    def _rectangle(self, left: float, top: float, right: float, bottom: float) -> None:
        self._pen.rectangle(self._box(left, top, right, bottom), fill=_OPAQUE)

    def _stroke(self, points: list[Point], width: float, opacity: int = _OPAQUE) -> None:
        """Draw through the points with round ends and joints."""
        enlarged = [(x * _ENLARGED, y * _ENLARGED) for x, y in points]
        self._pen.line(enlarged, fill=opacity, width=round(width * _ENLARGED), joint="curve")
        for x, y in points:
            self._pen.ellipse(self._circle(x, y, width / 2), fill=opacity)

    def _around(self, radius: float) -> tuple[float, float, float, float]:
        return self._circle(self._x, self._y, radius)

    def _circle(self, x: float, y: float, radius: float) -> tuple[float, float, float, float]:
        return self._box(x - radius, y - radius, x + radius, y + radius)

    def _box(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        # Pillow counts the last pixel in.
        return (
            left * _ENLARGED,
            top * _ENLARGED,
            right * _ENLARGED - 1,
            bottom * _ENLARGED - 1,
        )
