"""Puts words on the terminal: aligned, in colour where somebody looks, wrapped to its width."""

import json
import os
import sys
from collections.abc import Iterable, Sequence

from unkink.core.plain_text import printable
from unkink.protocol import Code, Json, Reply

BOLD, DIM = "1", "2"


def say(text: str) -> None:
    """Print what was asked for."""
    sys.stdout.write(f"{text}\n")


def complain(text: str) -> None:
    """Print what went wrong, away from what a script reads; words that were typed, or came from
    elsewhere, steer no terminal.
    """
    sys.stderr.write("".join(f"{printable(line)}\n" for line in text.split("\n")))


def print_json(data: Json) -> None:
    """Print data for programs."""
    say(json.dumps(data, indent=2, ensure_ascii=False))


def report(reply: Reply) -> int:
    """Print what the daemon said, and return its code."""
    if reply.text:
        (say if reply.code is Code.DONE else complain)(reply.text)
    return reply.code


def painted(text: str, colour: str) -> str:
    """Colour text, unless nobody would see it or nobody wants it (no-color.org)."""
    return f"\x1b[{colour}m{text}\x1b[0m" if colour_wanted() else text


def colour_wanted() -> bool:
    """Tell whether somebody looks who wants colours."""
    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return wanted and os.environ.get("TERM") != "dumb"


def table(rows: Iterable[Sequence[str]], indent: str = "  ") -> str:
    """Align columns by their widest cell; the last one is as long as it likes."""
    lines = list(rows)
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        indent
        + "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in lines
    )


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """Break text into lines that the terminal holds, at most 88 characters."""
    import shutil  # neither is needed by the quick commands
    import textwrap

    width = max(30, min(88, shutil.get_terminal_size().columns))
    return textwrap.fill(text, width, initial_indent=first, subsequent_indent=rest)


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    """Count columns: a title of one's own may be Chinese."""
    import unicodedata  # only for a table: the daemon passes through here on its way up

    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
