"""Everything that tells movement: arrows, touch, breath, sight, and the pose before as a ghost.

Arrows come only from the change between two keyframes. In the moving picture an arrow lives as long
as its stretch of the cycle; in a still it is the arrow that leads to the pose.
"""

from unkink.figure.draw.stage import Pen, Stage
from unkink.figure.geometry import clamp
from unkink.figure.marks.arrows import arrows
from unkink.figure.marks.change import moving
from unkink.figure.marks.steady import steady

__all__ = ["arrows", "ghost", "moment", "pose_before", "steady"]


def moment(stage: Stage) -> None:
    """Marks of a moving picture; arrows fade in and out with their stretch of the cycle."""
    frames, i, share = stage.figure.frames, stage.pose.segment, stage.pose.share
    if i + 1 < len(frames) and moving(frames[i], frames[i + 1]):
        show = clamp(min(share / 0.15, (1 - share) / 0.12))
        arrows(stage, frames[i], frames[i + 1], f"a{i}", show)
    steady(stage)


def pose_before(stage: Stage, index: int) -> int | None:
    """Index of the last clearly different keyframe; None where nothing led to this one."""
    frames = stage.figure.frames
    for i in range(index - 1, -1, -1):
        if moving(frames[i], frames[index]):
            return i
    return None


def ghost(pen: Pen, before: Stage) -> None:
    """Pale flat silhouette of the pose before, behind the body; legs would only clutter."""
    for shape in before.pen.shapes:
        body = shape.style == "ink" and shape.opacity > 0.5
        if body and not shape.key.startswith(("leg", "shoe")):
            pen.put(22, f"ghost-{shape.key}", "ghost", shape.outline)
