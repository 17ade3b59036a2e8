"""Standard streams that are there: a caller may have closed them.

Python leaves `sys.stdout` None then. Worse, the next file that is opened takes the free number, and
whatever somebody prints to "1" would land in it.
"""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper

_MODES = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def fill_streams() -> None:
    """Lead each closed stream to /dev/null, and have a locale without "·" not cost an answer.

    To be called first of all, in a process of our own.
    """
    for number, (name, mode) in enumerate(_MODES):
        if _is_closed(number):
            with suppress(OSError):
                _fill(number)
        if getattr(sys, name) is None:
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - a number, for the whole run
            setattr(sys, name, stream)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _is_closed(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return True
    return False


def _fill(number: int) -> None:
    opened = os.open(os.devnull, os.O_RDWR)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    os.set_inheritable(number, True)  # noqa: FBT003 - the name says it; children expect it
