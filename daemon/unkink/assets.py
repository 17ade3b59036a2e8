"""Where the program's own files are: inside the wheel, or beside `daemon/` in a checkout."""

from pathlib import Path


def asset(folder: str, *names: str) -> Path:
    """Point at a packaged file or folder, `folder` being "config" or "icons".

    Not by `importlib.resources`, which brings zip files along: installers unpack wheels.
    """
    here = Path(__file__)
    root = here.with_name("_assets") / folder
    if not root.is_dir():
        root = here.parents[2] / folder
    return root.joinpath(*names)
