"""A plot with what belongs to it: title, a sentence or two, the drawing, the figures as a table."""

from collections.abc import Iterable, Sequence
from html import escape

from unkink.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of figures; the first cell of each names it."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] = ()
    """A last row with the sums; empty where there are none to tell."""
    links: Sequence[str] = ()
    """Where the name of each row leads; empty where it leads nowhere."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One card of the page."""

    name: str
    """For ids: a short word."""
    title: str
    said: str
    """What the plot shows, in words."""
    drawing: str
    """Escaped HTML."""
    table: Table | None
    """The figures the drawing is made of; None where it is a table itself."""
    wide: bool = False
    """Whether it takes the whole width of a large screen."""


def html(panel: Panel) -> str:
    """Return the card."""
    name = panel.name
    css = "card panel whole" if panel.wide else "card panel"
    return (
        f'<section class="{css}" aria-labelledby="{name}">'
        f'<h2 id="{name}">{escape(panel.title)}</h2>'
        f'<p class="said" id="{name}-said">{escape(panel.said)}</p>{panel.drawing}'
        f"{_folded(panel)}</section>\n"
    )


def table(told: Table, *, label: str) -> str:
    """Return a table that scrolls sideways where the screen is too narrow."""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in told.heads)
    links = told.links or [""] * len(told.rows)
    rows = "".join(_row(row, link) for row, link in zip(told.rows, links, strict=True))
    foot = f"<tfoot>{_row(told.total)}</tfoot>" if told.total else ""
    return (
        f'<div class="sideways" tabindex="0" role="region" aria-label="{escape(label)}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>{foot}</table></div>"
    )


def _folded(panel: Panel) -> str:
    if panel.table is None:
        return ""
    return (
        '<details class="figures"><summary>As a table'
        f'<span class="hidden-text">: {escape(panel.title)}</span></summary>'
        f"{table(panel.table, label=f'{panel.title}, as a table')}</details>"
    )


def _row(cells: Sequence[str], link: str = "") -> str:
    named, *rest = cells
    name = f'<a href="{escape(link)}">{escape(named)}</a>' if link else escape(named)
    return f'<tr><th scope="row">{name}</th>{"".join(_cells(rest))}</tr>'


def _cells(cells: Iterable[str]) -> Iterable[str]:
    return (f"<td>{escape(cell)}</td>" for cell in cells)
