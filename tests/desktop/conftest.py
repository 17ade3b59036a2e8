"""Desks for the tests here, and a picture of the desk when a test fails at one."""

from collections.abc import Generator, Iterator
from contextlib import suppress

import pytest

from tests.desktop.session import Server, Session


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Iterator[Session]:
    """A desktop with a tray and, unless the test asks for another, MATE's notifications."""
    server: Server = getattr(request, "param", Server.MATE)
    with Session(server) as session:
        yield session


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add to a failure what was on the screen and in the logs."""
    report = yield
    desk = item.funcargs.get("desk")
    if report.when == "call" and report.failed and isinstance(desk, Session):
        with suppress(OSError):  # where the test took the display away
            picture = desk.screen.screenshot(f"failed-{item.name}")
            report.sections.append(("screenshot", str(picture)))
        report.sections.append(("logs of the desktop", desk.logs()))
    return report
