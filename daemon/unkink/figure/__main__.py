"""Draws one figure: JSON on standard input, the portfolio or a PNG on standard output.

The daemon runs this as a child and lets it end, so that neither tables nor Pillow stay in memory.
Exit codes: 0 drawn, 2 the figure cannot be drawn (standard error says why).
"""

import json
import sys
from argparse import ArgumentParser
from typing import get_args

from unkink.figure.keyframes import Figure, FigureError
from unkink.figure.portfolio import portfolio
from unkink.figure.source import read
from unkink.figure.style import Theme

LARGEST = 1024


def main(arguments: list[str] | None = None) -> int:
    """Read, draw, write."""
    parser = ArgumentParser(prog="python -m unkink.figure", description=__doc__)
    parser.add_argument("--png", type=int, metavar="SIZE", help="write a PNG this wide instead")
    parser.add_argument("--theme", choices=get_args(Theme), default="light")
    parser.add_argument("--label", default="", help="name of the pictures for screen readers")
    options = parser.parse_args(arguments)
    if options.png is not None and not 16 <= options.png <= LARGEST:
        parser.error(f"--png: expected 16 to {LARGEST}, got {options.png}")
    try:
        figure = _figure(sys.stdin.buffer.read())
    except FigureError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    if options.png is None:
        drawn = portfolio(figure, options.label)
        text = json.dumps(drawn, separators=(",", ":"), ensure_ascii=False)
        sys.stdout.buffer.write(text.encode())
    else:
        from unkink.figure import png  # Pillow costs most of the start; the page does not need it

        sys.stdout.buffer.write(png.picture(figure, options.png, options.theme))
    return 0


def _figure(raw: bytes) -> Figure:
    try:
        table = json.loads(raw)
    except ValueError as problem:
        raise FigureError(f"expected a figure as JSON: {problem}") from problem
    if not isinstance(table, dict):
        raise FigureError(f"expected a figure as JSON, got {table!r}")
    return read(table)


if __name__ == "__main__":
    sys.exit(main())
