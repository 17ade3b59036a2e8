"""Draws every tray picture again: `python -m unkink.drawing icons [--sheet SHEET.png]`."""

import argparse
from pathlib import Path

from PIL import Image

from unkink.core.settings import TrayInk
from unkink.drawing.contact_sheet import contact_sheet
from unkink.drawing.family import SIZES, pictures
from unkink.drawing.pack import Picture, packed
from unkink.drawing.tray_icon import draw
from unkink.ports import TraySign

_SEEN = [0, *[255] * 255]
"""Of each opacity, whether anything is seen at all."""


def family(ink: TrayInk) -> dict[str, Picture]:
    """Draw every picture in one ink."""
    return {name: _sizes(sign, share, ink) for name, (sign, share) in pictures().items()}


def _sizes(sign: TraySign, share: float, ink: TrayInk) -> Picture:
    return tuple((size, _argb(draw(sign, share, ink, size))) for size in SIZES)


def _argb(image: Image.Image) -> bytes:
    """Return the pixels; a clear one has no colour either.

    swaybar takes the colours for multiplied by their opacity, and would add that of clear pixels to
    the ground: a solid square.
    """
    image = Image.composite(
        image, Image.new("RGBA", image.size), image.getchannel("A").point(_SEEN)
    )
    red, green, blue, alpha = image.split()
    return Image.merge("RGBA", (alpha, red, green, blue)).tobytes()


def main() -> None:
    """Write the packs, and the sheet where one is asked for."""
    parser = argparse.ArgumentParser(prog="python -m unkink.drawing", description=__doc__)
    parser.add_argument("icons", type=Path, help="the folder of icons, to write into its tray/")
    parser.add_argument("--sheet", type=Path, help="also lay all pictures out in this PNG")
    arguments = parser.parse_args()
    folder = arguments.icons / "tray"
    folder.mkdir(parents=True, exist_ok=True)
    for ink in TrayInk:
        (folder / f"{ink.value}.pack").write_bytes(packed(family(ink)))
    if arguments.sheet is not None:
        contact_sheet().save(arguments.sheet)


if __name__ == "__main__":
    main()
