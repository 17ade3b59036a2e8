"""The person at the desk, who can be asked to click, to keep still and to look."""

import asyncio
import os
import termios
from collections.abc import Callable
from typing import Protocol

from unkink.core.moment import Duration

ANSWERS_WITHIN: Duration = 60.0
YES, NO = frozenset({"y", "yes"}), frozenset({"n", "no"})


class Person(Protocol):
    """Does what a check asks for, or is not there."""

    present: bool
    """Whether anything may be asked at all."""

    def tell(self, text: str) -> None:
        """Say what to do now."""

    async def sees(self, question: str) -> bool | None:
        """Ask a question; None where no answer came."""


class Nobody:
    """Nobody is there to be asked."""

    present = False

    def tell(self, text: str) -> None:
        """Say nothing."""

    async def sees(self, question: str) -> bool | None:
        """Get no answer."""
        return None


class AtTerminal:
    """Somebody at a terminal; `say` prints there, `keyboard` is what they type into.

    Read on the loop, not in a thread: a thread that waits for a line cannot be called off, and
    Ctrl-C would have to wait for Enter.
    """

    present = True

    def __init__(self, say: Callable[[str], None], keyboard: int) -> None:
        self._say = say
        self._keyboard = keyboard

    def tell(self, text: str) -> None:
        """Print it."""
        self._say(f" >>  {text}")

    async def sees(self, question: str) -> bool | None:
        """Wait for a line that says yes or no; whatever was typed before is no answer."""
        if os.isatty(self._keyboard):
            termios.tcflush(self._keyboard, termios.TCIFLUSH)
        self.tell(f"{question} Type y or n, and Enter:")
        loop = asyncio.get_running_loop()
        typed: asyncio.Queue[str] = asyncio.Queue()
        loop.add_reader(self._keyboard, lambda: typed.put_nowait(self._line()))
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                while (word := await typed.get()) not in YES | NO | {""}:
                    self.tell("y or n, please:")
        except TimeoutError:
            return None
        finally:
            loop.remove_reader(self._keyboard)
        return word in YES if word else None

    def _line(self) -> str:
        """Return the last word that was typed; nothing at the end of input."""
        words = os.read(self._keyboard, 4096).decode(errors="replace").lower().split()
        return words[-1] if words else ""
