"""What the environment tells of the session: where a compositor may listen, and which X is real."""

import stat
from collections.abc import Mapping
from pathlib import Path

Environment = Mapping[str, str]

SOCKET_PREFIX = "wayland-"
X_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108  # where every X server listens


def in_wayland(environment: Environment) -> bool:
    """Tell whether an X server here would be XWayland, which sees the input of X11 windows only."""
    if environment.get("WAYLAND_DISPLAY"):
        return True
    return environment.get("XDG_SESSION_TYPE") == "wayland"


def socket_folder(environment: Environment) -> Path | None:
    """Return where compositors put their sockets."""
    named = Path(environment.get("WAYLAND_DISPLAY", ""))
    if named.is_absolute():
        return named.parent
    folder = environment.get("XDG_RUNTIME_DIR")
    return Path(folder) if folder else None


def wayland_sockets(environment: Environment) -> list[Path]:
    """Return where a compositor may answer, the likeliest first.

    Others than the named one are tried only where that is gone: a compositor that was restarted may
    have taken another name. In an X11 session none is tried unnamed, as a compositor in a window
    would see the input of that window only.
    """
    folder = socket_folder(environment)
    name = environment.get("WAYLAND_DISPLAY")
    if folder is None:
        return []
    if name and _is_socket(folder / name):
        return [folder / name]
    if not name and environment.get("DISPLAY") and not in_wayland(environment):
        return []
    return sorted(one for one in folder.glob(f"{SOCKET_PREFIX}*") if _is_socket(one))


def _is_socket(path: Path) -> bool:
    try:
        return stat.S_ISSOCK(path.stat().st_mode)
    except OSError:
        return False
