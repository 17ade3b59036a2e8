"""Looks around once for everything that a prompt would disturb, and for who is there."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace

from dbus_fast.aio import MessageBus

from unkink.core.moment import Duration
from unkink.core.plain_text import plain, plain_or_none
from unkink.core.surroundings import Kind, Sign, Surroundings

log = logging.getLogger(__name__)

PATIENCE: Duration = 2.0


class DesktopLookout:
    """Implements `ports.Lookout` for Linux desktops; between two looks it holds nothing.

    Takes a connected session bus, which stays the caller's, or None where there is none.
    """

    def __init__(
        self,
        bus: MessageBus | None,
        environment: Mapping[str, str],
        besides: Callable[[], list[Sign]] = list,
    ) -> None:
        """Take, beside the rest, what tells of signs that are known without asking anybody."""
        self._bus = bus
        self._environment = environment
        self._besides = besides

    async def use(self, bus: MessageBus | None) -> None:
        """Ask over this session bus from now on; None: it is gone."""
        self._bus = bus

    async def look(self) -> Surroundings:
        """Look for everything at once, for `PATIENCE` at most; what is not known by then is not
        there. Blocks for a few round trips to the display server and a walk over /proc
        (milliseconds).
        """
        questions = [asyncio.ensure_future(_behind_barrier(one)) for one in self._questions()]
        try:
            await asyncio.wait(questions, timeout=PATIENCE)
            told = (question.result() for question in questions if question.done())
            signs = [sign for signs in (*told, self._besides()) for sign in signs]
            return Surroundings(tuple(_cleaned(sign) for sign in signs))
        finally:
            for question in questions:
                question.cancel()

    def _questions(self) -> list[Coroutine[object, object, list[Sign]]]:
        # Imported here: some days no reminder ever comes due.
        from unkink.adapters.surroundings.call import calls_in_progress
        from unkink.adapters.surroundings.inhibitor import who_keeps_the_screen_on
        from unkink.adapters.surroundings.pipewire_video import screen_shared
        from unkink.adapters.surroundings.playing import players

        return [
            calls_in_progress(self._environment),
            screen_shared(self._environment),
            self._full_screen(),
            self._do_not_disturb(),
            who_keeps_the_screen_on(self._bus, self._environment),
            players(self._bus, self._environment),
        ]

    async def _do_not_disturb(self) -> list[Sign]:
        from unkink.adapters.surroundings.do_not_disturb import do_not_disturb

        words = await do_not_disturb(self._bus, self._environment)
        return [Sign(Kind.DO_NOT_DISTURB, words)] if words else []

    async def _full_screen(self) -> list[Sign]:
        seen = None
        if self._environment.get("WAYLAND_DISPLAY"):
            from unkink.adapters.surroundings import fullscreen_wayland

            seen = fullscreen_wayland.full_screen(self._environment)
        elif self._environment.get("DISPLAY"):
            from unkink.adapters.surroundings import fullscreen

            seen = fullscreen.full_screen(self._environment)
        return [] if seen is None else [seen]


def _cleaned(sign: Sign) -> Sign:
    """Make what others call themselves harmless."""
    return replace(sign, words=plain(sign.words), program=plain_or_none(sign.program))


async def _behind_barrier(question: Coroutine[object, object, list[Sign]]) -> list[Sign]:
    try:
        return await question
    except Exception:  # the barrier: what cannot be found out must not keep a prompt back
        log.exception("one look around failed")
        return []
