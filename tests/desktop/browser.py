"""A real Chromium as the session's default browser.

`xdg-open` finds it the way it does on any desktop: through a .desktop file and mimeapps.list. The
program behind that file notes what it was asked to open and hands the address to the Chromium that
the test drives, where it becomes a new tab.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.waiting import wait_until

FLAGS = (
    "--no-sandbox",  # Chromium's sandbox refuses to run as root, and tests often do
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--password-store=basic",
    "--window-position=40,40",
    "--window-size=900,680",
)
SCRIPT = """#!/bin/sh
printf '%s\\t%s\\n' "$1" "$XDG_ACTIVATION_TOKEN" >>"{notes}"
[ ! -L "{profile}/SingletonLock" ] || exec "{chromium}" {flags} --user-data-dir="{profile}" "$1"
"""
ENTRY = """[Desktop Entry]
Type=Application
Name=Browser of this test
Exec={script} %u
MimeType=x-scheme-handler/http;x-scheme-handler/https;text/html;
"""
DEFAULTS = """[Default Applications]
x-scheme-handler/http=desk-browser.desktop
x-scheme-handler/https=desk-browser.desktop
text/html=desk-browser.desktop
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """One address that the session's browser was asked to open."""

    address: str
    token: str
    """The activation token it came with; empty without one."""


class Browser:
    """The default browser of one session; Chromium starts with `start`, and only then."""

    def __init__(self, home: Path, environment: Mapping[str, str]) -> None:
        """Make it the default for web pages."""
        self._environment = dict(environment)
        self._notes = home / "opened.tsv"
        self._profile = home / "chromium"
        self._chromium = _installed("chromium", "chromium-browser", "google-chrome")
        self._driver: Chrome | None = None
        self._write_default(home)

    def _write_default(self, home: Path) -> None:
        script = home / "bin" / "desk-browser"
        script.write_text(
            SCRIPT.format(
                notes=self._notes,
                profile=self._profile,
                chromium=self._chromium,
                flags=" ".join(FLAGS),
            )
        )
        script.chmod(0o755)
        entries = home / "data" / "applications"
        entries.mkdir()
        (entries / "desk-browser.desktop").write_text(ENTRY.format(script=script))
        (home / "config" / "mimeapps.list").write_text(DEFAULTS)

    @property
    def opened(self) -> list[Opened]:
        """Everything it was asked to open so far, oldest first."""
        if not self._notes.exists():
            return []
        lines = self._notes.read_text().splitlines()
        return [Opened(*line.split("\t")) for line in lines]

    def wait_for_page(self, deadline: float = 15.0) -> Opened:
        """Wait until it was asked to open something since the last call, and return that."""
        opened = wait_until(lambda: self.opened, deadline, "a page to be opened")
        self._notes.unlink()
        return opened[-1]

    # ── Chromium ─────────────────────────────────────────────────────────────────────────────

    def start(self) -> None:
        """Start Chromium on the session's display, as if the person had it open all day."""
        options = ChromeOptions()
        options.binary_location = self._chromium
        for flag in (*FLAGS, f"--user-data-dir={self._profile}"):
            options.add_argument(flag)
        # A Chromium with this switch refuses addresses that another process hands to it.
        options.add_experimental_option("excludeSwitches", ["enable-automation"])
        service = Service(_installed("chromedriver"), env=self._environment)
        self._driver = Chrome(options=options, service=service)

    @property
    def driver(self) -> Chrome:
        """The running Chromium."""
        if self._driver is None:
            raise RuntimeError("this session's Chromium was not started")
        return self._driver

    def show(self, address: str, deadline: float = 15.0) -> None:
        """Wait for the tab with this address and turn to it."""
        wait_until(lambda: self._turn_to(address), deadline, f"a tab with {address}")

    def button(self, text: str, deadline: float = 10.0) -> WebElement:
        """Wait for a button with this text that can be seen and return it."""

        def look() -> WebElement | None:
            found = self.driver.find_elements(By.TAG_NAME, "button")
            return next((one for one in found if one.is_displayed() and one.text == text), None)

        return wait_until(look, deadline, f"a button {text!r} on {self.driver.current_url}")

    def close(self) -> None:
        """Close Chromium, if it runs."""
        if self._driver is not None:
            self._driver.quit()
            self._driver = None

    def _turn_to(self, address: str) -> bool:
        for tab in self.driver.window_handles:
            self.driver.switch_to.window(tab)
            if _leads_to(address, self.driver.current_url):
                return True
        return False


def _leads_to(address: str, shown: str) -> bool:
    """Tell whether a page is what the address opens; a ticket leads to the token's address."""
    wanted, there = urlsplit(address), urlsplit(shown)
    if wanted.hostname != "127.0.0.1":
        return shown.startswith(address)
    pages = [one.path.partition("/")[2].partition("/")[2] for one in (wanted, there)]
    return wanted.netloc == there.netloc and pages[1].startswith(pages[0])


def _installed(*names: str) -> str:
    for name in names:
        if path := shutil.which(name):
            return path
    raise RuntimeError(f"not installed: {' or '.join(names)}")
