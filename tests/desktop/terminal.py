"""A command at a real terminal, in which a person reads and types."""

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from tests.waiting import wait_until


class Terminal:
    """Runs `unkink ARGUMENTS` at a terminal of its own; use it in a `with` block."""

    def __init__(self, environment: Mapping[str, str], *arguments: str) -> None:
        self._screen = b""
        self._ours, theirs = pty.openpty()
        os.set_blocking(self._ours, False)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "unkink", *arguments],
            env={**environment, "TERM": "dumb", "COLUMNS": environment.get("COLUMNS", "160")},
            cwd=environment["HOME"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._ours)

    @property
    def text(self) -> str:
        """Everything that was printed so far."""
        try:
            while more := os.read(self._ours, 1 << 16):
                self._screen += more
        except OSError:  # nothing more now, or the program has ended
            pass
        return self._screen.decode(errors="replace").replace("\r\n", "\n")

    def wait_for(self, words: str, deadline: float = 60.0) -> None:
        """Wait until these words are printed."""

        def look() -> bool:
            if words not in self.text and self._process.poll() is not None:
                raise RuntimeError(f"it ended before {words!r}\n{self.text}")
            return words in self.text

        try:
            wait_until(look, deadline, repr(words))
        except TimeoutError as late:
            raise TimeoutError(f"{late}; there is\n{self.text}") from None

    def type_line(self, text: str) -> None:
        """Type a line, with Enter at its end."""
        os.write(self._ours, f"{text}\n".encode())

    def send(self, number: signal.Signals) -> None:
        """Send it a signal; SIGINT is what a terminal sends for Ctrl-C."""
        self._process.send_signal(number)

    def wait(self, deadline: float = 60.0) -> int:
        """Wait for its end and return the exit code; what it printed is read all the while."""
        wait_until(lambda: self.text and self._process.poll() is not None, deadline, self.text)
        return self._process.wait()
