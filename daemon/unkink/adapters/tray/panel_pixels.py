"""Tray pictures turned into the pixels of an X window.

Pure Python, as Pillow would cost the resident daemon 4 MB for a few small pictures an hour.
Windows here are 24 or 32 bits deep; X servers keep both as four bytes: blue, green, red, alpha.
"""

from unkink.drawing.pack import Picture

_PIXEL = 4
_OPAQUE = 255


def best_size(picture: Picture, width: int, height: int) -> tuple[int, bytes]:
    """Choose the largest drawing that fits the window; the smallest where none does."""
    room = min(width, height)
    fitting = [one for one in picture if one[0] <= room]
    return max(fitting) if fitting else min(picture)


def premultiplied(picture: Picture, width: int, height: int) -> bytes:
    """Fill a window that has an alpha channel: the picture in its middle, clear around it."""
    return blended(picture, width, height, bytes(width * height * _PIXEL))


def blended(picture: Picture, width: int, height: int, ground: bytes) -> bytes:
    """Lay the picture over the middle of what the panel shows there (`width * height` pixels)."""
    size, argb = best_size(picture, width, height)
    pixels = bytearray(ground)
    left, top = (width - size) // 2, (height - size) // 2
    for row in range(max(0, -top), min(size, height - top)):
        for column in range(max(0, -left), min(size, width - left)):
            source = (row * size + column) * _PIXEL
            alpha = argb[source]
            if alpha:
                target = ((row + top) * width + column + left) * _PIXEL
                _lay_over(pixels, target, argb[source : source + _PIXEL])
    return bytes(pixels)


def _lay_over(pixels: bytearray, target: int, argb: bytes) -> None:
    alpha, red, green, blue = argb
    rest = _OPAQUE - alpha
    for place, colour in enumerate((blue, green, red, _OPAQUE)):
        under = pixels[target + place]
        pixels[target + place] = (colour * alpha + under * rest + _OPAQUE // 2) // _OPAQUE
