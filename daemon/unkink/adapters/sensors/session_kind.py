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


def settled(environment: Environment) -> Environment:
    """Return the environment with the true XDG_SESSION_TYPE, where the X server has to be asked.

    A program started by systemd or from another session may be told of an X server only, and of
    the wrong kind of session. Blocks for a few round trips, and only where there is doubt.
    """
    display = environment.get("DISPLAY")
    if not display or environment.get("WAYLAND_DISPLAY"):
        return environment
    if not in_wayland(environment) and not _compositors(socket_folder(environment)):
        return environment
    # Imported here: most sessions leave no doubt, and do without.
    from unkink.adapters.sensors.xwayland import is_xwayland

    xwayland = is_xwayland(display)
    if xwayland is None:
        return environment
    return {**environment, "XDG_SESSION_TYPE": "wayland" if xwayland else "x11"}


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
    return _compositors(folder)


def _compositors(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    return sorted(one for one in folder.glob(f"{SOCKET_PREFIX}*") if _is_socket(one))


def _is_socket(path: Path) -> bool:
    try:
        return stat.S_ISSOCK(path.stat().st_mode)
    except OSError:
        return False
