"""The packed tray pictures: one file per ink, from which the daemon takes one picture at a time.

Layout, all numbers big-endian:

* 4 bytes `UKT1`, 2 bytes number of pictures;
* for each picture 16 bytes name (ASCII, zero-padded), 4 bytes offset, 4 bytes length;
* for each picture a zlib stream. Inflated it holds the sizes of `family.SIZES`, one after the
  other, each `size * size` pixels of ARGB32, rows from the top, alpha not multiplied in: what
  `IconPixmap` of the StatusNotifierItem specification carries.
"""

import struct
import zlib
from collections.abc import Mapping

from unkink.drawing.family import SIZES

Picture = tuple[tuple[int, bytes], ...]
"""One picture in all sizes: (pixels across, ARGB32 bytes)."""

_MAGIC = b"UKT1"
_HEADER = struct.Struct(">4sH")
_ENTRY = struct.Struct(">16sII")


def packed(pictures: Mapping[str, Picture]) -> bytes:
    """Pack pictures that each have all sizes."""
    streams = {
        name: zlib.compress(b"".join(pixels for _, pixels in picture), 9)
        for name, picture in pictures.items()
    }
    offset = _HEADER.size + _ENTRY.size * len(streams)
    index = bytearray(_HEADER.pack(_MAGIC, len(streams)))
    for name, stream in streams.items():
        index += _ENTRY.pack(name.encode("ascii"), offset, len(stream))
        offset += len(stream)
    return bytes(index) + b"".join(streams.values())


def picture(pack: bytes, name: str) -> Picture:
    """Take one picture out of a pack; raises LookupError when it is not in there."""
    magic, count = _HEADER.unpack_from(pack)
    if magic != _MAGIC:
        raise LookupError("not a pack of tray pictures")
    wanted = name.encode("ascii")
    for padded, offset, length in _ENTRY.iter_unpack(
        pack[_HEADER.size : _HEADER.size + _ENTRY.size * count]
    ):
        if padded.rstrip(b"\0") == wanted:
            return _split(zlib.decompress(pack[offset : offset + length]))
    raise LookupError(f"no tray picture is called {name}")


def _split(pixels: bytes) -> Picture:
    sizes = []
    start = 0
    for size in SIZES:
        end = start + size * size * 4
        sizes.append((size, pixels[start:end]))
        start = end
    return tuple(sizes)
