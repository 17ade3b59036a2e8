"""Still pictures as SVG files: for tiles, reduced motion, print, and pages without scripts."""

import os
from html import escape

from unkink.assets import asset
from unkink.guide.exchange import Response
from unkink.guide.figures import Portfolio, Still

SIDE = 320
"""A still is a square of this many units (`unkink.figure`)."""
CAPTION_HEIGHT = 30


def telling(portfolio: Portfolio) -> Response:
    """Send the one pose that says most."""
    return _file(portfolio.stills[portfolio.telling].svg, SIDE, SIDE)


def nothing() -> Response:
    """Send an empty picture, for a tip that has none."""
    return _file("", SIDE, SIDE)


def all_in_one(portfolio: Portfolio) -> Response:
    """Send all key poses as one picture, two in a row, each with its caption."""
    stills = portfolio.stills
    columns = min(2, len(stills))
    rows = -(-len(stills) // columns)
    row_height = SIDE + (CAPTION_HEIGHT if any(still.caption for still in stills) else 0)
    cells = []
    for place, still in enumerate(stills):
        alone = place == len(stills) - 1 and place % columns == 0
        x = (columns - 1) * SIDE // 2 if alone else place % columns * SIDE
        cells.append(_cell(still, x, place // columns * row_height))
    return _file("".join(cells), columns * SIDE, rows * row_height)


def _cell(still: Still, x: int, y: int) -> str:
    placed = still.svg.replace("<svg ", f'<svg x="{x}" y="{y}" width="{SIDE}" height="{SIDE}" ', 1)
    caption = escape(still.caption)
    below = f'<text class="caption" x="{x + SIDE // 2}" y="{y + SIDE + 20}">{caption}</text>'
    return placed + (below if caption else "")


def _file(drawing: str, width: int, height: int) -> Response:
    """Wrap a drawing with the colours, which a picture in <img> cannot take from its page."""
    nonce = os.urandom(16).hex()
    style = asset("config", "guide", "figure.css").read_text(encoding="utf-8")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<style nonce="{nonce}">{style}'
        ".caption { font: 560 17px system-ui, sans-serif; text-anchor: middle; "
        "fill: var(--fig-text); }</style>"
        f"{drawing}</svg>"
    )
    return Response(body=svg.encode(), kind="image/svg+xml; charset=utf-8", nonce=nonce)
