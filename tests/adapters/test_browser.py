"""Opening pages: with the real xdg-open, with programs that fail, and with none."""

import asyncio
import logging
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from unkink.adapters.browser import DesktopBrowser
from unkink.ports import AdapterError

ADDRESS = "http://127.0.0.1:45678/secret-token/tip/neck-turns"

STUB = """#!{python} -S
import os, sys, time
names = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
facts = [sys.argv[1], *(os.environ.get(name, "-") for name in names)]
facts.append(str(os.getsid(0) == os.getpid()))
with open({log!r}, "a") as log:
    print({name!r}, *facts, file=log)
print("noise on stdout")
print("noise on stderr", file=sys.stderr)
time.sleep({lasts})
sys.exit({code})
"""


class Desk:
    """A `bin` folder with stub programs that write down how they were started."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log"
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.environment = {"PATH": str(self.bin), "DISPLAY": ":0", "HOME": str(folder)}

    def install(self, name: str, *, code: int = 0, lasts: float = 0) -> None:
        text = STUB.format(
            python=sys.executable, log=str(self.log), name=name, code=code, lasts=lasts
        )
        program = self.bin / name
        program.write_text(text)
        program.chmod(0o755)

    @property
    def started(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


async def test_the_desktops_opener_gets_the_address_in_a_session_of_its_own(desk: Desk) -> None:
    desk.install("xdg-open")
    await DesktopBrowser(desk.environment).open(ADDRESS)
    assert desk.started == [f"xdg-open {ADDRESS} - - True"]


async def test_the_activation_token_is_handed_on_by_both_names(desk: Desk) -> None:
    desk.install("xdg-open")
    await DesktopBrowser(desk.environment).open(ADDRESS, token="token-1")
    assert desk.started == [f"xdg-open {ADDRESS} token-1 token-1 True"]


async def test_a_token_left_over_from_the_daemons_own_start_is_not_handed_on(desk: Desk) -> None:
    desk.install("xdg-open")
    stale = {"XDG_ACTIVATION_TOKEN": "old", "DESKTOP_STARTUP_ID": "old"}
    await DesktopBrowser(desk.environment | stale).open(ADDRESS)
    assert desk.started == [f"xdg-open {ADDRESS} - - True"]


async def test_what_the_opener_prints_does_not_reach_the_daemons_output(
    desk: Desk, capfd: pytest.CaptureFixture[str]
) -> None:
    desk.install("xdg-open")
    await DesktopBrowser(desk.environment).open(ADDRESS)
    assert capfd.readouterr() == ("", "")


async def test_an_opener_that_stays_is_the_browser_itself_and_not_waited_for(desk: Desk) -> None:
    desk.install("xdg-open", lasts=6, code=3)
    begun = time.monotonic()
    browser = DesktopBrowser(desk.environment)
    await browser.open(ADDRESS)
    assert 3.9 < time.monotonic() - begun < 5.5
    assert browser.running == 1
    await until(lambda: browser.running == 0, "the opener to be reaped")


async def test_after_an_opener_that_fails_the_browsers_are_tried_in_turn(desk: Desk) -> None:
    desk.install("xdg-open", code=4)
    desk.install("firefox", code=1)
    desk.install("chromium")
    desk.install("konqueror")
    await DesktopBrowser(desk.environment).open(ADDRESS, token="token-1")
    assert desk.started == [
        f"xdg-open {ADDRESS} token-1 token-1 True",
        f"firefox {ADDRESS} token-1 token-1 True",
        f"chromium {ADDRESS} token-1 token-1 True",
    ]


async def test_without_an_opener_a_browser_is_found_all_the_same(desk: Desk) -> None:
    desk.install("firefox")
    await DesktopBrowser(desk.environment).open(ADDRESS)
    assert desk.started == [f"firefox {ADDRESS} - - True"]


async def test_a_file_is_not_given_to_a_browser(desk: Desk) -> None:
    desk.install("firefox")
    with pytest.raises(AdapterError, match=r"^No program here could open the file\.$"):
        await DesktopBrowser(desk.environment).open("/home/somebody/config.toml")
    assert desk.started == []


async def test_with_no_browser_at_all_the_person_is_told(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(AdapterError) as refusal:
        await DesktopBrowser(desk.environment).open(ADDRESS)
    assert str(refusal.value) == "No browser could be opened here."
    assert "secret-token" not in f"{refusal.value}{caplog.text}"


async def test_without_a_display_nothing_is_started(desk: Desk) -> None:
    desk.install("xdg-open")
    blind = {**desk.environment, "DISPLAY": ""}
    with pytest.raises(AdapterError, match="There is no display"):
        await DesktopBrowser(blind).open(ADDRESS)
    assert desk.started == []


async def test_a_wayland_display_is_a_display(desk: Desk) -> None:
    desk.install("xdg-open")
    wayland = {**desk.environment, "DISPLAY": "", "WAYLAND_DISPLAY": "wayland-0"}
    await DesktopBrowser(wayland).open(ADDRESS)
    assert len(desk.started) == 1


async def test_the_real_xdg_open_starts_the_browser_that_the_person_has_chosen(
    desk: Desk, tmp_path: Path
) -> None:
    desk.install("chosen")
    applications = tmp_path / "data/applications"
    applications.mkdir(parents=True)
    entry = "[Desktop Entry]\nType=Application\nName=Chosen\nExec=chosen %u\n"
    (applications / "chosen.desktop").write_text(entry)
    (tmp_path / "config").mkdir()
    choice = "[Default Applications]\nx-scheme-handler/http=chosen.desktop\n"
    (tmp_path / "config/mimeapps.list").write_text(choice)
    environment = desk.environment | {
        "PATH": f"{desk.bin}{os.pathsep}/usr/bin{os.pathsep}/bin",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }
    await DesktopBrowser(environment).open(ADDRESS, token="token-1")
    assert len(desk.started) == 1
    assert desk.started[0].startswith(f"chosen {ADDRESS} token-1 ")


async def until(condition: Callable[[], object], what: str, deadline: float = 10.0) -> None:
    """Wait until the condition is true, with the loop running on; TimeoutError with `what`."""
    ends = time.monotonic() + deadline
    while not condition():
        if time.monotonic() > ends:
            raise TimeoutError(f"waited {deadline:g} s for {what}")
        await asyncio.sleep(0.02)
