"""Slow work for the outside world, one after the other, each behind a barrier."""

import asyncio
import logging
from collections.abc import Coroutine

from unkink.core.moment import Duration
from unkink.ports import AdapterError

log = logging.getLogger(__name__)

Work = Coroutine[object, object, None]
Errand = asyncio.Task[str | None]
"""Ends with the reason why it failed, in words for the person, or None."""


class Errands:
    """A queue of one kind of work, such as everything asked of the notification server.

    In order, so that a notification withdrawn right after it was shown really goes.
    """

    def __init__(self) -> None:
        self._last: Errand | None = None
        self._begun: set[Errand] = set()
        """What has not ended."""

    def begin(self, work: Work) -> Errand:
        """Do this in the background, after all that was begun before it."""
        self._last = errand = asyncio.create_task(_after(self._last, work))
        self._begun.add(errand)
        errand.add_done_callback(self._begun.discard)
        return errand

    async def settle(self, patience: Duration | None = None) -> None:
        """Wait until everything begun has ended; what takes longer than `patience` is given up."""
        while self._last is not None and not self._last.done():
            _, slow = await asyncio.wait([self._last], timeout=patience)
            if slow:
                self.give_up()

    def give_up(self) -> None:
        """End what goes on, and begin nothing of what waits for it."""
        for errand in self._begun:
            errand.cancel()


async def _after(before: Errand | None, work: Work) -> str | None:
    try:
        if before is not None:
            await asyncio.wait([before])
    except asyncio.CancelledError:
        work.close()
        raise
    try:
        await work
    except AdapterError as error:
        log.warning("%s", error)
        return str(error)
    except Exception as error:
        log.exception("an errand failed")
        return f"Something went wrong: {error}"
    return None
