"""Hands at a desk: a real keyboard and pointer (XTEST through xdotool)."""

import contextlib
import itertools
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from tests.desktop.processes import run

TEXT = "the quick brown fox jumps over the lazy dog "
PAUSE = 0.2
"""Seconds between two keys."""


class Hands:
    """Types and clicks on one display."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Work on the display that `environment` names."""
        self._environment = dict(environment)

    def move(self, x: int, y: int) -> None:
        """Move the pointer there."""
        self._xdotool("mousemove", str(x), str(y))

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Move the pointer there and press a button: 1 left, 2 middle, 3 right."""
        self._xdotool("mousemove", str(x), str(y), "click", str(button))

    def double_click(self, x: int, y: int) -> None:
        """Move the pointer there and press the left button twice, as fast as a person does."""
        twice = ("click", "--repeat", "2", "--delay", "120", "1")
        self._xdotool("mousemove", str(x), str(y), *twice)

    def key(self, *names: str) -> None:
        """Press keys, named as in "ctrl+l" or "Escape"."""
        self._xdotool("key", *names)

    def type_text(self, text: str) -> None:
        """Type a text into whatever has the focus."""
        self._xdotool("type", "--delay", "30", text)

    def focus(self) -> str:
        """Return the number of the window that gets the keys."""
        return run(["xdotool", "getwindowfocus"], self._environment).strip()

    @contextlib.contextmanager
    def typing(self) -> Iterator[None]:
        """Keep typing all the while, about five keys a second."""
        enough = threading.Event()
        with ThreadPoolExecutor(1) as typist:
            work = typist.submit(self._type_until, enough)
            try:
                yield
            finally:
                enough.set()
                work.result()

    def _type_until(self, enough: threading.Event) -> None:
        # A key at a time: an xdotool that is stopped in the middle leaves a key down, and a key
        # that is down repeats for ever, which no sensor can tell from typing.
        for letter in itertools.cycle(TEXT):
            self._xdotool("type", letter)
            if enough.wait(PAUSE):
                return

    def _xdotool(self, *arguments: str) -> None:
        run(["xdotool", *arguments], self._environment)
