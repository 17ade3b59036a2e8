"""Opens the port when a page is wanted, and is deaf there when nobody has looked for a while."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from unkink.core.moment import MINUTE, Duration
from unkink.guide.desk import GuideDesk
from unkink.guide.figures import Figures
from unkink.guide.port import Port

if TYPE_CHECKING:
    from unkink.guide.lines import Lines
    from unkink.guide.visit import House

log = logging.getLogger(__name__)

Welcome = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
MOST_CONNECTIONS = 32
TOKEN_BYTES = 24
"""192 bits: cannot be guessed, even by a program that may try all day."""


class GuideServer:
    """Implements `ports.GuidePages` on 127.0.0.1, at a port that the system chooses.

    Lives on the asyncio loop's thread. Between pages it holds no timer and no task, and its port
    is bound but refuses everybody: nobody else may speak there to pages that are still open. So
    the token holds as long as the port, and such a page goes on when the port opens again.
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
        self._port: Port | None = None
        self._token = ""
        self._lines: Lines | None = None
        self._server: asyncio.Server | None = None
        self._house: House | None = None
        self._opening = asyncio.Lock()
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
        house = await self._opened()
        return f"http://{house.authority}/{house.token}/{page}"

    async def invitation(self, page: str) -> str:
        """Return a URL that leads to the same page for a short while, without the token.

        Opens the port where needed; raises OSError when none can be had.
        """
        house = await self._opened()
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
        """Give the port up, end the open exchanges and what they draw, and forget the token."""
        async with self._opening:
            visits = tuple(self._visits)
            self._shut()
            await asyncio.gather(*self._closing, *visits, return_exceptions=True)
            self._leave()
        await self._figures.close()

    async def _opened(self) -> "House":
        async with self._opening:  # two pages may be wanted in the same moment
            if self._house is None:
                await self._open()
            house = self._house
        if house is None:
            raise OSError("the pages were closed in this moment")
        self.stay_awake()
        return house

    async def _open(self) -> None:
        # Imported now, not at the start of the program: h11, the templates and the pages weigh
        # more than a megabyte, and most of the time nobody looks at a page.
        from unkink.guide.lines import Lines
        from unkink.guide.router import Router
        from unkink.guide.visit import House

        await asyncio.gather(*self._closing)
        port, self._server = await self._listening()
        self._lines = self._lines or Lines()
        self._house = House(
            authority=f"127.0.0.1:{port.number}",
            token=self._token,
            lines=self._lines,
            router=Router(
                self._desk, self._figures, self._lines, self._sleeps_after, self.stay_awake
            ),
            patience=self._patience,
        )
        loop = asyncio.get_running_loop()
        self._bedtime = loop.call_later(self._sleeps_after, self._doze)
        log.info("the guide pages are open")

    async def _listening(self) -> tuple[Port, asyncio.Server]:
        """Listen at the port of before, or at another with another token where that fails."""
        kept = self._port is not None
        if self._port is None:
            self._port, self._token = Port.taken(), os.urandom(TOKEN_BYTES).hex()
        try:
            return self._port, await _serve(self._welcome, self._port)
        except OSError as error:
            self._leave()
            if not kept:
                raise
            log.info("the guide pages open at another port: %s", error)
        return await self._listening()

    def _leave(self) -> None:
        """Give the port up, and with it what opens pages there, or makes them believe us."""
        if self._port is not None:
            self._port.close()
        self._port, self._token, self._lines = None, "", None

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
            closing = asyncio.get_running_loop().create_task(self._fall_silent(self._server))
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
            log.info("the guide pages are closed")
        for visit in self._visits:
            visit.cancel()
        self._server, self._house, self._bedtime, self._awake_until = None, None, None, 0.0

    async def _fall_silent(self, server: asyncio.Server) -> None:
        await _stop_listening(server)
        if self._port is not None:
            try:
                self._port.fall_silent()
            except OSError:  # no Linux
                self._leave()

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


async def _serve(welcome: Welcome, port: Port) -> asyncio.Server:
    listener = port.listener()
    try:
        return await asyncio.start_server(welcome, sock=listener)
    except OSError:
        listener.close()
        raise


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
