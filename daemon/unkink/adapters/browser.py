"""Opens pages and files in the person's own programs.

On Linux programs are started here and not by `webbrowser`: that one cannot hand on the activation
token by which a browser may come to the front on Wayland, takes an `xdg-open` that is about to
fail for a success, and leaves its output in ours. Addresses carry a secret, so no message and no
log line holds one.
"""

import asyncio
import sys
from collections.abc import Mapping

from unkink.core.moment import Duration
from unkink.ports import AdapterError

PATIENCE: Duration = 4.0
"""A program that cannot open it ends well within this; one that stays is the browser itself."""

OPENER = "xdg-open"
BROWSERS = ("x-www-browser", "firefox", "chromium", "google-chrome", "epiphany", "konqueror")
"""Tried for web addresses where the desktop has no opener, or its choice is broken."""


class DesktopBrowser:
    """Opens addresses with what the desktop has chosen for them, or else any browser."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Take the environment that programs are started in."""
        self._environment = environment
        self._running: set[asyncio.Task[int]] = set()

    @property
    def running(self) -> int:
        """How many started programs have not ended yet."""
        return len(self._running)

    async def open(self, address: str, token: str | None = None) -> None:
        """Open a URL or file; takes at most some seconds, and does not wait for its closing.

        Raises AdapterError when there is no display or no program for it.
        """
        if sys.platform != "linux":
            await _open_by_python(address)
            return
        if not (self._environment.get("DISPLAY") or self._environment.get("WAYLAND_DISPLAY")):
            raise AdapterError("There is no display to open a page on.")
        environment = self._with_token(token)
        web = address.startswith(("http://", "https://"))
        for program in (OPENER, *BROWSERS) if web else (OPENER,):
            if await self._opens(program, address, environment):
                return
        if web:
            raise AdapterError("No browser could be opened here.")
        raise AdapterError("No program here could open the file.")

    def _with_token(self, token: str | None) -> dict[str, str]:
        environment = dict(self._environment)
        # Those inherited belong to whatever started the daemon, and are used up.
        for name in ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"):
            environment.pop(name, None)
            if token:
                environment[name] = token
        return environment

    async def _opens(self, program: str, address: str, environment: dict[str, str]) -> bool:
        try:
            process = await asyncio.create_subprocess_exec(
                program,
                address,
                env=environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl+C meant for the daemon must not end the browser
            )
        except OSError:
            return False
        # Kept, so that it is reaped whenever it ends.
        ending = asyncio.get_running_loop().create_task(process.wait())
        self._running.add(ending)
        ending.add_done_callback(self._running.discard)
        await asyncio.wait((ending,), timeout=PATIENCE)
        return not ending.done() or ending.result() == 0


async def _open_by_python(address: str) -> None:
    import webbrowser  # not needed on Linux, where it would cost memory

    if not await asyncio.get_running_loop().run_in_executor(None, webbrowser.open, address):
        raise AdapterError("No browser could be opened here.")
