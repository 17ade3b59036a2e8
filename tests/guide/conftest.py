"""A server, a desk and a browser for the guide's tests."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.guide.browsing import Browser, browsing
from tests.guide.desks import RecordingDesk
from tests.guide.knocking import Door
from unkink.guide.figures import Figures
from unkink.guide.server import GuideServer


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Figures drawn once for all tests."""
    return tmp_path_factory.mktemp("figures")


@pytest.fixture
def desk() -> RecordingDesk:
    return RecordingDesk()


@pytest.fixture
async def server(desk: RecordingDesk, cache: Path) -> AsyncIterator[GuideServer]:
    server = GuideServer(desk, Figures(cache, "test"), patience=0.5)
    yield server
    await server.close()


@pytest.fixture
async def door(server: GuideServer) -> Door:
    return Door.of(await server.address("library"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """The one browser, as it was at the start."""
    chromium.without_scripts(off=False)
    chromium.emulate(prefers_color_scheme="light", prefers_reduced_motion="no-preference")
    chromium.resize(1280, 800)
    chromium.open("about:blank")
    chromium.complaints()
    return chromium
