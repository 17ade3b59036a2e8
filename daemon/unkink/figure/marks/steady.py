"""Marks that belong to a pose, not to a change: rolls, touch, breath, plumb line and sight."""

from itertools import pairwise
from math import cos, radians, sin

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import flat_mix, turn
from unkink.figure.keyframes import Figure
from unkink.figure.marks.breath import breath
from unkink.figure.marks.change import flat_arrow
from unkink.figure.marks.touch import touches


def steady(stage: Stage) -> None:
    """Draw all marks of one moment that need no second pose."""
    _roll(stage)
    touches(stage)
    breath(stage)
    _plumb(stage)
    _sight(stage)


def rolling(figure: Figure, caption: str) -> float:
    """Sense of a shoulder roll, 0 where the shoulders do not roll; negative is up in front.

    Lift and travel of the blades run out of step then, so the shoulder runs round a loop: its area
    tells. Each caption may roll its own way.
    """
    area = 0.0
    for p, q in pairwise(figure.frames):
        if p.caption == caption:
            area += p.scap * q.sh_r - q.scap * p.sh_r
    return area if abs(area) > 0.6 else 0.0


def _roll(stage: Stage) -> None:
    sense = rolling(stage.figure, stage.pose.caption)
    if not sense or not stage.profile:
        return
    home = stage.body.trunk.at_chest(-17, -1, 0)
    start, way = (-30, 285) if sense < 0 else (210, -285)
    ring = []
    for i in range(11):
        angle = radians(start + way * i / 10)
        ring.append((home[0], home[1] + 13.5 * sin(angle), home[2] + 13.5 * cos(angle)))
    flat_arrow(stage, "roll", stage.pen.at(ring), thin=True, z=97)


def _plumb(stage: Stage) -> None:
    """For gliding heads: the ear belongs above the shoulder."""
    figure, body = stage.figure, stage.body
    slides = [frame.head_slide for frame in figure.frames]
    if not stage.profile or max(slides) - min(slides) < 0.5 or figure.has("phone", "screen"):
        return
    back = turn(body.trunk.upright, (0, 0, -1))
    x, y = stage.cam(
        (body.neck_base[0] + back[0], body.neck_base[1] + back[1], body.neck_base[2] + back[2])
    )
    stage.pen.line(92, "plumb", "sight", [(x, y - 6), (x, y - 128)], 0.9)


def _sight(stage: Stage) -> None:
    """Dotted line from the eye to what is looked at, where the gaze changes."""
    if len({frame.gaze_far for frame in stage.figure.frames}) < 2:
        return
    cam, eye = stage.cam, stage.cam(stage.body.head.at((-3.5, 9.2, 11)))
    goal = flat_mix(cam((0, 97, 58)), cam((0, 132, 76)), stage.pose.gaze_far)
    seen = 1 if stage.pose.eyes < 0.5 else 0
    stage.pen.line(94, "sight", "sight", [flat_mix(eye, goal, 0.16), goal], seen)
