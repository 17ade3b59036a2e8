"""Slow work for the outside world, one after the other, each behind a barrier."""

import asyncio
import logging
from collections.abc import Coroutine

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

    def begin(self, work: Work) -> Errand:
        """Do this in the background, after all that was begun before it."""
        self._last = asyncio.create_task(_after(self._last, work))
        return self._last

    async def settle(self) -> None:
        """Wait until everything begun has ended."""
        if self._last is not None:
            await asyncio.wait([self._last])


async def _after(before: Errand | None, work: Work) -> str | None:
    if before is not None:
        await asyncio.wait([before])
    try:
        await work
    except AdapterError as error:
        log.warning("%s", error)
        return str(error)
    except Exception as error:
        log.exception("an errand failed")
        return f"Something went wrong: {error}"
    return None
