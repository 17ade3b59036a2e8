"""The one notifier the program talks to: tries several, best first, and loses nothing.

A notification stays its concern until it is withdrawn, answered or closed by the person: when a
server appears, or appears again, whatever it should have shown is shown there.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from unkink.bus_message import NoBusError
from unkink.core.events import Closing
from unkink.ports import (
    AdapterError,
    ButtonPressed,
    Notification,
    NotificationClosed,
    Notifier,
    Respond,
    Response,
)

log = logging.getLogger(__name__)

MOST_REPEATS = 3
"""How often one notification is shown again; it might be what brings the server down."""


@runtime_checkable
class Foreseeing(Protocol):
    """A notifier that knows beforehand whether it would get through."""

    async def reachable(self) -> bool | None:
        """Tell, without showing anything; None when only trying tells."""


@dataclass(slots=True)
class _Wanted:
    """A notification that is to be on the screen, and what became of it."""

    notification: Notification
    shown_by: Notifier | None = None
    """The one that delivered it; None while nobody has."""
    lost: bool = False
    """Nowhere on the screen, or only as it was before."""
    repeats: int = 0


class NotifierChain:
    """Hands each notification to the first notifier that delivers it.

    Build it first, build the notifiers with its `respond` and `try_again`, then `add` them in
    order. Calls may overlap; they are carried out one after the other.
    """

    def __init__(
        self, respond: Respond, degraded: Callable[[str | None], None] = lambda _: None
    ) -> None:
        """Take where responses go to, and who is told a line for the person while the best
        notifier does not work; None: it works again.
        """
        self._tell = respond
        self._degraded = degraded
        self._notifiers: list[Notifier] = []
        self._failing: list[Notifier] = []
        self._wanted: dict[str, _Wanted] = {}
        self._turn = asyncio.Lock()
        self._repeating: asyncio.Task[None] | None = None
        self._worth_trying = False
        self._closed = False
        self.name = "none"
        """Which notifier delivered last; before that, which will be tried first."""
        self.clickable = False
        """Whether a click on a notification of that one can open the guide."""

    def add(self, notifier: Notifier) -> None:
        """Put a notifier at the end."""
        self._notifiers.append(notifier)
        if len(self._notifiers) == 1:
            self._name_after(notifier)

    async def look(self) -> None:
        """Set `name` and `clickable` by which notifier would deliver now, showing nothing."""
        perhaps = None
        async with self._turn:
            for notifier in self._notifiers:
                foreseen = await notifier.reachable() if isinstance(notifier, Foreseeing) else True
                if foreseen:
                    self._name_after(notifier)
                    return
                if foreseen is None:
                    perhaps = perhaps or notifier
            self._name_after(perhaps)

    async def show(self, notification: Notification) -> None:
        """Show or replace; raises AdapterError when no notifier delivers it.

        Even then it stays wanted until `withdraw`, and is shown should a server appear.
        """
        async with self._turn:
            before = self._wanted.get(notification.slot)
            wanted = _Wanted(notification, shown_by=before.shown_by if before else None)
            self._wanted[notification.slot] = wanted
            await self._deliver(wanted, self._notifiers)

    async def withdraw(self, slot: str) -> None:
        """Take the slot's notification away and forget it."""
        async with self._turn:
            wanted = self._wanted.pop(slot, None)
            if wanted and wanted.shown_by:
                await wanted.shown_by.withdraw(slot)

    async def close(self) -> None:
        """Close all notifiers; no responses afterwards."""
        self._closed = True
        if self._repeating:
            self._repeating.cancel()
        for notifier in self._notifiers:
            await notifier.close()

    def respond(self, response: Response) -> None:
        """Pass on what the person did; the notifiers report here."""
        wanted = self._wanted.get(response.slot)
        match response:
            case NotificationClosed(closing=Closing.LOST):
                if wanted:
                    wanted.lost = True
            case NotificationClosed() | ButtonPressed():
                # Settled on the screen, so never shown again; still withdrawn from a history.
                if wanted:
                    wanted.repeats = MOST_REPEATS
        if not self._closed:
            self._tell(response)

    def try_again(self) -> None:
        """Show again what was lost or shown by a lesser notifier; a better one may be back."""
        if self._closed:
            return
        self._worth_trying = True
        if self._repeating is None or self._repeating.done():
            self._repeating = asyncio.get_running_loop().create_task(self._repeat())

    async def _repeat(self) -> None:
        while self._worth_trying:
            async with self._turn:
                self._worth_trying = False
                lost = [one for one in self._wanted.values() if self._worth_showing(one)]
                for wanted in lost:
                    await self._show_again(wanted, self._better_than(wanted))
                if not lost:
                    await self._look_again()

    def _worth_showing(self, wanted: _Wanted) -> bool:
        return wanted.repeats < MOST_REPEATS and bool(self._better_than(wanted))

    async def _look_again(self) -> None:
        """Believe the best notifier that it works again, where there is nothing to try it with."""
        best = self._notifiers[0] if self._notifiers else None
        if isinstance(best, Foreseeing) and await best.reachable():
            self._worked(best)
            self._name_after(best)

    async def _show_again(self, wanted: _Wanted, notifiers: Sequence[Notifier]) -> None:
        wanted.repeats += 1
        try:
            await self._deliver(wanted, notifiers)
        except AdapterError as error:
            log.debug("not shown again: %s", error)

    def _better_than(self, wanted: _Wanted) -> Sequence[Notifier]:
        if wanted.lost or wanted.shown_by is None:
            return self._notifiers
        return self._notifiers[: self._notifiers.index(wanted.shown_by)]

    async def _deliver(self, wanted: _Wanted, notifiers: Sequence[Notifier]) -> None:
        refusals = []
        for notifier in notifiers:
            try:
                await notifier.show(wanted.notification)
            except AdapterError as error:
                refusals.append(str(error))
                self._failed(notifier, error)
                continue
            self._worked(notifier)
            await self._delivered(wanted, notifier)
            return
        wanted.lost = True
        raise AdapterError(" ".join(refusals) or "There is no way to show notifications here.")

    async def _delivered(self, wanted: _Wanted, notifier: Notifier) -> None:
        before, wanted.shown_by, wanted.lost = wanted.shown_by, notifier, False
        self._name_after(notifier)
        if before and before is not notifier:
            await before.withdraw(wanted.notification.slot)

    def _name_after(self, notifier: Notifier | None) -> None:
        self.name = notifier.name if notifier else "none"
        self.clickable = notifier is not None and notifier.clickable

    def _failed(self, notifier: Notifier, error: AdapterError) -> None:
        if isinstance(error, NoBusError):
            return  # told already, as the bus is missed by others too
        if notifier not in self._failing:
            self._failing.append(notifier)
            log.warning("notifications by %s do not work: %s", notifier.name, error)
        if notifier is self._notifiers[0]:
            self._degraded(f"Notifications: {error}")

    def _worked(self, notifier: Notifier) -> None:
        if notifier in self._failing:
            self._failing.remove(notifier)
            log.warning("notifications by %s work again", notifier.name)
        if notifier is self._notifiers[0]:
            self._degraded(None)
