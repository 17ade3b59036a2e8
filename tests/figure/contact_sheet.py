"""Draws the key poses of all tips on one sheet, to look at after a change of a figure or the rig.

python tests/figure/contact_sheet.py OUT.png [--theme light|dark|both] [--size 190] [--moments N]
                                     [--tips FOLDER] [ID...]
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "daemon"), str(ROOT)]  # run as a script, not by pytest

from tests.figure.pool import Table, tips  # noqa: E402
from unkink.figure import png, scene, source, timeline  # noqa: E402
from unkink.figure.draw.stage import Shape  # noqa: E402
from unkink.figure.keyframes import Figure, Frame  # noqa: E402
from unkink.figure.style import Theme  # noqa: E402

GAP, FOOT, LINE = 8, 36, 16
ACROSS = 8
"""Pictures in a row, about; a tip is never broken over two rows unless it has more."""
GROUND: dict[Theme, tuple[str, str]] = {
    "light": ("#ffffff", "#20303a"),
    "dark": ("#11181c", "#eef4f4"),
}


class Picture(NamedTuple):
    """One cell of the sheet."""

    shapes: list[Shape]
    words: str
    """What stands below: second, view and caption."""


def key_pictures(figure: Figure) -> list[Picture]:
    """The stills a page prints, and one of each view that has none among them."""
    frames = figure.frames
    keys = timeline.key_poses(frames)
    for view in dict.fromkeys(frame.view for frame in frames):
        if view not in {frames[i].view for i in keys}:
            keys.append(next(i for i, frame in enumerate(frames) if frame.view == view))
    return [Picture(scene.still_shapes(figure, i), _words(frames[i])) for i in sorted(keys)]


def moments(figure: Figure, count: int) -> list[Picture]:
    """The moving picture at even steps of its cycle."""
    out = []
    for n in range(count):
        second = figure.frames[-1].t * n / count
        pose = timeline.at(figure.frames, second)
        out.append(Picture(scene.shapes_at(figure, pose), f"{second:.1f} s  {pose.caption}"))
    return out


def _words(frame: Frame) -> str:
    return f"{frame.t:g} s  {frame.view}  {frame.caption}"


def sheet(rows: Sequence[list[tuple[str, list[Picture]]]], size: int, theme: Theme) -> Image.Image:
    """Rows of tips, each a run of pictures with the tip's name below."""
    ground, ink = GROUND[theme]
    cell = size + GAP
    width = max(sum(len(pictures) * cell + GAP for _, pictures in row) for row in rows)
    image = Image.new("RGB", (width + GAP, len(rows) * (cell + FOOT)), ground)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(12)
    for n, row in enumerate(rows):
        x, y = GAP, n * (cell + FOOT) + GAP
        for name, pictures in row:
            pen.text((x, y + size + LINE), name, fill=ink, font=font)
            for shapes, words in pictures:
                picture = png.render(shapes, size, theme)
                image.paste(picture, (x, y), picture)
                pen.text((x, y + size + 1), words, fill=ink, font=font)
                x += cell
            x += GAP
    return image


def packed(runs: list[tuple[str, list[Picture]]]) -> list[list[tuple[str, list[Picture]]]]:
    """Tips in rows of about ACROSS pictures."""
    rows: list[list[tuple[str, list[Picture]]]] = [[]]
    for name, pictures in runs:
        taken = sum(len(others) for _, others in rows[-1])
        if rows[-1] and taken + len(pictures) > ACROSS:
            rows.append([])
        rows[-1].append((name, pictures))
    return rows


def stacked(sheets: list[Image.Image]) -> Image.Image:
    """One sheet above the other."""
    image = Image.new("RGB", (sheets[0].width, sum(one.height for one in sheets)))
    top = 0
    for one in sheets:
        image.paste(one, (0, top))
        top += one.height
    return image


def main() -> None:
    """Read the command line and write the sheet."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("ids", nargs="*", metavar="ID", help="only tips whose id starts so")
    parser.add_argument("--tips", type=Path, default=ROOT / "config" / "tips")
    parser.add_argument("--theme", choices=[*get_args(Theme), "both"], default="both")
    parser.add_argument("--size", type=int, default=190, help="of one picture, in pixels")
    parser.add_argument("--moments", type=int, metavar="N", help="N moments of the movement")
    options = parser.parse_intermixed_args()
    wanted = tuple(options.ids) or ("",)
    chosen: list[Table] = [
        tip for tip in tips(options.tips) if tip["id"].startswith(wanted) and "figure" in tip
    ]
    if not chosen:
        parser.error(f"no tips in {options.tips} begin with {', '.join(wanted)}")
    runs = []
    for tip in chosen:
        figure = source.read(tip["figure"])
        shown = moments(figure, options.moments) if options.moments else key_pictures(figure)
        runs.append((f"{tip['id']}: {tip['title']}", shown))
    themes = get_args(Theme) if options.theme == "both" else (options.theme,)
    stacked([sheet(packed(runs), options.size, theme) for theme in themes]).save(options.out)


if __name__ == "__main__":
    main()
