"""The real server, on an asyncio loop of its own thread, beside a browser that blocks."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.guide.desks import RecordingDesk
from unkink.guide.figures import Figures
from unkink.guide.server import GuideServer

DEADLINE = 20.0


@dataclass(frozen=True)
class Host:
    """A server and the desk behind it, as seen from another thread."""

    loop: asyncio.AbstractEventLoop
    server: GuideServer
    desk: RecordingDesk

    def address(self, page: str) -> str:
        return asyncio.run_coroutine_threadsafe(self.server.address(page), self.loop).result(
            DEADLINE
        )

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self.server.close(), self.loop).result(DEADLINE)


@contextmanager
def hosted(desk: RecordingDesk, cache: Path) -> Iterator[Host]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def build() -> GuideServer:
        return GuideServer(desk, Figures(cache, "test"))

    try:
        server = asyncio.run_coroutine_threadsafe(build(), loop).result(DEADLINE)
        host = Host(loop, server, desk)
        yield host
        host.close()
        asyncio.run_coroutine_threadsafe(_leftovers(), loop).result(DEADLINE)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(DEADLINE)
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _leftovers() -> None:
    """Let connections end that the browser opened in the last moment."""
    while others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.gather(*others, return_exceptions=True)
