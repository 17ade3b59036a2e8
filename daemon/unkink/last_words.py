"""What a program complained about last: a pipe that is read for as long as somebody writes into it.

Only the end is kept. A program that floods it is slowed down and costs no memory; one that lives on
in the background may write on, where a pipe that nobody reads would stop it, or end it.
"""

import asyncio
import os
from collections.abc import Callable

from unkink.core.moment import Duration

KEPT = 500
"""Bytes."""
_AT_ONCE = 1 << 16
"""Bytes: what a pipe holds."""
_PAUSE: Duration = 0.02
"""Seconds between two full reads, so that a flood takes hardly any of our time."""


class LastWords:
    """The reading end of a program's standard error; on the loop's thread.

    Pass `end` to the program, then `listen`; it closes itself when the last writer has.
    """

    def __init__(self, over: "Callable[[LastWords], None]") -> None:
        """Take who is told when nobody can write any more; raises OSError without descriptors."""
        self._over = over
        self._reading, self.end = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        os.set_blocking(self.end, True)  # the program's end is as programs expect it
        self._words = b""
        self._timer: asyncio.TimerHandle | None = None
        self._open = True

    def listen(self) -> None:
        """Leave the writing end to the program, and begin to read."""
        os.close(self.end)
        self.end = -1
        asyncio.get_running_loop().add_reader(self._reading, self._read)

    def so_far(self) -> str:
        """Return what was said last, up to this moment."""
        if self._open:
            self._take()  # one such read is all that a pipe holds
        return self._words.decode(errors="replace").strip()

    def close(self) -> None:
        """Hear no more; who still writes will be told so by the system."""
        if not self._open:
            return
        self._open = False
        if self._timer is not None:
            self._timer.cancel()
        if self.end >= 0:
            os.close(self.end)
        else:
            asyncio.get_running_loop().remove_reader(self._reading)
        os.close(self._reading)
        self._over(self)

    def _take(self) -> int | None:
        """Read what is there, and return how many bytes; None: nothing now."""
        try:
            more = os.read(self._reading, _AT_ONCE)
        except BlockingIOError:
            return None
        self._words = (self._words + more)[-KEPT:]
        return len(more)

    def _read(self) -> None:
        taken = self._take()
        if taken == 0:
            self.close()
        elif taken == _AT_ONCE:
            loop = asyncio.get_running_loop()
            loop.remove_reader(self._reading)
            self._timer = loop.call_later(_PAUSE, self._resume)

    def _resume(self) -> None:
        self._timer = None
        asyncio.get_running_loop().add_reader(self._reading, self._read)
