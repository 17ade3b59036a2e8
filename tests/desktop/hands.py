"""Hands at a desk: a real keyboard and pointer (XTEST through xdotool)."""

import contextlib
import subprocess
from collections.abc import Iterator, Mapping

from tests.desktop.processes import run

TEXT = "the quick brown fox jumps over the lazy dog "


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

    def key(self, *names: str) -> None:
        """Press keys, named as in "ctrl+l" or "Escape"."""
        self._xdotool("key", *names)

    def type_text(self, text: str) -> None:
        """Type a text into whatever has the focus."""
        self._xdotool("type", "--delay", "30", text)

    @contextlib.contextmanager
    def typing(self) -> Iterator[None]:
        """Keep typing all the while, about five keys a second, for six minutes at most."""
        typist = subprocess.Popen(
            ["xdotool", "type", "--delay", "200", TEXT * 40], env=self._environment
        )
        try:
            yield
            if typist.poll() is not None:
                raise RuntimeError("the typist stopped before the test did")
        finally:
            typist.terminate()
            typist.wait()
            # It may have died with a key down, which would repeat for ever.
            self._xdotool("keyup", "space", *sorted(set(TEXT) - {" "}))

    def _xdotool(self, *arguments: str) -> None:
        run(["xdotool", *arguments], self._environment)
