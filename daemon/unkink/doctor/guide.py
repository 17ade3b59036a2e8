"""A guide: a real page, in the person's own browser where somebody can look at it."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from unkink.adapters.browser import DesktopBrowser
from unkink.adapters.surroundings.programs import output
from unkink.core.moment import Duration
from unkink.doctor.finding import Finding, fails, partly, untried, works
from unkink.doctor.place import Place
from unkink.doctor.reading_desk import ReadingDesk
from unkink.guide.figures import Figures
from unkink.guide.server import GuideServer
from unkink.ports import AdapterError
from unkink.version import VERSION

GUIDE = "guide"
ASKED_WITHIN: Duration = 45.0
"""A browser that starts on a slow disk takes that long at worst."""
MOVES_WITHIN: Duration = 15.0
IN_WORDS = "unkink tip ID prints the steps in the terminal meanwhile."


async def guide(place: Place) -> list[Finding]:
    """Serve the page of a tip, and wait until it was really fetched."""
    desk = ReadingDesk(place.paths)
    tip = desk.trial_tip()
    if tip is None:
        return [untried(GUIDE, "every tip is hidden; unkink tips --all says why")]
    with TemporaryDirectory(prefix="unkink-doctor-") as folder:
        figures = _WatchedFigures(Path(folder), VERSION)
        server = GuideServer(desk, figures)
        try:
            address = await server.address(f"tip/{tip.id}")
            if place.person.present and place.has_screen:
                return [await _opened(place, address, desk, figures)]
            return [await _fetched(address)]
        except OSError as error:
            return [fails(GUIDE, f"no page can be served: {error.strerror or error}", IN_WORDS)]
        finally:
            await server.close()


class _WatchedFigures(Figures):
    """Notes when a page's script asks for what makes its figure move."""

    def __init__(self, folder: Path, version: str) -> None:
        super().__init__(folder, version)
        self.asked = asyncio.Event()

    async def table(self, figure: Mapping[str, object]) -> bytes:
        """Return JSON for the page's player."""
        table = await super().table(figure)
        self.asked.set()
        return table


async def _opened(
    place: Place, address: str, desk: ReadingDesk, figures: _WatchedFigures
) -> Finding:
    place.person.tell("A page opens in your browser. You can close it when this check is through.")
    try:
        await DesktopBrowser(place.environment).open(address)
    except AdapterError as problem:
        return fails(GUIDE, str(problem), "Install a browser, and xdg-open (package xdg-utils).")
    browser = await _default_browser(place)
    if not await _within(ASKED_WITHIN, desk.asked):
        choose = "Choose another default browser in your desktop's settings, or: xdg-settings"
        return fails(GUIDE, f"{browser} was started, but asked for no page", choose)
    if not await _within(MOVES_WITHIN, figures.asked):
        advice = "Allow JavaScript for 127.0.0.1; without it the figure stands still."
        return partly(GUIDE, f"{browser} shows the page, but runs no script", advice)
    return works(GUIDE, f"{browser} shows it, and its figure moves")


async def _fetched(address: str) -> Finding:
    status = await asyncio.to_thread(_fetch, address)
    if status == "":
        return works(GUIDE, "the page can be served; no browser was opened")
    return fails(GUIDE, f"the page cannot be fetched: {status}", IN_WORDS)


def _fetch(address: str) -> str:
    """Return what went wrong, or nothing; straight, whatever proxy is set."""
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=10) as answer:
            return "" if b"</html>" in answer.read() else "it is cut short"
    except (URLError, OSError) as error:
        return str(getattr(error, "reason", error))


async def _default_browser(place: Place) -> str:
    told = await output(place.environment, "xdg-settings", "get", "default-web-browser")
    return (told or "").strip().removesuffix(".desktop") or "your browser"


async def _within(length: Duration, event: asyncio.Event) -> bool:
    try:
        async with asyncio.timeout(length):
            await event.wait()
    except TimeoutError:
        return False
    return True
