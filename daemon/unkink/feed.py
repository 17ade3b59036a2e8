"""What everybody who watches reads: how things stand, told anew when that changes.

Nothing queues up. There is one newest edition, and a reader who was slow goes on with it.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import field

from unkink.core.values import dataclass
from unkink.protocol import Reply
from unkink.wire import encode_reply


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand, for whoever watches."""

    mark: object
    """Equal to the mark before while nothing has changed that is worth a line."""
    reply: Reply


@dataclass(frozen=True, slots=True, eq=False)
class _Edition:
    mark: object
    line: bytes = b""
    superseded: asyncio.Event = field(default_factory=asyncio.Event)


class Feed:
    """One edition for any number of readers; looks only while there is one. Implements Audience."""

    def __init__(self, look: Callable[[], Standing]) -> None:
        """Prepare; `look` is asked after each event while somebody reads, and must be quick."""
        self._look = look
        self._readers = 0
        self._newest = _Edition(mark=object())

    def changed(self) -> None:
        """Print a new edition if how things stand now is worth one."""
        if self._readers:
            self._renew(self._look())

    async def editions(self) -> AsyncGenerator[bytes]:
        """Yield the state as it is, then the newest one whenever there is a newer; never ends."""
        self._readers += 1
        try:
            now = self._look()
            edition = self._renew(now)
            # The newest edition may be a minute old; who joins is told this very instant.
            yield encode_reply(now.reply)
            while True:
                await edition.superseded.wait()
                edition = self._newest
                yield edition.line
        finally:
            self._readers -= 1

    def _renew(self, standing: Standing) -> _Edition:
        before = self._newest
        if before.mark != standing.mark:
            self._newest = _Edition(standing.mark, encode_reply(standing.reply))
            before.superseded.set()
        return self._newest
