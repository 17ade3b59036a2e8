"""Reading the screen as a person would: text by optical character recognition, marks by colour."""

import csv
import io
import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce

from PIL import Image, ImageChops, ImageOps, ImageStat

from tests.desktop.boxes import Box

SCALE = 3
"""Interface text is about 10 px high; tesseract is made for scans and wants 30."""
MARGIN = 10
"""White around the picture, in its own pixels; words at the very edge are missed without it."""
CLOSE = 0.8
"""How alike what was read must be to what was looked for, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word that was read, and where."""

    text: str
    box: Box
    line: tuple[int, int, int]
    """Block, paragraph and line; words of one line share it."""


def read_words(picture: Image.Image) -> list[Word]:
    """Read every word of a picture; boxes are in the picture's own pixels."""
    grey = ImageOps.autocontrast(picture.convert("L"))
    if ImageStat.Stat(grey).mean[0] < 128:
        grey = ImageOps.invert(grey)
    grey = grey.resize((grey.width * SCALE, grey.height * SCALE), Image.Resampling.LANCZOS)
    paper = io.BytesIO()
    ImageOps.expand(grey, border=MARGIN * SCALE, fill=255).save(paper, "PNG")
    table = subprocess.run(
        ["tesseract", "stdin", "stdout", "--psm", "11", "--dpi", "300", "tsv"],
        input=paper.getvalue(),
        capture_output=True,
        check=True,
        timeout=60,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    ).stdout.decode()
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [_word(row) for row in rows if row["text"] and row["text"].strip()]


def _word(row: dict[str, str]) -> Word:
    left, top = (int(row[key]) // SCALE - 10 for key in ("left", "top"))
    size = Box(left, top, int(row["width"]) // SCALE, int(row["height"]) // SCALE)
    return Word(
        row["text"], size, (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
    )


def find_words(words: Iterable[Word], text: str) -> Box | None:
    """Return where this text stands in a line; letters and digits count, case does not.

    Small print is misread now and then ("In S min", "In4 s"), so the most alike will do if close.
    """
    seen = [word for word in words if _plain(word.text)]
    length = len(text.split())
    best = max(_rows(seen, length + 1), key=lambda row: _likeness(row, text), default=None)
    if best is None or _likeness(best, text) < CLOSE:
        return None
    return reduce(Box.joined, (word.box for word in best))


def _rows(words: list[Word], longest: int) -> Iterator[list[Word]]:
    """All runs of so many words or fewer that stand in one line."""
    for first in range(len(words)):
        for last in range(first + 1, min(first + longest, len(words)) + 1):
            row = words[first:last]
            if row[0].line == row[-1].line:
                yield row


def _likeness(row: list[Word], text: str) -> float:
    read = "".join(_plain(word.text) for word in row)
    return SequenceMatcher(None, read, _plain(text)).ratio()


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def differing(picture: Image.Image, background: tuple[int, int, int]) -> Box | None:
    """Return the box around all that is not of this colour; None when nothing stands out."""
    plain = Image.new("RGB", picture.size, background)
    distance = ImageChops.difference(picture.convert("RGB"), plain).convert("L")
    around = distance.point(lambda value: 255 if value > 24 else 0).getbbox()
    if around is None:
        return None
    left, top, right, bottom = around
    return Box(left, top, right - left, bottom - top)
