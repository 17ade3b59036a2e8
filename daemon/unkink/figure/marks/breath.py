"""Breathing exercises: air at the nose, and ribs that widen or sink."""

from math import sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Point, Vec, add
from unkink.figure.keyframes import Frame
from unkink.figure.marks.change import flat_arrow


def breath(stage: Stage) -> None:
    """Mark breathing in or out, where breath is what the exercise is about."""
    way = _way(stage)
    if not way or (stage.pose.view == "back" and not stage.figure.afloat):
        return
    for n, lane in enumerate(_lanes(stage)):
        points = lane[::-1] if way > 0 else lane
        flat_arrow(stage, f"air-{n}", points, 0.95, thin=True, z=96)
    if stage.pose.view == "front":
        for side in (1, -1):
            _ribs(stage, side, way)


def _way(stage: Stage) -> int:
    """1 breathing in, -1 breathing out, 0 where no breath is to be shown."""
    frames = stage.figure.frames
    values = [frame.breath for frame in frames]
    # A lift of the shoulders this large is the exercise; breath only goes with it.
    if max(values) - min(values) < 0.5 or max(abs(frame.sh_r) for frame in frames) > 0.6:
        return 0
    now, then = _stretch(stage, frames)
    if abs(now - then) < 0.05:
        return 0
    return 1 if then > now else -1


def _stretch(stage: Stage, frames: tuple[Frame, ...]) -> tuple[float, float]:
    """Breath at both ends of the stretch of the cycle this picture stands for."""
    last, key = len(frames) - 1, stage.pose.key
    i = stage.pose.segment if key is None else key
    if key == last and last:
        i -= 1
    now, then = frames[i].breath, frames[min(i + 1, last)].breath
    if key and abs(now - then) < 0.05:  # a still of a pause shows the breath that led there
        return frames[key - 1].breath, frames[key].breath
    return now, then


def _lanes(stage: Stage) -> list[list[Point]]:
    """Wavy ways of the air, from the nose outwards."""
    x, y = stage.cam(stage.body.head.at((0, 4.6, 12)))
    steps = range(4)
    if stage.figure.afloat:
        return [
            [(x + 6 + 9 * n + 5 * sin(t * 1.6), y - 10 - 10 * t) for t in steps] for n in (0, 1)
        ]
    k = stage.cam.scale
    if stage.pose.view == "front":  # beside the cheeks, where they hide nothing of the face
        return [
            [(x + s * k * (8 + 3 * t), y + k * (1 + t + 0.7 * sin(t * 2.2))) for t in steps]
            for s in (1, -1)
        ]
    return [[(x + 8 + 8 * t, y + 9 + 7 * t + 3.5 * sin(t * 2.2)) for t in steps]]


def _ribs(stage: Stage, side: int, way: int) -> None:
    middle = stage.body.trunk.at_chest(side * 29, -19, 8)
    half: Vec = (4.5 * side * way, 0.0, 0.0)
    places = [add(middle, (-half[0], 0.0, 0.0)), middle, add(middle, half)]
    flat_arrow(stage, f"ribs{side}", stage.pen.at(places), 0.95, thin=True, z=96)
