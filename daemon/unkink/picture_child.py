"""Draws the small picture of every tip's pose for notifications, as a child process that then ends.

`python -m unkink.picture_child FOLDER TIPS VERSION` fills FOLDER with `ID.KEY.png`, where KEY tells
figure and version apart, and takes away what is of no tip any more. Pictures that are there are
left alone, so that most runs draw nothing. TIPS is the folder of the person's own tips.
"""

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from unkink.figure import png
from unkink.figure.keyframes import FigureError
from unkink.pictures import COMPLETE
from unkink.private_files import make_folders
from unkink.tip_files import read_tips

SIZE = 128
"""Pixels: servers show 32 to 128, and scale down better than up."""


def main(arguments: list[str] | None = None) -> int:
    """Draw, and clear away."""
    folder, tips, version = arguments or sys.argv[1:]
    fill(Path(folder), Path(tips), version)
    return 0


def fill(folder: Path, own: Path, version: str) -> None:
    """Let the folder hold the picture of each tip that has a figure, and nothing else."""
    make_folders(folder)
    wanted = set()
    for full in read_tips(own):
        if full.figure is not None:
            file = folder / f"{full.tip.id}.{_key(full.figure, version)}.png"
            if file.exists() or _draw(file, full.figure):
                wanted.add(file.name)
    for file in folder.iterdir():
        if file.name not in wanted and file.is_file():
            file.unlink(missing_ok=True)
    (folder / COMPLETE).write_text(version, "utf-8")


def _draw(file: Path, figure: Mapping[str, object]) -> bool:
    part = file.with_suffix(".part")
    try:
        part.write_bytes(png.small_picture(figure, SIZE))
    except FigureError as problem:
        sys.stderr.write(f"{file.name}: {problem}\n")
        return False
    part.replace(file)
    return True


def _key(figure: Mapping[str, object], version: str) -> str:
    told = json.dumps([version, SIZE, figure], sort_keys=True)
    return hashlib.blake2s(told.encode(), digest_size=8).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
