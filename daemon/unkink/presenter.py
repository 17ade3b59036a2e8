"""What is put before the person, and what comes back: notifications, pages, files.

Everything runs on the asyncio loop's thread; what is slow goes on in the background, in order.
"""

import logging
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from unkink import notices
from unkink.core import effects, events
from unkink.core.entries import Stretch
from unkink.core.health_questions import HealthQuestion
from unkink.core.moment import Duration
from unkink.core.settings import PromptSettings
from unkink.core.summary import Period
from unkink.core.tips import Pool
from unkink.errands import Errand, Errands
from unkink.ports import AdapterError, ButtonPressed, Notification, NotificationClosed, Response
from unkink.world import World

log = logging.getLogger(__name__)

IN_A_TERMINAL = {
    "library": "tips",
    "why": "why",
    "today": "today",
    "weeks": "stats",
    "health": "profile",
    "sore": "sore",
}
"""A room of the guide's pages → the command of about the same meaning."""


class Presenter:
    """Knows which prompt is on the screen, and so what a click means."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._on_screen: int | None = None
        """The prompt whose notification holds the slot."""
        self._gone: effects.Prompt | None = None
        """The prompt whose notification left the slot last: a click may be on its way still."""
        self._shown: effects.Prompt | None = None
        self._asked_about: str | None = None
        """The reminder of which the person was asked whether it comes too often."""
        self._files: dict[str, Path] = {}
        """What "Open file" on the notice in a slot opens."""
        self._notifying = Errands()
        self._opening = Errands()

    def show(self, prompt: effects.Prompt, settings: PromptSettings, snoozes_left: int) -> Errand:
        """Put a prompt on the screen, in place of the one before."""
        self._on_screen, self._shown = prompt.id, prompt
        words = notices.prompt_notification(
            prompt, settings.snooze, snoozes_left, sound=settings.sound
        )
        if self._world.pictures is not None:
            words = replace(words, picture=self._world.pictures.of(prompt.tip.id))
        return self._notifying.begin(self._show(words, prompt.tip.id))

    def withdraw(self, prompt: int) -> None:
        """Take a prompt's notification away, if it is still this one's."""
        if self._on_screen == prompt:
            self._on_screen, self._gone = None, self._shown
            self.withdraw_notice(notices.PROMPT_SLOT)

    def ask_whether_too_often(self, reminder: str, usual: Duration, now: Duration) -> None:
        """Ask, and remember of what."""
        self._asked_about = reminder
        self.tell(notices.too_often_notice(usual, now))

    def ask_about_health(self, question: HealthQuestion, age: timedelta | None) -> None:
        """Ask, in words that tell nobody else anything."""
        self.tell(notices.health_notice(question, age))

    def tell_summary(
        self, periods: Sequence[Period], reminders: Collection[str], pool: Pool, present: Stretch
    ) -> None:
        """Say what these periods were like; nothing where the journal knows of no sitting."""
        from unkink.summing_up import summary_of_periods  # what is needed once a day at most

        history = self._world.history
        if history is not None:
            notice = summary_of_periods(history, periods, reminders, pool, present)
            if notice is not None:
                self.tell(notice)

    def tell(self, notification: Notification, file: Path | None = None) -> None:
        """Show a notice that is no prompt; `file` is what its button opens."""
        if file is not None:
            self._files[notification.slot] = file
        self._notifying.begin(self._world.notifier.show(notification))

    def withdraw_notice(self, slot: str) -> None:
        """Take a notice away."""
        self._notifying.begin(self._world.notifier.withdraw(slot))

    def open(self, page: str, token: str | None = None) -> Errand:
        """Open one of the guide's pages.

        The activation token of a click, where there was one, brings the browser to the front.
        """
        return self._opening.begin(self._open(page, token))

    def open_file(self, path: Path) -> Errand:
        """Open a file in the program the person has chosen for it."""
        return self._opening.begin(self._world.browser.open(str(path)))

    def tell_failure(self, errand: Errand) -> None:
        """Show a notice, should this fail."""

        def told(done: Errand) -> None:
            if not done.cancelled() and (failure := done.result()) is not None:
                self.tell(notices.refusal_notice(failure))

        errand.add_done_callback(told)

    def meaning(self, response: Response) -> events.UserEvent | None:
        """Return what a click or a closing stands for; opens what a notice leads to."""
        match response:
            case ButtonPressed(notices.SENSORS_SLOT, _, token):
                self.tell_failure(self.open("why", token))
            case ButtonPressed(notices.WELCOME_SLOT, "welcome", token):
                self.tell_failure(self.open("welcome", token))
            case ButtonPressed(notices.SUMMARY_SLOT, _, token):
                self.tell_failure(self.open("today", token))
            case ButtonPressed(notices.HEALTH_SLOT, key, token):
                self._answer_about_health(key, token)
            case ButtonPressed(slot, notices.OPEN_FILE.key, _) if slot in self._files:
                self.tell_failure(self.open_file(self._files[slot]))
            case ButtonPressed(notices.TOO_OFTEN_SLOT, key, _) if self._asked_about is not None:
                stays = key == notices.STAYS_LONGER.key
                return events.IntervalAnswered(self._asked_about, stays_longer=stays)
            case ButtonPressed(notices.PROMPT_SLOT, key, token) if self._on_screen is not None:
                return _pressed(key, token, self._on_screen)
            case ButtonPressed(notices.PROMPT_SLOT, "done", _) if self._gone is not None:
                return events.TipDone(self._gone.tip.id, self._gone.id)
            case NotificationClosed(notices.PROMPT_SLOT, closing) if self._on_screen is not None:
                return events.PromptClosed(self._on_screen, closing)
            case _:
                pass  # a notice went away, or waits; or the prompt was settled meanwhile
        return None

    def _answer_about_health(self, key: str, token: str | None) -> None:
        """Do what a button of a question about health says; whoever is still sore gets the list."""
        kept, day = self._world.health, self._world.clock.now().wall.date()
        failure = None
        match key:
            case notices.ANSWER_NOW.key | notices.LOOK_AT_THEM.key:
                self.tell_failure(self.open("health", token))
            case notices.SHOW_LIST.key:
                self.tell_failure(self.open("sore/check", token))
            case notices.STILL_SORE.key if kept is not None:
                failure = kept.set_sore(day, on=True)
                self.tell_failure(self.open("sore/check", token))
            case notices.BETTER.key if kept is not None:
                failure = kept.set_sore(day, on=False)
            case notices.ALL_THE_SAME.key if kept is not None:
                failure = kept.confirm(day)
        if failure is not None:
            self.tell(notices.refusal_notice(failure))

    async def settle(self, patience: Duration | None = None) -> None:
        """Wait until everything begun has ended; what takes longer than `patience` is given up."""
        await self._notifying.settle(patience)
        await self._opening.settle(patience)

    async def _show(self, words: Notification, tip: str) -> None:
        await self._world.notifier.show(words)
        self._world.pages.prepare(tip)

    async def _open(self, page: str, token: str | None) -> None:
        try:
            await self._world.browser.open(await self._world.pages.address(page), token)
        except AdapterError as error:
            raise AdapterError(f"{error} {_in_words(page)}") from error


def _in_words(page: str) -> str:
    """Say what to do without a page; fits a notification together with the reason."""
    room, _, tip = page.partition("/")
    if room == "tip":
        return f"`unkink tip {tip}` prints the steps in a terminal."
    command = IN_A_TERMINAL.get(room, "--help")
    return f"`unkink {command}` helps in a terminal."


def _pressed(key: str, token: str | None, prompt: int) -> events.UserEvent | None:
    match key:
        case "show":
            return events.GuideRequested(token=token)
        case "snooze":
            return events.Snoozed(prompt=prompt)
        case "skip":
            return events.Skipped(prompt=prompt)
        case "done":
            return events.Done(prompt=prompt)
        case _:
            log.warning("a notification button nobody knows: %s", key)
            return None
