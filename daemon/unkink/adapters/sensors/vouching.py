"""Bounds how long a compositor is believed that tells of no silence.

Where an idle inhibitor keeps silences from being told, "no silence" means input or the inhibitor.
"""

import asyncio
from collections.abc import Callable

from unkink.core.moment import HOUR, Duration

PATIENCE: Duration = HOUR
"""Without a silence for so long, a short one is listened for; without that one for as long again,
nobody vouches for input any more. Whoever works makes a pause of ten seconds within an hour."""


class Vouching:
    """Calls `listen` after `patience` without a word of the compositor, `doubt` after twice that.

    Must be built on the running loop; wakes nobody but for these two.
    """

    def __init__(
        self, patience: Duration, listen: Callable[[], None], doubt: Callable[[], None]
    ) -> None:
        self._patience = patience
        self._listen = listen
        self._doubt = doubt
        self._loop = asyncio.get_running_loop()
        self.asking = False
        """Whether the short silence is listened for."""
        self.doubted = False
        self._timer = self._loop.call_later(patience, self._ask)

    def confirm(self) -> bool:
        """Begin anew, as the compositor told something; return whether it was doubted."""
        doubted = self.doubted
        self.asking = self.doubted = False
        self._timer.cancel()
        self._timer = self._loop.call_later(self._patience, self._ask)
        return doubted

    def close(self) -> None:
        """Call nobody any more."""
        self._timer.cancel()

    def _ask(self) -> None:
        self.asking = True
        self._listen()
        self._timer = self._loop.call_later(self._patience, self._give_up)

    def _give_up(self) -> None:
        self.doubted = True
        self._doubt()
