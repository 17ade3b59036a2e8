"""The last resort with a window: plyer, which can show a text and hear nothing back.

It runs in a child of its own for each notification. Only so do we learn on Linux that nothing was
shown, as plyer looks away while `notify-send` complains into the terminal; and on Windows plyer
sleeps for as long as its balloon is up, which needs no thread of ours that way.
"""

import asyncio
import json
import logging
import sys

from unkink.core.moment import Duration
from unkink.ports import AdapterError, Notification
from unkink.python_child import exchange, start_child

log = logging.getLogger(__name__)

SHOWN_FOR = 10
"""Seconds on the screen where the notification does not say; plyer wants whole ones."""

PATIENCE: Duration = 2.0
"""Where plyer sleeps through its balloon: real failures come sooner."""

LIMIT: Duration = 10.0
"""Ends a child that hangs; 0.3 s is usual, and more when the machine is busy."""


class PlyerNotifier:
    """Shows title and text through plyer, without buttons."""

    name = "plyer"
    clickable = False

    def __init__(self, app_name: str = "unkink", *, sleeps: bool = sys.platform == "win32") -> None:
        """Touch nothing yet; with `sleeps` plyer returns only when its balloon is gone."""
        self._app_name = app_name
        self._sleeps = sleeps
        self._balloons: set[asyncio.Task[None]] = set()

    async def show(self, notification: Notification) -> None:
        """Show it beside any earlier one; raises AdapterError when nothing was shown."""
        balloon = asyncio.get_running_loop().create_task(self._show(notification))
        self._balloons.add(balloon)
        balloon.add_done_callback(self._balloons.discard)
        await asyncio.wait((balloon,), timeout=PATIENCE if self._sleeps else None)
        if balloon.done():
            await balloon
        else:
            balloon.add_done_callback(_log_failure)

    async def reachable(self) -> bool | None:
        """Tell whether plyer would get through; None on Linux, where only trying tells."""
        return None if sys.platform == "linux" else True

    async def withdraw(self, slot: str) -> None:
        """Do nothing: what plyer has shown cannot be taken back."""

    async def close(self) -> None:
        """End what still runs, and balloons with it."""
        for balloon in self._balloons:
            balloon.cancel()
        await asyncio.gather(*self._balloons, return_exceptions=True)

    async def _show(self, notification: Notification) -> None:
        lasts = SHOWN_FOR if notification.lasts is None else round(notification.lasts)
        told = {
            "title": notification.title,
            "message": notification.body,
            "app_name": self._app_name,
            "timeout": lasts,
        }
        limit = LIMIT + lasts if self._sleeps else LIMIT
        try:
            child = await start_child("unkink.adapters.notifiers.plyer_child")
            _, complaints = await exchange(child, json.dumps(told).encode(), limit)
        except TimeoutError as error:
            raise _failure(f"it did not end within {limit:g} s") from error
        except OSError as error:
            raise _failure(f"{error}") from error
        reason = complaints.decode(errors="replace").strip().partition("\n")[0]
        if reason or child.returncode:
            raise _failure(reason or f"it ended with code {child.returncode}")


def _failure(reason: str) -> AdapterError:
    return AdapterError(f"plyer could not show a notification: {reason.rstrip('.')}.")


def _log_failure(balloon: asyncio.Task[None]) -> None:
    if not balloon.cancelled() and (error := balloon.exception()):
        log.warning("%s", error)
