"""The last resort with a window: plyer, which can show a text and hear nothing back.

On Linux it runs `notify-send` and does not look at its exit status, so there it cannot even tell
whether anything was shown.
"""

import asyncio
import logging
import warnings

from unkink.core.moment import Duration
from unkink.ports import AdapterError, Notification

log = logging.getLogger(__name__)

SHOWN_FOR = 10
"""Seconds on the screen where the notification does not say; plyer wants whole ones."""

PATIENCE: Duration = 2.0
"""Real failures come at once; a call that takes longer is Windows showing its balloon, during
which plyer sleeps."""


class PlyerNotifier:
    """Shows title and text through plyer, without buttons."""

    name = "plyer"
    clickable = False

    def __init__(self, app_name: str = "unkink") -> None:
        """Touch nothing yet; plyer is imported at the first `show`."""
        self._app_name = app_name
        self._balloons: set[asyncio.Future[None]] = set()

    async def show(self, notification: Notification) -> None:
        """Show it beside any earlier one; raises AdapterError when plyer has no way here.

        The call runs in a worker thread because plyer blocks for as long as the balloon stays
        on Windows, and for the run of a program on Linux.
        """
        loop = asyncio.get_running_loop()
        balloon = loop.run_in_executor(None, self._notify, notification)
        await asyncio.wait((balloon,), timeout=PATIENCE)
        if not balloon.done():
            self._balloons.add(balloon)
            balloon.add_done_callback(self._finish)
            return
        await balloon

    async def withdraw(self, slot: str) -> None:
        """Do nothing: what plyer has shown cannot be taken back."""

    async def close(self) -> None:
        """Let go of balloons that are still up."""
        for balloon in self._balloons:
            balloon.cancel()

    def _notify(self, notification: Notification) -> None:
        lasts = SHOWN_FOR if notification.lasts is None else round(notification.lasts)
        try:
            # In a plain virtual environment plyer warns at length about the dbus package, which
            # has no wheel and is not needed.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                from plyer import notification as facade  # costs 2.4 MB; seldom needed

                facade.notify(
                    title=notification.title,
                    message=notification.body,
                    app_name=self._app_name,
                    timeout=lasts,
                )
        except NotImplementedError as error:
            raise AdapterError("plyer finds no way to show notifications here.") from error
        except Exception as error:  # each of plyer's platforms raises whatever it meets
            raise AdapterError(f"plyer could not show a notification: {error}") from error

    def _finish(self, balloon: asyncio.Future[None]) -> None:
        self._balloons.discard(balloon)
        if not balloon.cancelled() and (error := balloon.exception()):
            log.warning("%s", error)
