"""Notices, without looking, that the clock was set, the time zone changed, or the machine woke up.

Linux only. The clock: a timer on CLOCK_REALTIME that the kernel cancels when that clock jumps, and
on resume from suspend (timerfd_create(2), TFD_TIMER_CANCEL_ON_SET). The zone: the folder of
/etc/localtime, by inotify(7), as setting a zone moves no clock.
"""

import asyncio
import ctypes
import errno
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from unkink.core.moment import Duration
from unkink.inotify import FolderWatch, c_library, checked

log = logging.getLogger(__name__)

FAR: Duration = 10 * 365 * 86_400.0
"""When the timer would really expire; what matters is that it is cancelled long before."""
LOCAL_TIME = Path("/etc/localtime")

_CLOCK_REALTIME = 0
_ABSOLUTE_AND_CANCELLED_ON_SET = 1 | 2


class Watch(Protocol):
    """A file that becomes readable when something may have changed."""

    def fileno(self) -> int:
        """Return the file descriptor to wait for."""

    def changed(self) -> bool:
        """Read it; tell whether it was the change that is watched for."""

    def close(self) -> None:
        """Let go of it."""


class ClockSteps:
    """Calls back after each change of the clock, of the zone, and after each resume.

    Must be started on the running loop, which it costs nothing until a change comes.
    """

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._watches: list[Watch] = []

    def start(self) -> bool:
        """Begin to watch; False where this system offers nothing to watch."""
        for kind in (ClockWatch, ZoneWatch):
            try:
                self.watch(kind())
            except (OSError, AttributeError) as problem:  # no such call in this C library
                log.info("%s is not to be had: %s", kind.__name__, problem)
        return bool(self._watches)

    def watch(self, watch: Watch) -> None:
        """Watch one more thing, and own it."""
        asyncio.get_running_loop().add_reader(watch.fileno(), self._look, watch)
        self._watches.append(watch)

    def close(self) -> None:
        """Call back no more."""
        while self._watches:
            watch = self._watches.pop()
            asyncio.get_running_loop().remove_reader(watch.fileno())
            watch.close()

    def _look(self, watch: Watch) -> None:
        if watch.changed():
            self._on_change()


class _TimerSpec(ctypes.Structure):
    _fields_ = (
        ("interval_seconds", ctypes.c_long),
        ("interval_nanoseconds", ctypes.c_long),
        ("seconds", ctypes.c_long),
        ("nanoseconds", ctypes.c_long),
    )


class ClockWatch:
    """Tells when the wall clock jumps, or the machine resumes; raises OSError where it cannot.

    `os.timerfd_create` would do, but only from Python 3.13 on.
    """

    def __init__(self, length: Duration = FAR) -> None:
        flags = os.O_NONBLOCK | os.O_CLOEXEC
        self._descriptor = checked(c_library().timerfd_create(_CLOCK_REALTIME, flags))
        self._length = length
        self._arm()

    def fileno(self) -> int:
        """Return the file descriptor to wait for."""
        return self._descriptor

    def close(self) -> None:
        """Let go of it."""
        os.close(self._descriptor)

    def changed(self) -> bool:
        """Tell whether the clock jumped, rather than the timer run out."""
        jumped = False
        try:
            self._read()
        except BlockingIOError:
            return False
        except OSError as problem:
            if problem.errno != errno.ECANCELED:
                raise
            jumped = True
        self._arm()
        return jumped

    def _read(self) -> None:
        os.read(self._descriptor, 8)

    def _arm(self) -> None:
        at = time.time() + self._length
        spec = _TimerSpec(0, 0, int(at), int(at % 1 * 1e9))
        checked(
            c_library().timerfd_settime(
                self._descriptor, _ABSOLUTE_AND_CANCELLED_ON_SET, ctypes.byref(spec), None
            )
        )


class ZoneWatch:
    """Tells when the machine is moved to another time zone; raises OSError where it cannot.

    Watches the folder: whoever sets the zone replaces the link. The few other files that appear
    there wake the loop for nothing now and then.
    """

    def __init__(self, local_time: Path = LOCAL_TIME) -> None:
        self._name = os.fsencode(local_time.name)
        self._watch = FolderWatch()
        try:
            self._watch.add(local_time.parent)
        except OSError:
            self.close()
            raise

    def fileno(self) -> int:
        """Return the file descriptor to wait for."""
        return self._watch.fileno()

    def close(self) -> None:
        """Let go of it."""
        self._watch.close()

    def changed(self) -> bool:
        """Tell whether it was the link to the zone that appeared."""
        return any(name == self._name for _, name in self._watch.happened())
