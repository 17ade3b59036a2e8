"""Single keys of a terminal, which is left as it was found however the program ends."""

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from unkink.core.moment import Duration

Wait = Callable[[Duration], str | None]
"""Waits for a key, at most this long; returns it, or None."""

END_OF_INPUT = "\x04"
_MOST = 8
"""Bytes of one key: an arrow sends three, a letter of any script at most four."""


@contextmanager
def single_keys() -> Iterator[Wait | None]:
    """Give what waits for keys; None where there is no keyboard, such as behind a pipe."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield None
        return
    import termios  # not on Windows, where nobody comes this far
    import tty

    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)

    def listen(_number: int, _frame: FrameType | None) -> None:
        tty.setcbreak(handle)

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    # Ended by a signal, Python runs no clean-up of its own; brought back by `fg`, the shell has
    # set the terminal to what it likes.
    handlers: dict[int, Callable[[int, FrameType | None], None]] = {
        signal.SIGTERM: end,
        signal.SIGHUP: end,
        signal.SIGCONT: listen,
    }
    kept = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        tty.setcbreak(handle)
        yield lambda longest: _key(handle, longest)
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
        for number, handler in kept.items():
            signal.signal(number, handler)


def _key(handle: int, longest: Duration) -> str | None:
    ready, _, _ = select.select([handle], [], [], longest)
    if not ready:
        return None
    return os.read(handle, _MOST).decode(errors="replace") or END_OF_INPUT


def no_keys(longest: Duration) -> None:
    """Wait where nobody can press a key."""
    time.sleep(longest)
