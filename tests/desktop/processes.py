"""Programs that the tests start, each with its output in a file, each stopped by its own pid."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.waiting import wait_until


class Program:
    """One started program and what it starts in turn: a process group of its own."""

    def __init__(
        self,
        arguments: Sequence[str | Path],
        environment: Mapping[str, str],
        log: Path,
        *,
        keep_open: Sequence[int] = (),
    ) -> None:
        """Start it; `keep_open` are file descriptors it inherits."""
        self.name = Path(arguments[0]).name
        self._log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "--", *arguments],  # gone when the tests are
                env=dict(environment),
                cwd=environment["HOME"],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=tuple(keep_open),
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it is still there."""
        return self._process.poll() is None

    @property
    def log(self) -> str:
        """Everything it has printed so far."""
        return self._log.read_text(errors="replace")

    def wait(self, deadline: float = 10.0) -> int:
        """Wait for it to end by itself and return its exit code."""
        try:
            return self._process.wait(deadline)
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"{self.name} still runs after {deadline:g} s\n{self.log}") from None

    def kill(self) -> None:
        """End it as a crash would (SIGKILL), with everything it started."""
        self._signal(signal.SIGKILL)
        self._process.wait()

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, and all that it started."""
        self._signal(number)

    def stop(self, deadline: float = 5.0) -> None:
        """Ask it to end, and insist after `deadline` seconds."""
        self._signal(signal.SIGTERM)
        with contextlib.suppress(TimeoutError):
            wait_until(lambda: not self.running, deadline, f"{self.name} to end")
        self.kill()

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)


def run(arguments: Sequence[str], environment: Mapping[str, str], deadline: float = 20.0) -> str:
    """Run a short program to its end and return what it printed.

    Raises CalledProcessError when it fails, TimeoutExpired after `deadline` seconds.
    """
    return subprocess.run(
        arguments,
        env=dict(environment),
        check=True,
        capture_output=True,
        text=True,
        timeout=deadline,
    ).stdout
