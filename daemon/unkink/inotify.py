"""Notice, without looking, of what happens in a folder: inotify(7), Linux only."""

import contextlib
import ctypes
import os
import struct
from pathlib import Path

APPEARED = 0x100 | 0x80
"""IN_CREATE | IN_MOVED_TO"""
OPENED_UP = APPEARED | 0x4
"""As well IN_ATTRIB: perhaps it may be read now."""
CHANGED = OPENED_UP | 0x8 | 0x200 | 0x40
"""As well IN_CLOSE_WRITE, IN_DELETE, IN_MOVED_FROM"""
GONE = 0x400 | 0x800
"""IN_DELETE_SELF | IN_MOVE_SELF; told of the folder itself, by an empty name"""
TOO = 0x20000000
"""IN_MASK_ADD: what was watched for in this folder already stays."""
_EVENT = struct.Struct("iIII")


class FolderWatch:
    """A file that becomes readable when something happens in one of its folders.

    Raises OSError, or AttributeError where the C library has no such call.
    """

    def __init__(self) -> None:
        flags = os.O_NONBLOCK | os.O_CLOEXEC
        self._descriptor = checked(c_library().inotify_init1(flags))

    def add(self, folder: Path, events: int = APPEARED) -> int:
        """Watch this folder as well; return the number under which it will be told of."""
        path = os.fsencode(folder)
        return checked(c_library().inotify_add_watch(self._descriptor, path, events))

    def happened(self) -> list[tuple[int, bytes]]:
        """Return where something happened since the last call: the number of the folder, and the
        name in it; empty for the folder itself, the number -1 when too much happened to be told.
        """
        found: list[tuple[int, bytes]] = []
        with contextlib.suppress(BlockingIOError):
            while events := os.read(self._descriptor, 4096):
                found += _names(events)
        return found

    def fileno(self) -> int:
        """Return the file descriptor to wait for."""
        return self._descriptor

    def close(self) -> None:
        """Let go of it."""
        os.close(self._descriptor)


def _names(events: bytes) -> list[tuple[int, bytes]]:
    found, start = [], 0
    while start < len(events):
        folder, _, _, length = _EVENT.unpack_from(events, start)
        start += _EVENT.size + length
        found.append((folder, events[start - length : start].rstrip(b"\0")))
    return found


def c_library() -> ctypes.CDLL:
    """Return the C library, for calls that Python does not have."""
    return ctypes.CDLL(None, use_errno=True)


def checked(result: int) -> int:
    """Return what such a call returned; raises OSError where it failed."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
