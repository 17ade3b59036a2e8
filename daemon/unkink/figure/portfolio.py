"""The still pictures of a figure, as one JSON value."""

from typing import TypedDict

from unkink.figure import svg
from unkink.figure.scene import still_shapes
from unkink.figure.source import Source, read
from unkink.figure.timeline import key_poses, telling_pose


class Still(TypedDict):
    """A key pose; stills serve reduced motion, print, and pages without scripts."""

    svg: str
    caption: str
    t: float
    """Second of the cycle."""


class Portfolio(TypedDict):
    """What `python -m unkink.figure` writes of each figure.

    The moving picture (`bake`) is apart: it takes fifteen times as long.
    """

    stills: list[Still]
    """Key poses in order of time."""
    telling: int
    """Which still a single picture should show."""


def portfolio(source: Source, label: str = "", most: int = 4) -> Portfolio:
    """Draw up to `most` stills, named `label` for screen readers."""
    figure = read(source)
    frames = figure.frames
    keys, telling = key_poses(frames, most), telling_pose(frames)
    stills: list[Still] = []
    for i in keys:
        caption = frames[i].caption
        name = ": ".join(part for part in (label, caption) if part)
        text = svg.picture(still_shapes(figure, i), name)
        stills.append({"svg": text, "caption": caption, "t": frames[i].t})
    place = keys.index(telling) if telling in keys else 0
    return {"stills": stills, "telling": place}
