"""The settings file of a first start: everything explained, every default commented out."""

import os
import re
from pathlib import Path

from unkink.assets import asset
from unkink.private_files import make_folders

SCHEMA = "config.schema.json"
_TABLE = re.compile(r"\[[a-z_]+\]")


def default_text() -> str:
    """Return `config/default.toml`: all settings at their defaults, explained."""
    return asset("config", "default.toml").read_text("utf-8")


def first_text() -> str:
    """Return the defaults with each setting commented out, so that later defaults still count.

    `[tables]` stay, so that one setting can be uncommented alone; a `[[reminder]]` is commented
    out with all its lines, since it would be one more reminder.
    """
    return "".join(_commented(line) for line in default_text().splitlines(keepends=True))


def _commented(line: str) -> str:
    stays = line.startswith("#") or not line.strip() or _TABLE.fullmatch(line.strip())
    return line if stays else f"# {line}"


def write_first_config(path: Path) -> bool:
    """Write the file where there is none; False when something of that name is there already.

    New folders are open to the user only. Blocks for a moment; raises OSError when the disk
    refuses, and leaves no half-written file behind.
    """
    make_folders(path.parent)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    except FileExistsError:
        return False
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(first_text())
        write_schema(path.parent)
    except OSError:
        path.unlink()
        raise
    return True


def write_schema(folder: Path) -> None:
    """Put the JSON Schema where the first line of the settings file tells editors to look.

    It is the program's own file: an older one is replaced. Raises OSError.
    """
    (folder / SCHEMA).write_bytes(asset("config", SCHEMA).read_bytes())
