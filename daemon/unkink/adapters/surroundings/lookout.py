"""Looks around once for everything that a prompt would disturb, and for who is there."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping

from dbus_fast.aio import MessageBus

from unkink.core.moment import Duration
from unkink.core.plain_text import plain_or_none
from unkink.core.surroundings import Kind, Sign, Surroundings

log = logging.getLogger(__name__)

PATIENCE: Duration = 2.0
_KINDS = (Kind.CALL, Kind.FULLSCREEN, Kind.DO_NOT_DISTURB, Kind.INHIBITOR, Kind.PLAYING)
"""Of the questions, in their order."""


class DesktopLookout:
    """Implements `ports.Lookout` for Linux desktops; between two looks it holds nothing.

    Takes a connected session bus, which stays the caller's, or None where there is none.
    """

    def __init__(self, bus: MessageBus | None, environment: Mapping[str, str]) -> None:
        self._bus = bus
        self._environment = environment

    async def use(self, bus: MessageBus | None) -> None:
        """Ask over this session bus from now on; None: it is gone."""
        self._bus = bus

    async def look(self) -> Surroundings:
        """Look for all five at once, for `PATIENCE` at most; what is not known by then is not
        there. Blocks for a few round trips to the display server and a walk over /proc
        (milliseconds).
        """
        questions = [asyncio.ensure_future(_behind_barrier(one)) for one in self._questions()]
        try:
            await asyncio.wait(questions, timeout=PATIENCE)
            told = (
                plain_or_none(question.result()) if question.done() else None
                for question in questions
            )
            seen = zip(_KINDS, told, strict=True)
            return Surroundings(tuple(Sign(kind, words) for kind, words in seen if words))
        finally:
            for question in questions:
                question.cancel()

    def _questions(self) -> list[Coroutine[object, object, str | None]]:
        # Imported here: some days no reminder ever comes due.
        from unkink.adapters.surroundings.call import call_in_progress
        from unkink.adapters.surroundings.do_not_disturb import do_not_disturb
        from unkink.adapters.surroundings.inhibitor import screen_kept_on
        from unkink.adapters.surroundings.playing import playing

        return [
            call_in_progress(self._environment),
            self._full_screen(),
            do_not_disturb(self._bus, self._environment),
            screen_kept_on(self._bus, self._environment),
            playing(self._bus, self._environment),
        ]

    async def _full_screen(self) -> str | None:
        if self._environment.get("WAYLAND_DISPLAY"):
            from unkink.adapters.surroundings import fullscreen_wayland

            return fullscreen_wayland.full_screen(self._environment)
        if self._environment.get("DISPLAY"):
            from unkink.adapters.surroundings import fullscreen

            return fullscreen.full_screen(self._environment)
        return None


async def _behind_barrier(question: Coroutine[object, object, str | None]) -> str | None:
    try:
        return await question
    except Exception:  # the barrier: what cannot be found out must not keep a prompt back
        log.exception("one look around failed")
        return None
