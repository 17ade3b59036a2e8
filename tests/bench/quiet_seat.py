"""A system bus under a desk whose programs say nothing on the terminal."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.desktop.seat import seat_of
from tests.desktop.session import Session

OUTPUTS = (1, 2)
"""Standard output and standard error."""


@contextmanager
def quiet_seat(desk: Session) -> Iterator[None]:
    """Give a desk a system bus with a logind on it; python-dbusmock would print every call."""
    with ExitStack() as leaving:
        with _silenced():
            leaving.enter_context(seat_of(desk))
        yield


@contextmanager
def _silenced() -> Iterator[None]:
    """Have programs that are started meanwhile inherit outputs that lead nowhere."""
    kept = [os.dup(output) for output in OUTPUTS]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        for output in OUTPUTS:
            os.dup2(nowhere, output)
        yield
    finally:
        for output, before in zip(OUTPUTS, kept, strict=True):
            os.dup2(before, output)
            os.close(before)
        os.close(nowhere)
