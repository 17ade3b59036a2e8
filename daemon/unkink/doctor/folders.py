"""The folders of one user, and who may do what there."""

import os
import stat
from pathlib import Path

from unkink.doctor.finding import Finding, fails, partly, works
from unkink.doctor.place import Place

FOLDERS = "folders"


async def folders(place: Place) -> list[Finding]:
    """Look at each folder without making any."""
    paths = place.paths
    private = {paths.data, paths.runtime}
    every = {
        paths.config_file.parent,
        paths.state_file.parent,
        paths.cache,
        *private,
    }
    found = [_folder(one, private=one in private) for one in sorted(every)]
    return [one for one in found if one] or [works(FOLDERS, "all can be written, or made")]


def _folder(folder: Path, *, private: bool) -> Finding | None:
    """Return what is wrong with a folder, or with the one it would be made in."""
    if not folder.exists():
        above = next(one for one in folder.parents if one.exists())
        if os.access(above, os.W_OK | os.X_OK):
            return None
        return fails(FOLDERS, f"{folder} cannot be made", f"Get the right to write in {above}.")
    if not folder.is_dir():
        return fails(FOLDERS, f"{folder} is no folder", "Move it away.")
    if not os.access(folder, os.W_OK | os.X_OK):
        return fails(FOLDERS, f"{folder} cannot be written", f"chmod u+rwx {folder}")
    if private and folder.stat().st_uid != os.getuid():
        return fails(FOLDERS, f"{folder} belongs to another user", "Move it away.")
    if private and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        return partly(FOLDERS, f"others can look into {folder}", f"chmod 700 {folder}")
    return None
