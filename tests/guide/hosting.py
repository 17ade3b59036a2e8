"""The real server, on an asyncio loop of its own thread, beside a browser that blocks."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.guide.desks import RecordingDesk
from unkink.core.moment import MINUTE, Duration
from unkink.guide.desk import GuideDesk
from unkink.guide.figures import Figures
from unkink.guide.server import GuideServer

DEADLINE = 20.0
Made = TypeVar("Made")


@dataclass(frozen=True)
class Host:
    """A server and the desk behind it, as seen from another thread."""

    loop: asyncio.AbstractEventLoop
    server: GuideServer
    desk: RecordingDesk

    def address(self, page: str) -> str:
        return _within(self.loop, self.server.address(page))

    def nap(self) -> None:
        """Have ten minutes gone by in which nobody asked."""
        _within(self.loop, self._nap())

    async def _nap(self) -> None:
        self.server._awake_until = 0.0
        self.server._doze()
        await asyncio.gather(*self.server._closing)

    def close(self) -> None:
        _within(self.loop, self.server.close())


@contextmanager
def hosted(
    desk: RecordingDesk, cache: Path, sleeps_after: Duration = 10 * MINUTE
) -> Iterator[Host]:
    with _running() as loop:
        host = Host(loop, _within(loop, _built(desk, cache, sleeps_after)), desk)
        yield host
        host.close()


@contextmanager
def hosted_by(build: Callable[[], GuideDesk], cache: Path) -> Iterator[Callable[[str], str]]:
    """Serve the desk that `build` returns on the loop's own thread; gives what finds a page."""
    with _running() as loop:

        async def built() -> GuideServer:
            return await _built(build(), cache)

        server = _within(loop, built())
        yield lambda page: _within(loop, server.address(page))
        _within(loop, server.close())


@contextmanager
def _running() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    try:
        yield loop
        _within(loop, _leftovers())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(DEADLINE)
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def _within(loop: asyncio.AbstractEventLoop, work: Coroutine[object, object, Made]) -> Made:
    return asyncio.run_coroutine_threadsafe(work, loop).result(DEADLINE)


async def _built(desk: GuideDesk, cache: Path, sleeps_after: Duration = 10 * MINUTE) -> GuideServer:
    return GuideServer(desk, Figures(cache, "test"), sleeps_after=sleeps_after)


async def _leftovers() -> None:
    """Let connections end that the browser opened in the last moment."""
    while others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.gather(*others, return_exceptions=True)
