"""Draws figures: JSON on standard input, one a line; a line of JSON for each on standard output.

Each line is written as soon as it is drawn, so that who waits for several pictures pays for the
imports once. The daemon runs this as a child and lets it end, so that neither tables nor Pillow
stay in memory.
Exit codes: 0 drawn, 2 a figure cannot be drawn (standard error says why).
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import get_args

from unkink.figure.bake import bake
from unkink.figure.keyframes import Figure, FigureError
from unkink.figure.portfolio import portfolio
from unkink.figure.source import read
from unkink.figure.style import Theme

LARGEST = 1024


def main(arguments: list[str] | None = None) -> int:
    """Read, draw, write."""
    parser = ArgumentParser(prog="python -m unkink.figure", description=__doc__)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--table", action="store_true", help="write the player's tables instead")
    kind.add_argument("--png", type=int, metavar="SIZE", help="write one PNG this wide instead")
    parser.add_argument("--theme", choices=get_args(Theme), default="light")
    parser.add_argument("--label", default="", help="name of the pictures for screen readers")
    options = parser.parse_args(arguments)
    if options.png is not None and not 16 <= options.png <= LARGEST:
        parser.error(f"--png: expected 16 to {LARGEST}, got {options.png}")
    out = sys.stdout.buffer
    try:
        if options.png is None:
            figures = map(_figure, sys.stdin.buffer)
            for line in _lines(figures, options.label, table=options.table):
                out.write(line)
                out.flush()
        else:
            from unkink.figure import png  # Pillow costs most of the start; no page needs it

            figure = _figure(sys.stdin.buffer.read())
            out.write(png.picture(figure, options.png, options.theme))
    except FigureError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    return 0


def _lines(figures: Iterable[Figure], label: str, *, table: bool) -> Iterator[bytes]:
    for figure in figures:
        drawn = bake(figure) if table else portfolio(figure, label)
        yield json.dumps(drawn, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


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
