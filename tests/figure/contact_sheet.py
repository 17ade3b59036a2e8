"""Draws all key poses of all tips on one sheet, to look at after a change of the rig.

python tests/figure/contact_sheet.py OUT.png [--tips FOLDER] [--theme dark] [ID...]
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import get_args

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "daemon"), str(ROOT)]  # run as a script, not by pytest

from tests.figure.pool import Table, tips  # noqa: E402
from unkink.figure import png, scene, source, timeline  # noqa: E402
from unkink.figure.style import Theme  # noqa: E402

CELL, GAP, HEAD, FOOT = 190, 8, 24, 18
COLUMNS, STILLS = 2, 4
GROUND: dict[Theme, tuple[str, str]] = {
    "light": ("#ffffff", "#20303a"),
    "dark": ("#11181c", "#eef4f4"),
}


def sheet(chosen: list[Table], theme: Theme) -> Image.Image:
    """One row of stills for each tip, in two columns."""
    ground, ink = GROUND[theme]
    width, height = STILLS * (CELL + GAP) + 2 * GAP, HEAD + CELL + FOOT
    rows = -(-len(chosen) // COLUMNS)
    image = Image.new("RGB", (COLUMNS * width, rows * height), ground)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(13)
    for n, tip in enumerate(chosen):
        left, top = (n % COLUMNS) * width + GAP, (n // COLUMNS) * height
        pen.text((left, top + 4), f"{tip['title']}   {tip['id']}", fill=ink, font=font)
        figure = source.read(tip["figure"])
        for column, i in enumerate(timeline.key_poses(figure.frames, STILLS)):
            x, y = left + column * (CELL + GAP), top + HEAD
            picture = png.render(scene.still_shapes(figure, i), CELL, theme)
            image.paste(picture, (x, y), picture)
            place = (x + CELL / 2, y + CELL + FOOT / 2)
            pen.text(place, figure.frames[i].caption, fill=ink, font=font, anchor="mm")
    return image


def main() -> None:
    """Read the command line and write the sheet."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("ids", nargs="*", metavar="ID", help="only tips whose id starts so")
    parser.add_argument("--tips", type=Path, default=ROOT / "config" / "tips")
    parser.add_argument("--theme", choices=get_args(Theme), default="light")
    options = parser.parse_intermixed_args()
    wanted = tuple(options.ids) or ("",)
    chosen = [tip for tip in tips(options.tips) if tip["id"].startswith(wanted)]
    if not chosen:
        parser.error(f"no tips in {options.tips} begin with {', '.join(wanted)}")
    sheet(chosen, options.theme).save(options.out)


if __name__ == "__main__":
    main()
