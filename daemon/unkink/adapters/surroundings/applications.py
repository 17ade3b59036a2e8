"""What a program is for, as its desktop file says: to be looked at, or to be worked in.

Desktop Entry Specification 1.5 and the Desktop Menu Specification's registered categories.
"""

import contextlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

SHOWS = frozenset({"Game", "Player", "Presentation", "TV", "Video"})
"""Categories of what is watched or played."""
MADE_IN = frozenset({"AudioVideoEditing", "Recorder", "Development", "Graphics"})
"""Categories of what films and games are made in."""
STEAM = "steam_app_"
"""How Steam names the windows of the games it runs."""
SYSTEM = "/usr/local/share:/usr/share"


def is_a_show(environment: Mapping[str, str], *names: str) -> bool:
    """Tell whether a window of this class or id is a game, a film or slides.

    Reads the desktop files there are, once for each name: some ten milliseconds for five hundred.
    """
    if any(name.casefold().startswith(STEAM) for name in names):
        return True
    own = (
        environment.get("XDG_DATA_HOME")
        or f"{environment.get('HOME', '/nonexistent')}/.local/share"
    )
    folders = (own, *(environment.get("XDG_DATA_DIRS") or SYSTEM).split(":"))
    wanted = tuple(name.casefold() for name in names if name)
    categories = _categories(folders, wanted)
    return bool(categories & SHOWS) and not categories & MADE_IN


@lru_cache(maxsize=16)
def _categories(folders: tuple[str, ...], names: tuple[str, ...]) -> frozenset[str]:
    for told in _entries(folders):
        if not told.keys().isdisjoint(names):
            return next(iter(told.values()))
    return frozenset()


def _entries(folders: tuple[str, ...]) -> Iterator[dict[str, frozenset[str]]]:
    """Yield each desktop file's categories under all the names its windows may have."""
    for folder in folders:
        for path in sorted(Path(folder, "applications").glob("*.desktop")):
            with contextlib.suppress(OSError):
                about = _main_group(path.read_text(errors="replace"))
                categories = frozenset(about.get("Categories", "").split(";"))
                names = (path.stem, path.stem.rpartition(".")[2], about.get("StartupWMClass", ""))
                yield {name.casefold(): categories for name in names if name}


def _main_group(text: str) -> dict[str, str]:
    """Return the keys of the first group, which tells of the program."""
    _, _, rest = text.partition("[Desktop Entry]")
    group, _, _ = rest.partition("\n[")
    pairs = (line.partition("=") for line in group.splitlines())
    return {key.strip(): value.strip() for key, _, value in pairs}
