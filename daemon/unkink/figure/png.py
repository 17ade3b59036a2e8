"""Shapes as PNG, for notifications: the same shapes and colours as on the page."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import pairwise
from math import hypot

from PIL import Image, ImageChops, ImageDraw

from unkink.figure.draw.camera import SIZE
from unkink.figure.draw.stage import Shape
from unkink.figure.geometry import Point, flat_mix
from unkink.figure.outlines import TAKES, Outline
from unkink.figure.scene import still_shapes
from unkink.figure.source import Source
from unkink.figure.style import PAINT, THEMES, Paint, Theme

FINE = 3
"""Drawn this many times larger, then reduced: Pillow's own lines have hard edges."""
BITS = 12
"""Straight pieces that stand for one curve."""
CORNER = 0.06
"""Radius of the picture's corners, as a share of its side."""
BOLD = 1.25
"""Wider lines for a picture that is shown at 48 pixels."""
CLOSEST = 1.6
"""How many times a small picture may be enlarged."""
AIR = 0.04
"""Around what is painted, as a share of the side."""


def picture(source: Source, size: int = 256, theme: Theme = "light") -> bytes:
    """The pose that tells most, as a square PNG file with round corners."""
    out = BytesIO()
    render(still_shapes(source), size, theme).save(out, "PNG")
    return out.getvalue()


def small_picture(source: Source, size: int, theme: Theme = "light") -> bytes:
    """As `picture`, to be recognised at the size of an icon: closer, bolder, without the shadow.

    It has a ground of its own, since nobody knows the colour of what it will be shown on.
    """
    image = painted(still_shapes(source, ghost=False), size * FINE, theme, bold=BOLD)
    image = image.crop(_closer(image, THEMES[theme]["panel"]))
    out = BytesIO()
    _finished(image, size).save(out, "PNG")
    return out.getvalue()


def render(shapes: Iterable[Shape], size: int, theme: Theme = "light") -> Image.Image:
    """Paint shapes on the panel's colour, with round corners."""
    return _finished(painted(shapes, size * FINE, theme), size)


def painted(
    shapes: Iterable[Shape], full: int, theme: Theme = "light", bold: float = 1.0
) -> Image.Image:
    """Paint shapes on a square of so many pixels; lines are `bold` times as wide."""
    colours = THEMES[theme]
    image = Image.new("RGB", (full, full), colours["panel"])
    for shape in shapes:
        if shape.opacity < 0.02:
            continue
        if shape.opacity > 0.98:
            _paint(image, shape, colours, bold)
            continue
        layer = image.copy()
        _paint(layer, shape, colours, bold)
        image = Image.blend(image, layer, shape.opacity)
    return image


def _closer(image: Image.Image, ground: str) -> tuple[int, int, int, int]:
    """The square around everything painted, with a little air, no closer than `CLOSEST`."""
    full = image.width
    empty = Image.new("RGB", image.size, ground)
    left, top, right, bottom = ImageChops.difference(image, empty).getbbox() or (0, 0, full, full)
    side = min(full, round(max(right - left, bottom - top, full / CLOSEST) * (1 + 2 * AIR)))
    x = min(max(0, (left + right - side) // 2), full - side)
    y = min(max(0, (top + bottom - side) // 2), full - side)
    return x, y, x + side, y + side


def _finished(image: Image.Image, size: int) -> Image.Image:
    small = image.resize((size, size), Image.Resampling.LANCZOS).convert("RGBA")
    small.putalpha(_round_corners(size))
    return small


def _round_corners(size: int) -> Image.Image:
    full = size * FINE
    mask = Image.new("L", (full, full), 0)
    box = (0, 0, full - 1, full - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius=full * CORNER, fill=255)
    return mask.resize((size, size), Image.Resampling.LANCZOS)


def _paint(image: Image.Image, shape: Shape, colours: dict[str, str], bold: float) -> None:
    pen, paint, k = ImageDraw.Draw(image), PAINT[shape.style], image.width / SIZE
    for points, closed in _traces(shape.outline, k):
        if paint.fill and len(points) > 2:
            pen.polygon(points, fill=colours[paint.fill])
        if paint.stroke and len(points) > 1:
            # Running on to the second point gives the first corner its joint.
            line = [*points, points[0], points[1]] if closed else points
            for piece in _pieces(line, paint, k):
                _stroke(pen, piece, paint.width * bold * k, colours[paint.stroke])


def _traces(outline: Outline, k: float) -> list[tuple[list[Point], bool]]:
    """Straight pieces of an outline in pixels, and whether each is closed."""
    out: list[tuple[list[Point], bool]] = []
    now: list[Point] = []
    points, i = [(x * k, y * k) for x, y in outline.points], 0
    for command in outline.commands:
        match command:
            case "M":
                now = [points[i]]
                out.append((now, False))
            case "L":
                now.append(points[i])
            case "C":
                now += _curve(now[-1], points[i], points[i + 1], points[i + 2])
            case _:
                out[-1] = (now, True)
        i += TAKES[command]
    return out


def _curve(a: Point, b: Point, c: Point, d: Point) -> list[Point]:
    out = []
    for n in range(1, BITS + 1):
        t = n / BITS
        ab, bc, cd = flat_mix(a, b, t), flat_mix(b, c, t), flat_mix(c, d, t)
        out.append(flat_mix(flat_mix(ab, bc, t), flat_mix(bc, cd, t), t))
    return out


def _stroke(pen: ImageDraw.ImageDraw, points: Sequence[Point], width: float, colour: str) -> None:
    """A line with round ends, which Pillow does not draw by itself."""
    wide = max(1, round(width))
    r = (wide - 1) / 2  # Pillow counts the pixels at both ends of an ellipse
    pen.line(list(points), fill=colour, width=wide)
    # Pillow's own joints leave combs on bows; discs are round from every side.
    for x, y in points if wide > 2 else (points[0], points[-1]):
        pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)


def _pieces(points: list[Point], paint: Paint, k: float) -> list[list[Point]]:
    """The dashes of a line; the whole line where the paint has none."""
    if paint.dashes is None:
        return [points]
    on, off = paint.dashes[0] * k, paint.dashes[1] * k
    out, piece, left, inked = [], [points[0]], on, True
    for p, q in pairwise(points):
        far, done = hypot(q[0] - p[0], q[1] - p[1]), 0.0
        while far - done > left:
            done += left
            cut = flat_mix(p, q, done / far)
            if inked:
                out.append([*piece, cut])
            piece, inked = [cut], not inked
            left = on if inked else off
        left -= far - done
        piece.append(q)
    return [*out, piece] if inked and len(piece) > 1 else out
