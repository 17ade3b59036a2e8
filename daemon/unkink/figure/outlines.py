"""Flat outlines: commands and points, as SVG paths know them.

The number and kind of points never depends on the pose: the page blends two moments of a figure
point by point (see `bake`), so every function here must keep to that.
"""

from collections.abc import Callable, Iterable, Sequence
from math import atan2, cos, hypot, pi, sin, sqrt, tan
from typing import NamedTuple

from unkink.figure.geometry import Camera, Mat, Point, Vec, add, chain, dot, length, mul, sub, unit

TAKES = {"M": 1, "L": 1, "C": 3, "Z": 0}
"""Points that each path command uses up."""


class Outline(NamedTuple):
    """A path: one letter for each step (M, L, C, Z) and all its points in a row."""

    commands: str
    points: tuple[Point, ...]


def arc(centre: Point, radius: float, start: float, sweep: float, parts: int = 3) -> list[Point]:
    """Curve points along a circle, in radians; 3 for each part, the starting point left out."""
    step = sweep / parts
    pull = 4 / 3 * tan(step / 4) * radius
    x, y = centre
    out: list[Point] = []
    for i in range(parts):
        a, b = start + step * i, start + step * (i + 1)
        end = (x + radius * cos(b), y + radius * sin(b))
        out += [
            (x + radius * cos(a) - pull * sin(a), y + radius * sin(a) + pull * cos(a)),
            (end[0] + pull * sin(b), end[1] - pull * cos(b)),
            end,
        ]
    return out


def capsule(p: Point, q: Point, p_radius: float, q_radius: float, parts: int = 3) -> Outline:
    """Outline of a tapered rod with round ends, each of as many curves as `parts`."""
    far = hypot(q[0] - p[0], q[1] - p[1])
    apart = far > 1e-6
    base = atan2(q[1] - p[1], q[0] - p[0]) if apart else 0.0
    lean = max(-0.999, min(0.999, (p_radius - q_radius) / far)) if apart else 0.0
    a = atan2(sqrt(1 - lean * lean), lean)
    points = [
        (q[0] + q_radius * cos(base - a), q[1] + q_radius * sin(base - a)),
        *arc(q, q_radius, base - a, 2 * a, parts),
        (p[0] + p_radius * cos(base + a), p[1] + p_radius * sin(base + a)),
        *arc(p, p_radius, base + a, 2 * (pi - a), parts),
    ]
    return Outline(f"M{'C' * parts}L{'C' * parts}Z", tuple(points))


def polygon(points: Sequence[Point]) -> Outline:
    """Closed outline with straight edges."""
    return Outline("M" + "L" * (len(points) - 1) + "Z", tuple(points))


def polyline(points: Sequence[Point]) -> Outline:
    """Open line with straight pieces."""
    return Outline("M" + "L" * (len(points) - 1), tuple(points))


def ellipse(centre: Point, rx: float, ry: float, angle: float = 0.0) -> Outline:
    """Ellipse turned by an angle in radians."""
    c, s = cos(angle), sin(angle)
    circle = [(1.0, 0.0), *arc((0.0, 0.0), 1.0, 0.0, 2 * pi, 4)]
    points = [
        (centre[0] + x * rx * c - y * ry * s, centre[1] + x * rx * s + y * ry * c)
        for x, y in circle
    ]
    return Outline("MCCCCZ", tuple(points))


def rounded_box(centre: Point, width: float, height: float, radius: float = 4.0) -> Outline:
    """Upright rectangle with round corners."""
    x, y = centre
    r = min(radius, width / 2, height / 2)
    right, left = x + width / 2 - r, x - width / 2 + r
    top, bottom = y - height / 2 + r, y + height / 2 - r
    corners = ((right, top, -pi / 2), (right, bottom, 0.0), (left, bottom, pi / 2), (left, top, pi))
    steps = (0, 0.4, 0.8, 1.2, pi / 2)
    return polygon(
        [(cx + r * cos(a + t), cy + r * sin(a + t)) for cx, cy, a in corners for t in steps]
    )


def curve(points: Sequence[Point]) -> Outline:
    """Round open line through all points."""
    last = len(points) - 1
    out, commands = [points[0]], "M"
    for i in range(last):
        out += _piece(points[max(i - 1, 0)], points[i], points[i + 1], points[min(i + 2, last)])
        commands += "C"
    return Outline(commands, tuple(out))


def loop(points: Sequence[Point]) -> Outline:
    """Round closed line through all points."""
    n = len(points)
    out = [points[0]]
    for i in range(n):
        out += _piece(points[i - 1], points[i], points[(i + 1) % n], points[(i + 2) % n])
    return Outline("M" + "C" * n + "Z", tuple(out))


def _piece(a: Point, b: Point, c: Point, d: Point) -> tuple[Point, Point, Point]:
    """Catmull-Rom piece from b to c as two handles and an end."""
    return (
        (b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6),
        (c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6),
        c,
    )


def join(*outlines: Outline) -> Outline:
    """Several outlines painted as one shape."""
    return Outline(
        "".join(o.commands for o in outlines),
        tuple(point for o in outlines for point in o.points),
    )


class Egg:
    """An ellipsoid, optionally cut by a plane, that tells its outermost point in any direction."""

    __slots__ = ("_centre", "_cut", "_x", "_y")

    def __init__(
        self,
        camera: Camera,
        centre: Vec,
        axes: Mat,
        radii: Vec,
        cut: tuple[Vec, float] | None = None,
    ) -> None:
        rows = chain(camera.axes, axes)
        k = camera.scale
        self._x = (rows[0][0] * radii[0] * k, rows[0][1] * radii[1] * k, rows[0][2] * radii[2] * k)
        self._y = (
            -rows[1][0] * radii[0] * k,
            -rows[1][1] * radii[1] * k,
            -rows[1][2] * radii[2] * k,
        )
        self._centre = camera(centre)
        self._cut = None if cut is None else _unit_cut(*cut, radii)

    def support(self, dx: float, dy: float) -> Point:
        """Outermost point towards a canvas direction."""
        u = unit(add(mul(self._x, dx), mul(self._y, dy)))
        if self._cut is not None:
            normal, offset = self._cut
            height = dot(normal, u)
            if height < offset:  # beyond the cut: the nearest point of the cut's rim stands in
                rest = unit(sub(u, mul(normal, height)))
                u = add(mul(normal, offset), mul(rest, sqrt(max(0.0, 1 - offset * offset))))
        return (self._centre[0] + dot(self._x, u), self._centre[1] + dot(self._y, u))


def _unit_cut(normal: Vec, offset: float, radii: Vec) -> tuple[Vec, float]:
    """The cut seen from inside, where the ellipsoid is a ball of radius 1."""
    scaled = (normal[0] * radii[0], normal[1] * radii[1], normal[2] * radii[2])
    size = length(scaled)
    return mul(scaled, 1 / size), offset / size


def hull(eggs: Iterable[Egg], corners: int = 44) -> Outline:
    """Outline of the convex body that several eggs span."""
    eggs = tuple(eggs)
    points = []
    for i in range(corners):
        dx, dy = cos(2 * pi * i / corners), sin(2 * pi * i / corners)
        points.append(max((egg.support(dx, dy) for egg in eggs), key=_along(dx, dy)))
    return polygon(points)


def _along(dx: float, dy: float) -> Callable[[Point], float]:
    return lambda p: p[0] * dx + p[1] * dy
