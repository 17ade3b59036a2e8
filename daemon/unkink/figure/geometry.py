"""Vectors, rotations, two-bone reach and the camera.

Lengths are centimetres, angles degrees. The room's axes are x = the figure's own left, y = up,
z = forward; canvas points are in units of the square picture with y pointing down.
"""

from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from typing import TypeAlias

Vec: TypeAlias = tuple[float, float, float]
"""A place or a direction in space."""
Mat: TypeAlias = tuple[Vec, Vec, Vec]
"""A rotation, row by row."""
Point: TypeAlias = tuple[float, float]
"""A place on the canvas."""

IDENTITY: Mat = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
UP: Vec = (0.0, 1.0, 0.0)
FORWARD: Vec = (0.0, 0.0, 1.0)


def add(a: Vec, b: Vec) -> Vec:
    """Sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """The way from b to a."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def mul(a: Vec, k: float) -> Vec:
    """Vector stretched by a number."""
    return (a[0] * k, a[1] * k, a[2] * k)


def dot(a: Vec, b: Vec) -> float:
    """Inner product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Direction square to both."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    """Length of a vector."""
    return sqrt(dot(a, a))


def lerp(a: float, b: float, share: float) -> float:
    """Number on the way from a (share 0) to b (share 1)."""
    return a + (b - a) * share


def mix(a: Vec, b: Vec, share: float) -> Vec:
    """Place on the straight way from a (share 0) to b (share 1)."""
    return (lerp(a[0], b[0], share), lerp(a[1], b[1], share), lerp(a[2], b[2], share))


def flat_mix(a: Point, b: Point, share: float) -> Point:
    """The same as `mix`, on the canvas."""
    return (lerp(a[0], b[0], share), lerp(a[1], b[1], share))


def clamp(value: float, low: float = 0.0, high: float = 1.0) -> float:
    """Value held between two limits."""
    return max(low, min(high, value))


def unit(a: Vec) -> Vec:
    """Direction of a vector; straight up for one without length."""
    size = length(a)
    return UP if size < 1e-9 else mul(a, 1 / size)


def mirror(v: Vec, *, left: bool) -> Vec:
    """Carry a place given for the left side of the body over to the side asked for."""
    return v if left else (-v[0], v[1], v[2])


def turn(m: Mat, v: Vec) -> Vec:
    """Rotate a vector."""
    return (dot(m[0], v), dot(m[1], v), dot(m[2], v))


def chain(*rotations: Mat) -> Mat:
    """Compose rotations; the last one is applied first."""
    out = IDENTITY
    for m in rotations:
        x, y, z = zip(*m, strict=True)
        a, b, c = ((dot(row, x), dot(row, y), dot(row, z)) for row in out)
        out = (a, b, c)
    return out


def about_x(degrees: float) -> Mat:
    """Rotation that carries up towards forward."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((1.0, 0.0, 0.0), (0.0, c, -s), (0.0, s, c))


def about_y(degrees: float) -> Mat:
    """Rotation that carries forward towards the figure's left."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c))


def about_z(degrees: float) -> Mat:
    """Rotation that carries left towards up."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0))


def bend(pitch: float, yaw: float, roll: float) -> Mat:
    """Rotate as the keyframe channels say.

    Order is important: tipping sideways comes last, so a turned head nods in its own plane.
    """
    return chain(about_z(-roll), about_y(yaw), about_x(pitch))


def two_bones(root: Vec, goal: Vec, upper: float, lower: float, pole: Vec) -> tuple[Vec, Vec]:
    """Middle joint and end of a limb that reaches for `goal` and bends towards `pole`.

    A goal out of reach gives the nearest end on the way there; the limb never quite straightens,
    because a stretched limb flips its bend when it is animated.
    """
    line = sub(goal, root)
    reach = max(
        min(length(line), (upper + lower) * 0.995),
        abs(upper - lower) * 1.05 + 0.5,
    )
    along = unit(line)
    foot = (upper * upper - lower * lower + reach * reach) / (2 * reach)
    height = sqrt(max(upper * upper - foot * foot, 0))
    side = sub(pole, mul(along, dot(pole, along)))
    if length(side) <= 1e-6:
        side = sub(FORWARD, mul(along, along[2]))
    middle = add(add(root, mul(along, foot)), mul(unit(side), height))
    return middle, add(root, mul(along, reach))


@dataclass(frozen=True, slots=True)
class Camera:
    """A parallel camera: no perspective, so arrows and limbs keep their lengths everywhere."""

    axes: Mat
    scale: float
    """Canvas units in a centimetre."""
    origin: Point
    """Where the room's zero point lies on the canvas."""

    @classmethod
    def look(cls, yaw: float, tilt: float, scale: float, middle: Vec, size: float) -> "Camera":
        """Aim at a place of the room: yaw 0 sees the front, 90 the right side, 180 the back."""
        axes = chain(about_x(tilt), about_y(yaw))
        x, y, _ = turn(axes, middle)
        return cls(axes, scale, (size / 2 - x * scale, size / 2 + y * scale))

    def __call__(self, place: Vec) -> Point:
        """Where a place of the room is seen."""
        x, y, _ = turn(self.axes, place)
        return (self.origin[0] + x * self.scale, self.origin[1] - y * self.scale)

    def depth(self, place: Vec) -> float:
        """Tell how near a place is to the viewer; larger is nearer."""
        return dot(self.axes[2], place)

    def flat(self, direction: Vec) -> Point:
        """A direction as seen on the canvas, in canvas units."""
        x, y, _ = turn(self.axes, direction)
        return (x * self.scale, -y * self.scale)
