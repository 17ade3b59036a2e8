"""What every drawer works with: the pen that collects shapes, and the stage around it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from unkink.figure.geometry import FORWARD, Camera, Point, Vec
from unkink.figure.keyframes import Figure
from unkink.figure.outlines import Outline, capsule, curve, polygon, polyline, rounded_box
from unkink.figure.rig import Skeleton, skeleton
from unkink.figure.timeline import Pose


class Shape(NamedTuple):
    """One painted outline."""

    z: float
    """Painting order: larger lies in front."""
    key: str
    """Name that stays the same from moment to moment; each keeps its number of points."""
    style: str
    """Name in `style.PAINT`."""
    outline: Outline
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Pen:
    """Collects shapes; places of the room go through the camera first."""

    camera: Camera
    shapes: list[Shape] = field(default_factory=list)

    def put(self, z: float, key: str, style: str, outline: Outline, opacity: float = 1.0) -> None:
        """Add a finished outline."""
        self.shapes.append(Shape(z, key, style, outline, opacity))

    def part(self, z: float, key: str, style: str, outline: Outline) -> None:
        """Add a part of the body: ink below, colour half a layer above."""
        self.put(z, f"{key}-ink", "ink", outline)
        self.put(z + 0.5, key, style, outline)

    def rod(self, p: Vec, q: Vec, p_radius: float, q_radius: float, parts: int = 3) -> Outline:
        """Outline of a rod in the room; radii in centimetres."""
        k = self.camera.scale
        return capsule(self.camera(p), self.camera(q), p_radius * k, q_radius * k, parts)

    def at(self, places: Sequence[Vec]) -> list[Point]:
        """Places of the room as canvas points."""
        return [self.camera(place) for place in places]

    def line(
        self, z: float, key: str, style: str, points: Sequence[Point], opacity: float = 1.0
    ) -> None:
        """Add straight pieces between canvas points."""
        self.put(z, key, style, polyline(points), opacity)

    def bow(
        self, z: float, key: str, style: str, points: Sequence[Point], opacity: float = 1.0
    ) -> None:
        """Add a round line through canvas points."""
        self.put(z, key, style, curve(points), opacity)

    def face(
        self, z: float, key: str, style: str, points: Sequence[Point], opacity: float = 1.0
    ) -> None:
        """Add a filled polygon of canvas points."""
        self.put(z, key, style, polygon(points), opacity)

    def box(
        self,
        z: float,
        key: str,
        style: str,
        centre: Point,
        size: Point,
        radius: float = 4.0,
        opacity: float = 1.0,
    ) -> None:
        """Add a rectangle with round corners on the canvas."""
        self.put(z, key, style, rounded_box(centre, *size, radius), opacity)

    def fade(self, start: int, opacity: float) -> None:
        """Make all shapes from this index on paler."""
        self.shapes[start:] = [
            shape._replace(opacity=shape.opacity * opacity) for shape in self.shapes[start:]
        ]


@dataclass(frozen=True, slots=True)
class Stage:
    """One moment of a figure, ready to be drawn."""

    pose: Pose
    figure: Figure
    body: Skeleton
    pen: Pen
    facing: float
    """1 when the figure looks at the reader, -1 when it turns its back, 0 when it lies."""
    wet: bool
    """Dressed for water: bare legs and arms, and a suit instead of a shirt."""

    @classmethod
    def of(cls, pose: Pose, figure: Figure, camera: Camera) -> "Stage":
        """Set the stage for a pose."""
        facing = 0.0 if figure.afloat else camera.depth(FORWARD)
        wet = figure.has("shower", "bathtub", "pool") and pose.show != "dressed"
        return cls(pose, figure, skeleton(pose, figure), Pen(camera), facing, wet)

    def beside(self, pose: Pose) -> "Stage":
        """The same stage for another pose, with a pen of its own."""
        return replace(self, pose=pose, body=skeleton(pose, self.figure), pen=Pen(self.cam))

    @property
    def cam(self) -> Camera:
        """The camera everything is seen by."""
        return self.pen.camera

    @property
    def profile(self) -> bool:
        """Whether the figure is seen from its right side."""
        return self.pose.view == "side"

    @property
    def behind(self) -> bool:
        """Whether the figure turns its back."""
        return self.facing < -0.3

    @property
    def shirt(self) -> str:
        """Style of what the trunk wears."""
        return "suit" if self.wet else "shirt"
