"""Where a walk leads along, or to: trees, a corridor, the tap at its far end.

A walker walks on the spot; what stands behind passes by, slower than the ground as it is far away.
"""

from collections.abc import Iterator

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import Vec
from unkink.figure.keyframes import Figure
from unkink.figure.outlines import ellipse
from unkink.figure.rig.gait import STRIDE

_FAR = 0.9 * STRIDE
"""How far what stands behind passes by while `step` grows by one."""

_OUT = 160.0
"""Things wait this far from the walker, out of the picture."""


def _passing(figure: Figure, step: float, start: float) -> Iterator[tuple[int, float]]:
    """Places of a thing that comes again and again, one cycle of the figure apart."""
    round_trip = _FAR * max(1.0, figure.frames[-1].step - figure.frames[0].step)
    for n in (0, 1):
        place = start + n * round_trip - _FAR * (step - figure.frames[0].step)
        yield n, min(max(place, -_OUT), _OUT)


def tree(stage: Stage) -> None:
    """A tree and a bush by the way, again and again."""
    pen, cam, step = stage.pen, stage.cam, stage.pose.step
    for n, z in _passing(stage.figure, step, 84):
        pen.line(3, f"trunk{n}", "bark", pen.at([(0, 0, z), (0, 62, z)]))
        pen.line(3, f"branch{n}", "bark", pen.at([(0, 56, z), (0, 76, z + 10)]))
        for i, (y, ahead, r) in enumerate(((82, -13, 19), (84, 14, 18), (104, 0, 22))):
            x, up = cam((0, y, z + ahead))
            pen.put(3.2, f"crown{n}{i}", "leaves", ellipse((x, up), r * 1.62, r * 1.55))
    for n, z in _passing(stage.figure, step, -60):
        for i, (ahead, r) in enumerate(((-12, 10), (12, 11), (0, 14))):
            x, up = cam((0, r * 0.6, z + ahead))
            pen.put(3, f"bush{n}{i}", "leaves", ellipse((x, up), r * 1.62, r * 1.5))


def corridor(stage: Stage) -> None:
    """A door and a picture on the wall, again and again."""
    pen, cam, step = stage.pen, stage.cam, stage.pose.step
    for n, z in _passing(stage.figure, step, 92):
        door = [(0, 0, z - 28), (0, 152, z - 28), (0, 152, z + 28), (0, 0, z + 28)]
        pen.face(3, f"door{n}", "wall-fill", pen.at([(x, float(y), w) for x, y, w in door]))
        pen.put(3.1, f"knob{n}", "prop-solid", ellipse(cam((0, 74, z - 20)), 4, 4))
    for n, z in _passing(stage.figure, step, -68):
        pen.box(3, f"picture{n}", "wall-fill", cam((0, 128, z)), (56, 42), 3)
        hill = [(0, 122, z - 14), (0, 130, z - 5), (0, 124, z + 3), (0, 132, z + 14)]
        pen.bow(3.1, f"hill{n}", "prop-thin", pen.at([(x, float(y), w) for x, y, w in hill]))


_ARRIVED = 1.5
"""Value of `step` at which the walker stands before the tap."""


def tap(stage: Stage) -> None:
    """A worktop with a tap that the walker comes to, and turns from to walk back."""
    if not stage.profile:
        _left_behind(stage)
        return
    pen, ahead = stage.pen, min(_OUT, STRIDE * max(0.0, _ARRIVED - stage.pose.step))

    def at(y: float, z: float) -> Vec:
        return (0.0, y, z + ahead)

    front, top, spout = 26, 88, 33.0
    body = [at(0, front), at(top, front), at(top, front + 90), at(0, front + 90)]
    pen.face(4, "cupboard", "wall-fill", pen.at(body))
    pen.line(4.1, "cupboard-door", "prop-thin", pen.at([at(8, front + 34), at(76, front + 34)]))
    pen.line(4.2, "worktop", "prop", pen.at([at(top, front - 2), at(top, front + 90)]))
    neck = [at(top, spout + 22), at(128, spout + 22), at(138, spout + 14), at(136, spout + 2)]
    pen.bow(5, "tap-pipe", "prop", pen.at([*neck, at(126, spout)]))
    pen.line(5, "tap-knob", "prop", pen.at([at(102, spout + 23), at(110, spout + 31)]))
    runs = stage.pose.water == "cool"
    for i in (0, 1):
        fall = [at(123 - i, spout - 1 + 2 * i), at(104, spout - 1 + 2 * i)]
        pen.line(79.7, f"tap-run{i}", "cool-jet", pen.at(fall), float(runs))


def _left_behind(stage: Stage) -> None:
    pen = stage.pen
    body = [(40.0, 0.0, -40.0), (40.0, 88.0, -40.0), (110.0, 88.0, -40.0), (110.0, 0.0, -40.0)]
    pen.face(4, "cupboard-front", "wall-fill", pen.at(body))
    pen.line(4.2, "worktop-front", "prop", pen.at([(38, 88, -40), (110, 88, -40)]))
    neck = [(70.0, 88.0, -40.0), (70.0, 122.0, -40.0), (64.0, 130.0, -40.0), (58.0, 122.0, -40.0)]
    pen.bow(5, "tap-front", "prop", pen.at(neck))
