"""Where everything of one user lives; nothing else in the program builds such a path."""

import os
import stat
import sys
from binascii import crc32
from contextlib import suppress
from pathlib import Path

from unkink.core.values import dataclass

SOCKET_PATH_LIMIT = 107
"""Bytes; `sun_path` holds 108 with its closing NUL (unix(7))."""

_NAME = "unkink"
_SOCKET = "control.sock"
_LOCK = "daemon.lock"
_PRIVATE = 0o700


class PathsError(Exception):
    """A folder cannot be used; the text is for the person, and says what to do."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Every place the program reads or writes for one user."""

    config_file: Path
    own_tips: Path
    """Folder of the person's own tip files."""
    health_file: Path
    state_file: Path
    """What must survive a crash; small, rewritten often."""
    data: Path
    cache: Path
    runtime: Path
    """Folder of socket and lock; it exists only while the user is logged in."""

    @property
    def history_file(self) -> Path:
        """The journal database."""
        return self.data / "history.db"

    @property
    def tuning_file(self) -> Path:
        """How the switches of the instruction page were left."""
        return self.state_file.with_name("guide.json")

    def last_good(self, config: Path) -> Path:
        """Where this settings file is kept as it was when it was good last."""
        number = crc32(os.fsencode(config.absolute()))
        return self.state_file.with_name(f"last-good-{number:08x}.toml")

    @property
    def socket(self) -> Path:
        """Where a running daemon listens."""
        return self.runtime / _SOCKET

    @property
    def lock(self) -> Path:
        """What a running daemon keeps locked, beside its socket."""
        return self.runtime / _LOCK

    @property
    def home_locks(self) -> tuple[Path, ...]:
        """What it keeps locked beside the files that two runtime folders may share."""
        return self.state_file.with_name(_LOCK), self.data / _LOCK


def user_paths() -> Paths:
    """Look the places up, `XDG_*` respected; creates nothing. Raises PathsError."""
    config, state, data, cache = _folders()
    return Paths(
        config_file=config / "config.toml",
        own_tips=config / "tips",
        health_file=config / "health.toml",
        state_file=state / "state.json",
        data=data,
        cache=cache,
        runtime=runtime_folder(),
    )


def _folders() -> tuple[Path, Path, Path, Path]:
    """Return the folders of configuration, state, data and cache.

    On Linux as the XDG Base Directory Specification 0.8 has it, in which relative paths count for
    nothing: platformdirs says the same, with 0.9 MB of modules for the daemon to carry all day.
    """
    if sys.platform == "linux":
        home = Path.home()
        return (
            _xdg("XDG_CONFIG_HOME", home / ".config"),
            _xdg("XDG_STATE_HOME", home / ".local/state"),
            _xdg("XDG_DATA_HOME", home / ".local/share"),
            _xdg("XDG_CACHE_HOME", home / ".cache"),
        )
    from platformdirs import PlatformDirs  # there, it knows what we do not

    folders = PlatformDirs(_NAME)
    return (
        folders.user_config_path,
        folders.user_state_path,
        folders.user_data_path,
        folders.user_cache_path,
    )


def _xdg(variable: str, otherwise: Path) -> Path:
    named = Path(os.environ.get(variable, ""))
    return (named if named.is_absolute() else otherwise) / _NAME


def runtime_folder(logins: Path = Path("/run/user")) -> Path:
    """Choose the folder for socket and lock; the same answer for the daemon and the command line.

    `logins` is where the session manager keeps a folder for each user who is logged in.

    Not left to platformdirs: its releases differ in what they fall back to, and warn on the way.
    It is tried even where the variable is missing, as in `su` or cron, so that such a shell finds
    the daemon of the desktop. Raises PathsError when every socket path is too long.
    """
    user = os.getuid()
    parents = [logins / str(user)]
    if named := os.environ.get("XDG_RUNTIME_DIR"):
        parents.insert(0, Path(named))
    choices = [parent / _NAME for parent in parents if _trustworthy(parent)]
    if not any(map(_fits, choices)):
        import tempfile  # pulls in random and shutil, and the fallback is rare

        choices.append(Path(tempfile.gettempdir()) / f"{_NAME}-{user}")
    for folder in choices:
        if _fits(folder):
            return folder
    raise PathsError(
        f"{choices[-1] / _SOCKET} is too long for a socket; set XDG_RUNTIME_DIR or TMPDIR "
        "to a shorter folder of your own"
    )


def make_private(folder: Path) -> None:
    """Create `folder`, or take it over when it is ours already, with mode 0700 whatever the umask.

    Raises PathsError when it is a link, no folder, or somebody else's: in a shared temporary
    folder anybody can put something there first.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            folder.mkdir(mode=_PRIVATE)
            folder.chmod(_PRIVATE)  # a strict umask may have taken our own rights away
        # O_NOFOLLOW and fchmod on the handle: what is checked is what is changed.
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise PathsError(f"{folder} cannot be used as a folder: {error.strerror}") from error
    try:
        status = os.fstat(handle)
        if status.st_uid != os.getuid():
            raise PathsError(
                f"{folder} belongs to another user; set XDG_RUNTIME_DIR to a folder of your own"
            )
        if stat.S_IMODE(status.st_mode) != _PRIVATE:
            os.fchmod(handle, _PRIVATE)
    finally:
        os.close(handle)


def _trustworthy(parent: Path) -> bool:
    """Tell whether nobody else can swap what we put into this existing folder.

    The XDG base directory specification asks for owner and mode 0700; only the right to write
    matters here, since our own folder inside is closed.
    """
    if not parent.is_absolute():
        return False
    try:
        status = parent.stat()
    except OSError:
        return False
    ours = status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(status.st_mode) and ours


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / _SOCKET)) <= SOCKET_PATH_LIMIT
