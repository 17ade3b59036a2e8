"""Lays all tray pictures side by side on light and dark panels, for the eye of whoever draws."""

from PIL import Image, ImageDraw, ImageFont

from unkink.core.settings import TrayInk
from unkink.drawing.family import SIZES
from unkink.drawing.tray_icon import draw
from unkink.ports import TraySign

_SHOWN = (
    *((TraySign.SITTING, share) for share in (0.0, 0.25, 0.5, 0.75, 23 / 24)),
    *((sign, 0.0) for sign in TraySign if sign is not TraySign.SITTING),
)
_PANELS = (
    (TrayInk.COLOUR, "#242424"),
    (TrayInk.COLOUR, "#f2f2f2"),
    (TrayInk.LIGHT, "#242424"),
    (TrayInk.DARK, "#f2f2f2"),
)
_LARGER = 3
_MARGIN = 12


def contact_sheet() -> Image.Image:
    """Draw the sheet: a row of true sizes, then every size three times as large."""
    column = sum(SIZES) + _MARGIN * len(SIZES)
    rows = [max(SIZES), *(size * _LARGER for size in SIZES)]
    height = sum(rows) + _MARGIN * (len(rows) + 2) + 12
    sheet = Image.new("RGB", (column * len(_SHOWN), height * len(_PANELS)))
    for number, (ink, panel) in enumerate(_PANELS):
        block = _block(ink, panel, (sheet.width, height), column)
        sheet.paste(block, (0, number * height))
    return sheet


def _block(ink: TrayInk, panel: str, size: tuple[int, int], column: int) -> Image.Image:
    block = Image.new("RGB", size, panel)
    pen = ImageDraw.Draw(block)
    for number, (sign, share) in enumerate(_SHOWN):
        left = number * column + _MARGIN
        label = f"{sign.value} {share:.2f}" if sign is TraySign.SITTING else sign.value
        pen.text((left, 4), label, fill="#808080", font=ImageFont.load_default(12))
        top = _MARGIN + 12
        for step, pixels in enumerate(SIZES):
            icon = draw(sign, share, ink, pixels)
            across = left + sum(SIZES[:step]) + step * (_MARGIN - 4)
            block.paste(icon, (across, top + max(SIZES) - pixels), icon)
        top += max(SIZES) + _MARGIN
        for pixels in SIZES:
            icon = draw(sign, share, ink, pixels)
            large = icon.resize((pixels * _LARGER,) * 2, Image.Resampling.NEAREST)
            block.paste(large, (left, top), large)
            top += pixels * _LARGER + _MARGIN
    return block
