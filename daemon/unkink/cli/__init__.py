"""The command line: a process of its own for each command, so it imports as little as it can."""

import os
import sys
from collections.abc import Sequence

INTERRUPTED = 130
"""What a shell reports of a program that Ctrl-C ended (128 + SIGINT)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; the last barrier, so no traceback gets out."""
    if arguments is None:  # a process of its own
        from unkink.cli.streams import fill_streams
        from unkink.light_imports import keep_out

        fill_streams()
        keep_out()
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        from unkink.cli.dispatch import execute

        code = execute(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()  # the reader has seen enough
        return 0
    except Exception as error:  # noqa: BLE001 - the last barrier
        if "--verbose" in given:
            import traceback  # asked for, and something is badly wrong

            traceback.print_exc()
        sys.stderr.write(f"unkink: {_said(error)}\n")
        try:
            sys.stdout.flush()
        except OSError:
            _drop_output()
        return 1
    return code


def _drop_output() -> None:
    """Give up what could not be written; Python would try again on its way out, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _said(error: Exception) -> str:
    """Word an error nobody foresaw in one line."""
    text = " ".join(str(error).split())
    return text if isinstance(error, OSError) and text else f"{type(error).__name__}: {text}"
