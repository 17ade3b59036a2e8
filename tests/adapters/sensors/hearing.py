"""Hears what sensors report."""

import asyncio

from unkink.core.events import Event


class Ears:
    """A `Report` that keeps everything and can be waited for."""

    def __init__(self) -> None:
        self.heard: list[Event] = []
        self._more = asyncio.Event()

    def __call__(self, event: Event) -> None:
        self.heard.append(event)
        self._more.set()

    async def wait_for(self, count: int, deadline: float = 5.0) -> None:
        """Wait until this many events were reported."""
        async with asyncio.timeout(deadline):
            while len(self.heard) < count:
                self._more.clear()
                await self._more.wait()
