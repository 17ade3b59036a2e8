"""The door for figures: a table from a tip file, checked word by word."""

from collections.abc import Mapping
from typing import TypeAlias

from unkink.figure import props
from unkink.figure.keyframes import Figure
from unkink.figure.rig import targets
from unkink.figure.table import parse

Source: TypeAlias = Figure | Mapping[str, object]
"""A figure, or the `[tip.figure]` table to read it from."""


def read(source: Source) -> Figure:
    """Read and check a figure; raises `FigureError` for a word that cannot be drawn."""
    if isinstance(source, Figure):
        return source
    figure = parse(source)
    for word in figure.props:
        props.check(word)
    for word in sorted(figure.hands):
        targets.check(word)
    return figure
