"""Opens the port when a page is wanted and closes it when nobody has looked for a while."""

import asyncio
import logging
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from unkink.core.moment import MINUTE, Duration
from unkink.guide.desk import GuideDesk
from unkink.guide.figures import Figures

if TYPE_CHECKING:
    from unkink.guide.visit import House

log = logging.getLogger(__name__)

MOST_CONNECTIONS = 32
TOKEN_BYTES = 24
"""192 bits: cannot be guessed, even by a program that may try all day."""


class GuideServer:
    """Implements `ports.GuidePages` on 127.0.0.1, at a port that the system chooses.

    Lives on the asyncio loop's thread. Between pages it holds no port, no timer and no task.
    """

    def __init__(
        self,
        desk: GuideDesk,
        figures: Figures,
        *,
        sleeps_after: Duration = 10 * MINUTE,
        patience: Duration = 5.0,
    ) -> None:
        """`patience` is how long a client may take to ask, and again to take its answer."""
        self._desk = desk
        self._figures = figures
        self._sleeps_after = sleeps_after
        self._patience = patience
        self._server: asyncio.Server | None = None
        self._house: House | None = None
        self._visits: set[asyncio.Task[None]] = set()
        self._closing: set[asyncio.Task[None]] = set()
        self._awake_until = 0.0
        self._bedtime: asyncio.TimerHandle | None = None

    @property
    def serving(self) -> bool:
        """Whether the port is open."""
        return self._server is not None

    async def address(self, page: str) -> str:
        """Return a URL for "tip/ID", "today", "library", "sore" and so on.

        Opens the port where needed; raises OSError when none can be had. The URL is a
        secret: do not log it.
        """
        while self._house is None:
            await self._open()
        self.stay_awake()
        return f"http://{self._house.authority}/{self._house.token}/{page}"

    async def invitation(self, page: str) -> str:
        """Return a URL that leads to the same page for a short while, without the token.

        Opens the port where needed; raises OSError when none can be had.
        """
        await self.address(page)
        house = self._house
        if house is None:
            raise OSError("the pages were closed in this moment")
        return f"http://{house.authority}/{house.tickets.issue(page)}/{page}"

    def prepare(self, tip_id: str) -> None:
        """Have the figure of this tip drawn before somebody clicks; opens no port."""
        full = self._desk.full_tip(tip_id)
        if full is not None and full.figure is not None:
            self._figures.prepare(full.figure)

    def stay_awake(self, longer: Duration = 0.0) -> None:
        """Put off falling asleep; `longer` than usual where a page needs its time."""
        until = asyncio.get_running_loop().time() + self._sleeps_after + longer
        self._awake_until = max(self._awake_until, until)

    async def close(self) -> None:
        """Close the port, end the open exchanges and what they draw, and forget the token."""
        visits = tuple(self._visits)
        self._shut()
        await asyncio.gather(*self._closing, *visits, return_exceptions=True)
        await self._figures.close()

    async def _open(self) -> None:
        # Imported now, not at the start of the program: h11, the templates and the pages weigh
        # more than a megabyte, and most of the time nobody looks at a page.
        from unkink.guide.router import Router
        from unkink.guide.visit import House

        server = await asyncio.start_server(self._welcome, "127.0.0.1", 0)
        if self._server is not None:  # two pages were wanted in the same moment
            server.close()
            return
        self._server = server
        self._house = House(
            authority=f"127.0.0.1:{server.sockets[0].getsockname()[1]}",
            token=os.urandom(TOKEN_BYTES).hex(),
            router=Router(self._desk, self._figures, self.stay_awake),
            patience=self._patience,
        )
        loop = asyncio.get_running_loop()
        self._bedtime = loop.call_later(self._sleeps_after, self._doze)
        log.info("the guide pages are open")

    def _doze(self) -> None:
        """Fall asleep, or find out when to ask again: one timer, however many requests."""
        loop = asyncio.get_running_loop()
        rest = self._awake_until - loop.time()
        if rest > 0:
            self._bedtime = loop.call_later(rest, self._doze)
        else:
            self._shut()

    def _shut(self) -> None:
        if self._bedtime is not None:
            self._bedtime.cancel()
        if self._server is not None:
            closing = asyncio.get_running_loop().create_task(_stop_listening(self._server))
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
            log.info("the guide pages are closed")
        for visit in self._visits:
            visit.cancel()
        self._server, self._house, self._bedtime, self._awake_until = None, None, None, 0.0

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection, unless there are too many."""
        from unkink.guide.visit import receive

        task, house = asyncio.current_task(), self._house
        if house is None or task is None or len(self._visits) >= MOST_CONNECTIONS:
            writer.close()
            return
        self._visits.add(task)
        try:
            await receive(house, reader, writer)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
        except asyncio.CancelledError:
            # Ends here: Python 3.11 logs a cancelled connection task as an error. Waiting for the
            # end once more would, too: the cancelling has reached what is waited for.
            writer.transport.abort()
        self._visits.discard(task)


async def _stop_listening(server: asyncio.Server) -> None:
    """Close the port once the connections that were just accepted are set up.

    asyncio loses a connection whose server closes in between, and its client would wait for ever
    (CPython issue 109564). So it first stops accepting, and closes two turns of the loop later.
    """
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):  # the loop of Windows, which accepts in another way
        for listener in server.sockets:
            loop.remove_reader(listener.fileno())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    server.close()
