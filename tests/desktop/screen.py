"""A real X display of our own, and looking at it."""

import os
import socket
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageGrab

from tests.desktop.boxes import Box
from tests.desktop.processes import Program
from tests.desktop.reading import find_words, read_words
from tests.waiting import wait_until

WIDTH, HEIGHT = 1280, 800
ARTEFACTS = Path(__file__).parents[1] / "artefacts"


class Screen:
    """An Xvfb on whatever display number is free."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        """Start it; the server itself picks the number, so two sessions never race for one."""
        self._environment = environment
        self._log = log
        self._kept_free: socket.socket | None = None
        self.name = self._started()

    def _started(self, *number: str) -> str:
        """Start the server, wait until it answers, and return the name of its display."""
        reader, writer = os.pipe()
        size = f"{WIDTH}x{HEIGHT}x24"
        options = ["-screen", "0", size, "-nolisten", "tcp", "-noreset", "-dpi", "96"]
        command = ["Xvfb", *number, "-displayfd", str(writer), *options]
        self._server = Program(command, self._environment, self._log, keep_open=[writer])
        os.close(writer)
        with os.fdopen(reader) as answer:
            chosen = answer.readline().strip()
        if not chosen:
            raise RuntimeError(f"Xvfb did not start\n{self._server.log}")
        return f":{chosen}"

    def crash(self) -> None:
        """Kill it; whatever is shown on it loses the connection."""
        self._server.kill()
        # Else the next server that picks a number, another test's, would take this one.
        self._kept_free = socket.socket(socket.AF_UNIX)
        self._kept_free.bind(f"\0/tmp/.X11-unix/X{self.name[1:]}")

    def begin_again(self) -> None:
        """Start a display of the same name after a crash."""
        self._let_go()
        self._started(self.name)

    def stop(self) -> None:
        """End the display."""
        self._server.stop()
        self._let_go()

    def _let_go(self) -> None:
        if self._kept_free is not None:
            self._kept_free.close()
            self._kept_free = None

    def picture(self, inside: Box | None = None) -> Image.Image:
        """Return a picture of the screen, or of a part of it."""
        whole = ImageGrab.grab(xdisplay=self.name)
        return whole.crop(inside.corners) if inside else whole

    def screenshot(self, name: str) -> Path:
        """Keep a picture of the whole screen as `tests/artefacts/NAME.png`."""
        path = ARTEFACTS / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.picture().save(path)
        return path

    def read(self, inside: Box | None = None) -> str:
        """Return all words on the screen, or in a part of it."""
        return " ".join(word.text for word in read_words(self.picture(inside)))

    def find_text(self, text: str, inside: Box | None = None) -> Box | None:
        """Return where this text stands on the screen."""
        found = find_words(read_words(self.picture(inside)), text)
        if found is None or inside is None:
            return found
        return Box(found.x + inside.x, found.y + inside.y, found.width, found.height)

    def wait_for_text(self, text: str, inside: Box, deadline: float = 10) -> Box:
        """Wait until this text can be read there and return where it stands."""
        try:
            return wait_until(lambda: self.find_text(text, inside), deadline, repr(text))
        except TimeoutError as late:
            raise TimeoutError(f"{late}; there is: {self.read(inside)!r}") from None
