"""Reads aloud through plyer, in a child that can be cut short in the middle of a word."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress

from unkink.python_child import child_environment

_SPEAKERS = ("espeak", "flite")
"""What plyer looks for on Linux."""

NO_SPEAKER = (
    'nothing here can read aloud; install the package "espeak", or on Debian and Ubuntu '
    '"espeak-ng-espeak"'
)


def can_speak() -> bool:
    """Tell whether there is a program that speaks; elsewhere the system does."""
    return sys.platform != "linux" or any(map(shutil.which, _SPEAKERS))


class Speech:
    """Says one sentence at a time."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None

    @property
    def busy(self) -> bool:
        """Whether the last sentence is still being spoken."""
        return self._child is not None and self._child.poll() is None

    def say(self, text: str) -> None:
        """Begin to say this; what was being said is cut short."""
        self.hush()
        self._child = subprocess.Popen(
            # -P: nothing that happens to lie in the current folder may be imported.
            [sys.executable, "-P", "-m", "unkink.cli.speech_child"],
            env=child_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,  # so that it can be ended with the program that speaks
        )
        if self._child.stdin is not None:
            with suppress(BrokenPipeError):
                self._child.stdin.write(text)
                self._child.stdin.close()

    def hush(self) -> None:
        """Fall silent."""
        child, self._child = self._child, None
        if child is None:
            return
        if child.poll() is None:
            if hasattr(os, "killpg"):
                with suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGTERM)
            else:
                child.kill()
        child.wait()
