"""Shapes of inline SVG for the pages that draw days: text out of numbers, escaped.

Colours and lines come from the style sheet by class, as the content policy allows no style here.
"""

from html import escape


def box(
    css: str,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    rx: float = 0,
    title: str = "",
    fill: str = "",
) -> str:
    """Draw a rectangle; `title` shows where a pointer rests on it.

    `fill` names a pattern. It is an attribute: a style sheet might look for the name in itself.
    """
    corner = f' rx="{number(rx)}"' if rx else ""
    pattern = f' fill="url(#{fill})"' if fill else ""
    sides = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return _told(f'<rect class="{css}" {sides}{corner}{pattern}', "rect", title)


def path(css: str, d: str, *, title: str = "") -> str:
    """Draw a path."""
    return _told(f'<path class="{css}" d="{d}"', "path", title)


def words(text: str, x: float, y: float, *, css: str = "", anchor: str = "middle") -> str:
    """Write a few words."""
    named = f' class="{css}"' if css else ""
    where = f'x="{number(x)}" y="{number(y)}" text-anchor="{anchor}"'
    return f"<text{named} {where}>{escape(text)}</text>"


def at(x: float, y: float, shapes: str, *, title: str = "") -> str:
    """Put shapes that are drawn around 0, 0 somewhere else."""
    return f'<g transform="translate({number(x)} {number(y)})">{_title(title)}{shapes}</g>'


def number(value: float) -> str:
    """Write a coordinate, to a tenth of a unit."""
    return f"{value:.1f}".removesuffix(".0")


def _told(begun: str, name: str, title: str) -> str:
    return f"{begun}>{_title(title)}</{name}>" if title else f"{begun}/>"


def _title(text: str) -> str:
    return f"<title>{escape(text)}</title>" if text else ""
