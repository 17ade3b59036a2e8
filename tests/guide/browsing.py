"""A real Chromium without a window, and the few things the tests ask of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

ARTEFACTS = Path(__file__).parents[1] / "artefacts"

_FLAGS = (
    "--headless=new",
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)


class Browser:
    """One tab."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        self.driver.get(address)

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def count(self, selector: str) -> int:
        return len(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def text(self, selector: str) -> str:
        return self.find(selector).text

    def click(self, selector: str) -> None:
        """Scroll to it as a person does, into the open, and click."""
        element = self.find(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def press(self, keys: str) -> None:
        self.find("body").send_keys(keys)

    def shows(self, selector: str) -> bool:
        return self.find(selector).is_displayed()

    def script(self, code: str) -> object:
        result: object = self.driver.execute_script(f"return {code}")
        return result

    def emulate(self, **features: str) -> None:
        """Pretend that the desktop wants this, such as prefers_color_scheme="dark"."""
        wanted = [{"name": n.replace("_", "-"), "value": v} for n, v in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wanted})

    def resize(self, width: int, height: int) -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )

    def without_scripts(self, *, off: bool) -> None:
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": off})

    def picture(self, name: str) -> None:
        """Keep what is on the screen for people to look at."""
        ARTEFACTS.mkdir(exist_ok=True)
        assert self.driver.save_screenshot(str(ARTEFACTS / f"guide-{name}.png"))

    def complaints(self) -> list[str]:
        """Return and forget what the console said: errors, and breaches of the content policy."""
        entries: list[dict[str, str]] = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in entries]


@contextmanager
def browsing() -> Iterator[Browser]:
    with TemporaryDirectory(prefix="unkink-chromium-", ignore_cleanup_errors=True) as folder:
        options = ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in (*_FLAGS, f"--user-data-dir={folder}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = Chrome(options, ChromeService("/usr/bin/chromedriver"))
        try:
            yield Browser(driver)
        finally:
            driver.quit()
