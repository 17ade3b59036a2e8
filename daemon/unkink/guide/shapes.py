"""Shapes of inline SVG for the pages that draw days: text out of numbers, escaped.

Colours and lines come from the style sheet by class, as the content policy allows no style here.
"""

from html import escape


def box(
    css: str, x: float, y: float, width: float, height: float, *, rx: float = 0, title: str = ""
) -> str:
    """Draw a rectangle; `title` shows where a pointer rests on it."""
    corner = f' rx="{number(rx)}"' if rx else ""
    shape = (
        f'<rect class="{css}" x="{number(x)}" y="{number(y)}" '
        f'width="{number(max(0.0, width))}" height="{number(height)}"{corner}'
    )
    return f"{shape}>{_title(title)}</rect>" if title else f"{shape}/>"


def path(css: str, d: str) -> str:
    """Draw a path."""
    return f'<path class="{css}" d="{d}"/>'


def words(text: str, x: float, y: float, *, css: str = "", anchor: str = "middle") -> str:
    """Write a few words."""
    named = f' class="{css}"' if css else ""
    return (
        f'<text{named} x="{number(x)}" y="{number(y)}" text-anchor="{anchor}">{escape(text)}</text>'
    )


def at(x: float, y: float, shapes: str, *, title: str = "") -> str:
    """Put shapes that are drawn around 0, 0 somewhere else."""
    return f'<g transform="translate({number(x)} {number(y)})">{_title(title)}{shapes}</g>'


def number(value: float) -> str:
    """Write a coordinate, to a tenth of a unit."""
    return f"{value:.1f}".removesuffix(".0")


def _title(text: str) -> str:
    return f"<title>{escape(text)}</title>" if text else ""
