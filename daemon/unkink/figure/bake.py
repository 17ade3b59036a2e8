"""A figure as a small table for the page to play: shapes with fixed point counts, over time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil
from typing import TypedDict

from unkink.figure.draw.camera import SIZE
from unkink.figure.draw.stage import Shape
from unkink.figure.keyframes import NUMBERS, SIDES, Frame
from unkink.figure.scene import shapes_at
from unkink.figure.source import Source, read
from unkink.figure.timeline import at, key_poses

RATE = 8
"""Samples a second while something moves; the page draws straight lines between them."""

_ALMOST_END = 0.9985
"""The last sample of a stretch stays just inside it, where its words still hold."""


class BakedShape(TypedDict):
    """One path of the table; `i` and `o` are single numbers where they never change."""

    s: str
    """Style."""
    c: str
    """Path commands."""
    i: int | list[int]
    """For each sample the index of its points; -1 while the path is absent."""
    o: int | list[int]
    """For each sample its opacity in percent."""


class Baked(TypedDict):
    """The whole table."""

    size: list[int]
    """Width and height of the canvas, in its units."""
    cycle: float
    """Seconds until the movement begins again."""
    t: list[float]
    """Second of each sample."""
    caption: list[str]
    """Word under the figure at each sample."""
    keys: list[float]
    """Seconds of the key poses."""
    steps: list[list[float]] | None
    """For each step of the tip the first and last second of what it shows."""
    points: list[list[int]]
    """Coordinates in tenths of a unit: x, y, x, y, ..."""
    shapes: list[BakedShape]


@dataclass(slots=True)
class _Track:
    """One shape through time."""

    z: float
    style: str
    commands: str
    seen: dict[int, tuple[tuple[int, ...], int]] = field(default_factory=dict)
    """Points in tenths, and opacity in percent, by sample."""


def bake(source: Source) -> Baked:
    """Sample the whole cycle."""
    figure = read(source)
    frames = figure.frames
    times, captions = [], []
    tracks: dict[tuple[str, str, float, str], _Track] = {}
    for n, second in enumerate(_moments(frames)):
        pose = at(frames, second)
        for shape in shapes_at(figure, pose):
            _record(tracks, shape, n)
        times.append(round(second, 3))
        captions.append(pose.caption)
    points: dict[tuple[int, ...], int] = {}
    ordered = sorted(tracks.values(), key=lambda track: track.z)
    shapes = [_shape(track, len(times), points) for track in ordered]
    return {
        "size": [SIZE, SIZE],
        "cycle": round(frames[-1].t, 3),
        "t": times,
        "caption": captions,
        "keys": [frames[i].t for i in key_poses(frames)],
        "steps": None if figure.steps is None else [list(pair) for pair in figure.steps],
        "points": [list(row) for row in points],
        "shapes": [shape for shape in shapes if shape["i"] != -1],
    }


def _record(tracks: dict[tuple[str, str, float, str], _Track], shape: Shape, n: int) -> None:
    """Add a shape to its track; layers are part of the name, as the page never sorts again."""
    commands = shape.outline.commands
    key = (shape.key, shape.style, round(shape.z, 1), commands)
    track = tracks.get(key)
    if track is None:
        track = tracks[key] = _Track(shape.z, shape.style, commands)
    tenths = tuple(round(v * 10) for point in shape.outline.points for v in point)
    track.seen[n] = (tenths, round(shape.opacity * 100))


def _shape(track: _Track, samples: int, points: dict[tuple[int, ...], int]) -> BakedShape:
    index, opacity = [], []
    for n in range(samples):
        row, percent = track.seen.get(n, (None, 0))
        visible = row is not None and percent > 0
        index.append(points.setdefault(row, len(points)) if visible and row is not None else -1)
        opacity.append(percent)
    return {"s": track.style, "c": track.commands, "i": _one(index), "o": _one(opacity)}


def _one(values: list[int]) -> int | list[int]:
    return values[0] if len(set(values)) == 1 else values


def _moments(frames: tuple[Frame, ...]) -> Iterator[float]:
    """Seconds to sample; a stretch in which nothing moves needs only its two ends."""
    pairs = list(pairwise(frames)) or [(frames[0], frames[0])]
    for a, b in pairs:
        span = b.t - a.t
        steps = max(2, ceil(span * RATE)) if _moves(a, b) else 1
        for i in range(steps + 1):
            yield a.t + span * min(i / steps, _ALMOST_END)


def _moves(a: Frame, b: Frame) -> bool:
    if a.view != b.view:  # a cut holds the old picture until it comes
        return False
    if a.touch == "circle" and max(a.press, b.press) > 0:
        return True
    numbers = any(abs(a.number(name) - b.number(name)) > 1e-6 for name in NUMBERS)
    return numbers or any(a.hand(side) != b.hand(side) for side in SIDES)
