"""Somebody else's program at a terminal of its own."""

import os
import pty
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def at_terminal(
    command: Sequence[str], environment: Mapping[str, str], folder: Path
) -> Iterator[int]:
    """Run this where its job control works, and hang up at the end; yields what never blocks.

    Not by `pty.fork`: Python 3.15 warned of threads there, in the same story in which 3.14 did not.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        ["setsid", "--ctty", *command],
        env=environment,
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.set_blocking(ours, False)
    try:
        yield ours
    finally:
        os.close(ours)
        process.wait()
