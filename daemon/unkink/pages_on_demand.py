"""Builds the page server when somebody first wants a page: until then none of it is in memory."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from unkink.ports import AdapterError

if TYPE_CHECKING:
    from unkink.guide.server import GuideServer


class PagesOnDemand:
    """Implements `ports.GuidePages` over a server that is built at the first call."""

    def __init__(self, build: "Callable[[], GuideServer]") -> None:
        self._build = build
        self._server: GuideServer | None = None

    async def address(self, page: str) -> str:
        """Return a URL for a command line; raises AdapterError when no port can be had."""
        try:
            return await self._ready().invitation(page)
        except OSError as error:
            raise AdapterError(f"The page could not be served: {error.strerror}.") from error

    def prepare(self, tip: str) -> None:
        """Have the figure of this tip drawn before somebody clicks."""
        self._ready().prepare(tip)

    async def close(self) -> None:
        """Stop serving."""
        if self._server is not None:
            await self._server.close()

    def _ready(self) -> "GuideServer":
        if self._server is None:
            self._server = self._build()
        return self._server
