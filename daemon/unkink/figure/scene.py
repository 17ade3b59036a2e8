"""One call for every writer: a figure and a moment become shapes in painting order."""

from unkink.figure import marks, props
from unkink.figure.draw import person
from unkink.figure.draw.camera import camera_for
from unkink.figure.draw.stage import Shape, Stage
from unkink.figure.source import Source, read
from unkink.figure.timeline import Pose, still, telling_pose


def shapes_at(source: Source, pose: Pose) -> list[Shape]:
    """Shapes of one moment of the moving picture."""
    stage = _set(source, pose)
    if stage.figure.person:
        marks.moment(stage)
    return _in_order(stage)


def still_shapes(source: Source, index: int | None = None, *, ghost: bool = True) -> list[Shape]:
    """Shapes of a key pose, with the arrow that leads there and the pose before as a pale shadow.

    Without an index it is the pose that tells most; see `timeline.key_poses` for the others.
    """
    figure = read(source)
    frames = figure.frames
    if index is None:
        index = telling_pose(frames)
    stage = _set(figure, still(frames[index], key=index))
    if figure.person:
        before = marks.pose_before(stage, index)
        if before is not None:
            marks.arrows(stage, frames[before], frames[index], "still", 1.0)
            if ghost and _belong_together(stage, before, index):
                shadow = stage.beside(still(frames[before]))
                person(shadow)
                marks.ghost(stage.pen, shadow)
        marks.steady(stage)
    return _in_order(stage)


def _set(source: Source, pose: Pose) -> Stage:
    """Stage with the person and the things on it."""
    figure = read(source)
    stage = Stage.of(pose, figure, camera_for(figure, pose.view))
    if figure.person:
        person(stage)
    props.things(stage)
    return stage


def _belong_together(stage: Stage, before: int, index: int) -> bool:
    """A ghost of another view or another exercise would only confuse."""
    a, b = stage.figure.frames[before], stage.figure.frames[index]
    return a.view == b.view and a.caption in ("", b.caption)


def _in_order(stage: Stage) -> list[Shape]:
    return sorted(stage.pen.shapes, key=lambda shape: shape.z)
