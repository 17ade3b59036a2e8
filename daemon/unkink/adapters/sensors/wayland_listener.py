"""Listens to a Wayland compositor on the loop, over a connection of `unkink.wayland_connection`."""

import asyncio
import logging
import socket
from collections.abc import Callable
from pathlib import Path

from unkink.core.moment import Duration
from unkink.ports import AdapterError
from unkink.wayland_connection import Global, Handler, WaylandConnection, ignore
from unkink.wayland_wire import Body, WaylandError

log = logging.getLogger(__name__)

PATIENCE: Duration = 2.0
"""How long a compositor may take to answer; one that is stopped must not hold up the start."""
UNREACHABLE = "The Wayland compositor cannot be reached."
WITHDRAWN = "The Wayland compositor tells no more about input."


class WaylandListener(WaylandConnection):
    """Takes events as they come; calls `lost` once, with words for the person, when all is over.

    It is over, too, when something that was bound is withdrawn. Requests never raise.
    """

    def __init__(self, connected: socket.socket) -> None:
        super().__init__(connected)
        self.lost: Callable[[str], None] = _nobody
        self._over: str | None = None
        """Why nothing is sent or heard any more."""
        self._bound: set[Global] = set()
        self._answers: set[asyncio.Future[None]] = set()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(connected, self._receive)

    @classmethod
    async def listen(cls, path: Path) -> "WaylandListener":
        """Connect to the socket at `path` and learn what is offered there.

        Raises AdapterError when nobody answers, within `PATIENCE`.
        """
        try:
            listener = cls.open(path)
        except WaylandError as problem:
            raise AdapterError(UNREACHABLE) from problem
        try:
            await listener.answer()
        except BaseException:
            listener.close()
            raise
        return listener

    def bind(self, offered: Global, version: int, handler: Handler = ignore) -> int:
        """Bind, and be lost when it is withdrawn."""
        self._bound.add(offered)
        return super().bind(offered, version, handler)

    def request(self, of: int, opcode: int, arguments: bytes = b"") -> None:
        """Send a request, unless all is over."""
        if self._over is not None:
            return
        try:
            super().request(of, opcode, arguments)
        except WaylandError as problem:
            self._end(problem.words, problem)

    async def answer(self) -> None:
        """Wait until everything requested so far was done.

        Raises AdapterError when the compositor refuses, goes away, or takes longer than `PATIENCE`.
        """
        if self._over is not None:
            raise AdapterError(self._over)
        answer = self._loop.create_future()
        self._answers.add(answer)

        def done(_opcode: int, _body: Body) -> None:
            if not answer.done():
                answer.set_result(None)

        self.sync(done)
        try:
            async with asyncio.timeout(PATIENCE):
                await answer
        except TimeoutError as problem:
            raise AdapterError("The Wayland compositor does not answer.") from problem
        finally:
            self._answers.discard(answer)

    def close(self) -> None:
        """Let go of the connection; `lost` is not called."""
        if self._over is None:
            self._over = "The connection was closed."
            self._loop.remove_reader(self)
            super().close()

    def _receive(self) -> None:
        try:
            self.feed()
        except WaylandError as problem:
            self._end(problem.words, problem)
        else:
            if not self._bound.issubset(self.globals):
                self._end(WITHDRAWN, "a global was withdrawn")

    def _end(self, why: str, detail: object) -> None:
        if self._over is not None:
            return
        log.debug("%s (%s)", why, detail)
        self.close()
        self._over = why
        for answer in self._answers:
            if not answer.done():
                answer.set_exception(AdapterError(why))
        # Later: whoever has just sent a request is not called back from within it.
        self._loop.call_soon(self.lost, why)


def _nobody(_why: str) -> None:
    """Tell nobody: the connection was not handed out yet."""
