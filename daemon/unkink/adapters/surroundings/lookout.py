"""Looks around once for everything that a prompt would disturb."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping

from dbus_fast.aio import MessageBus

from unkink.core.moment import Duration
from unkink.core.surroundings import Surroundings

log = logging.getLogger(__name__)

PATIENCE: Duration = 2.0


class DesktopLookout:
    """Implements `ports.Lookout` for Linux desktops; between two looks it holds nothing.

    Takes a connected session bus, which stays the caller's, or None where there is none.
    """

    def __init__(self, bus: MessageBus | None, environment: Mapping[str, str]) -> None:
        self._bus = bus
        self._environment = environment

    async def look(self) -> Surroundings:
        """Look for all three at once, for `PATIENCE` at most; what is not known by then is not
        there. Blocks for a few round trips to the X server and a walk over /proc (milliseconds).
        """
        # Imported here: some days no reminder ever comes due.
        from unkink.adapters.surroundings.call import call_in_progress
        from unkink.adapters.surroundings.do_not_disturb import do_not_disturb

        questions = [
            asyncio.ensure_future(_behind_barrier(question))
            for question in (
                call_in_progress(self._environment),
                self._full_screen(),
                do_not_disturb(self._bus, self._environment),
            )
        ]
        try:
            await asyncio.wait(questions, timeout=PATIENCE)
            return Surroundings(
                *(question.result() if question.done() else None for question in questions)
            )
        finally:
            for question in questions:
                question.cancel()

    async def _full_screen(self) -> str | None:
        if not self._environment.get("DISPLAY") or self._environment.get("WAYLAND_DISPLAY"):
            return None
        from unkink.adapters.surroundings.fullscreen import full_screen

        return full_screen(self._environment)


async def _behind_barrier(question: Coroutine[object, object, str | None]) -> str | None:
    try:
        return await question
    except Exception:  # the barrier: what cannot be found out must not keep a prompt back
        log.exception("one look around failed")
        return None
