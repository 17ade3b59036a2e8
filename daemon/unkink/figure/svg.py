"""Shapes as SVG text, without style attributes: a page with a strict content policy shows it."""

from collections.abc import Iterable

from unkink.figure.draw.camera import SIZE
from unkink.figure.draw.stage import Shape
from unkink.figure.outlines import TAKES, Outline

FAINTEST = 0.01


def picture(shapes: Iterable[Shape], label: str = "") -> str:
    """A whole picture, with a name for those who cannot see it (hidden from them without one)."""
    name = f'role="img" aria-label="{_escaped(label)}"' if label else 'aria-hidden="true"'
    head = (
        f'<svg class="fig" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" {name}>'
    )
    return f"{head}{''.join(_path(shape) for shape in shapes)}</svg>"


def _path(shape: Shape) -> str:
    if shape.opacity <= FAINTEST:
        return ""
    pale = f' opacity="{shape.opacity:.2f}"' if shape.opacity < 1 - FAINTEST else ""
    return f'<path class="{shape.style}"{pale} d="{_data(shape.outline)}"/>'


def _data(outline: Outline) -> str:
    out, i = [], 0
    for command in outline.commands:
        count = TAKES[command]
        numbers = [_number(v) for point in outline.points[i : i + count] for v in point]
        out.append(command + " ".join(numbers))
        i += count
    return "".join(out)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _escaped(text: str) -> str:
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, name)
    return text
