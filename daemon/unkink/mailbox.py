"""Holds what is to be done by the loop until there is one: the tray is clickable first."""

from collections import deque
from collections.abc import Callable

from unkink.core.events import Event
from unkink.loop import Loop

Work = Callable[[Loop], object]


class Mailbox:
    """Takes work for the loop at any time; keeps it, in order, until the loop is there."""

    def __init__(self) -> None:
        self._waiting: deque[Work] = deque()
        self._loop: Loop | None = None

    def report(self, event: Event) -> None:
        """Report an event to the loop; this is the `Report` that adapters are given."""
        self.ask(lambda loop: loop.report(event))

    def ask(self, work: Work) -> None:
        """Have something done with the loop."""
        if self._loop is None:
            self._waiting.append(work)
        else:
            work(self._loop)

    def deliver_to(self, loop: Loop) -> None:
        """Do what waits, and everything from now on at once."""
        while self._waiting:
            self._waiting.popleft()(loop)
        self._loop = loop
