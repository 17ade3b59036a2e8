"""Where a walk leads to: a tree, or the tap at the far end."""

from unkink.figure.draw.stage import Stage
from unkink.figure.outlines import ellipse


def tap(stage: Stage) -> None:
    """A tap with its basin, at the edge of the picture."""
    pen, x = stage.pen, 288
    pen.bow(5, "tap-pipe", "prop", [(x + 16, 130), (x - 2, 130), (x - 6, 134), (x - 6, 142)])
    pen.line(5, "tap-knob", "prop-thin", [(x + 4, 118), (x + 4, 128)])
    pen.line(5, "tap-run", "cool-drop", [(x - 6, 152), (x - 6, 158)])
    pen.bow(5, "tap-sink", "prop", [(x - 22, 172), (x - 18, 186), (x + 18, 186)])


def tree(stage: Stage) -> None:
    """A tree by the way."""
    pen = stage.pen
    pen.line(3, "trunk", "prop", pen.at([(0, 0, 62), (0, 60, 62)]))
    pen.put(3.2, "crown", "prop-fill", ellipse(stage.cam((0, 92, 62)), 42, 58))
    pen.line(3.3, "twig", "prop-thin", pen.at([(0, 60, 62), (0, 84, 62)]))
