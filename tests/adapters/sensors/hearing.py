"""Hears what sensors report."""

import asyncio
import time

from unkink.core.events import Event, Looked


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


class TimedEars(Ears):
    """Hears what the sensor reports, and when."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []

    def __call__(self, event: Event) -> None:
        self.times.append(now())
        super().__call__(event)

    @property
    def looks(self) -> list[float]:
        """The last input, as each report told it."""
        return [event.last_input for event in self.heard if isinstance(event, Looked)]


def now() -> float:
    """Return the boot clock's seconds, in which sensors tell moments."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


async def settle() -> None:
    """Let everything that is ready happen."""
    for _ in range(5):
        await asyncio.sleep(0.01)
