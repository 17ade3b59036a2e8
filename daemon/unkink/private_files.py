"""Writes small files that are nobody else's business, so that a crash leaves the old or the new."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from unkink.own_files import check_ordinary


def make_folders(folder: Path) -> None:
    """Create missing folders, each with mode 0700 as the XDG base directory specification asks.

    Folders that are there stay as they are. Raises OSError.
    """
    if folder.is_dir():
        return
    make_folders(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def replace_private(path: Path, text: str) -> None:
    """Put a file with mode 0600 in the place of `path`, all at once; raises OSError.

    Blocks until the disk has it. Where `path` is a link, what it points to is replaced.
    """
    _replace(path, text, 0o600)


def replace_shared(path: Path, text: str) -> None:
    """Put a file with the mode of the one that is there in its place; else as `replace_private`."""
    _replace(path, text, path.stat().st_mode & 0o777)


@contextmanager
def replacing_private(path: Path) -> Iterator[TextIO]:
    """Give a file to write, which takes the place of `path` when nothing went wrong; mode 0600.

    For what is too large to be made first. Where `path` is a link, what it points to is replaced.
    Raises OSError, and leaves `path` as it was then.
    """
    with _replacing(path, 0o600) as file:
        yield file


def _replace(path: Path, text: str, mode: int) -> None:
    with _replacing(path, mode) as file:
        file.write(text)


@contextmanager
def _replacing(path: Path, mode: int) -> Iterator[TextIO]:
    target = Path(os.path.realpath(path))
    make_folders(target.parent)
    with suppress(FileNotFoundError):  # a link may lead to a device, which is nothing to replace
        check_ordinary(path, target.stat())
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    with suppress(FileNotFoundError):
        fresh.unlink()  # left behind by a crash of a process that had our number
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fchmod(handle, mode)
            os.fsync(handle)
        fresh.replace(target)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise


def name_aside(path: Path) -> Path:
    """Return a name beside `path` for a file that cannot be read, where none was kept before."""
    number = 1
    while (aside := path.with_name(f"{path.name}.unreadable-{number}")).exists():
        number += 1
    return aside
