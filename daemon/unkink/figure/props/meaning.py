"""Which thing of a scene is meant now: `show` in a keyframe names it."""

from collections.abc import Iterator
from contextlib import contextmanager

from unkink.figure.draw.stage import Stage
from unkink.figure.geometry import lerp

_PALE = 0.22


def meaning(stage: Stage, word: str) -> float:
    """How much a thing is meant: 1 now, 0 not, between them where one keyframe gives way."""
    pose, frames = stage.pose, stage.figure.frames
    if pose.key is not None:
        return float(pose.show == word)
    after = frames[min(pose.segment + 1, len(frames) - 1)].show
    return lerp(float(pose.show == word), float(after == word), min(pose.share, 0.999))


@contextmanager
def meant(stage: Stage, word: str) -> Iterator[None]:
    """Make what is drawn inside pale while another thing is meant."""
    start = len(stage.pen.shapes)
    yield
    named = stage.pose.show is not None
    stage.pen.fade(start, lerp(_PALE, 1.0, meaning(stage, word)) if named else 1.0)
