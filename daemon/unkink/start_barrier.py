"""Starts a part of the program so that a service that answers nonsense, or nothing, costs no more
than that part.
"""

import asyncio
import logging
from collections.abc import Awaitable
from typing import TypeVar

from unkink.core.moment import Duration
from unkink.ports import AdapterError

log = logging.getLogger(__name__)

T = TypeVar("T")

PATIENCE: Duration = 10.0
"""For one part; each of its questions has less."""


async def started(part: str, start: Awaitable[T], patience: Duration = PATIENCE) -> T | None:
    """Return what the start returns; None where it fails or takes too long, which is logged.

    `part` is how the log calls it, such as “the tray icon”.
    """
    try:
        async with asyncio.timeout(patience):
            return await start
    except AdapterError as problem:
        log.warning("%s", problem)
    except TimeoutError:
        log.warning("%s did not start within %g s; unkink goes on without it", part, patience)
    except Exception:  # the barrier
        log.exception("%s could not be started; unkink goes on without it", part)
    return None
