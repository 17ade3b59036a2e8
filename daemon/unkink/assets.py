"""Where the program's own files are: inside the wheel, or beside `daemon/` in a checkout."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def asset(folder: str, *names: str) -> Traversable:
    """Point at a packaged file or folder, `folder` being "config" or "icons".

    Callers that need a real path use `importlib.resources.as_file`: a wheel may be zipped.
    """
    packaged = files("unkink") / "_assets" / folder
    root: Traversable = packaged
    if not packaged.is_dir():
        root = Path(__file__).parents[2] / folder
    return root.joinpath(*names) if names else root
