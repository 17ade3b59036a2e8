"""The loop: one owner of the engine. Events come in, effects go out, and then it waits.

Contract. Everything here runs on the asyncio loop's thread. `report` may be called by any adapter
at any time, also while an event is being handled: events are taken one after the other. Each
effect is done behind a barrier, so that one adapter that fails never starves the others.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import assert_never

from unkink import notices
from unkink.core import effects, events
from unkink.core.engine import Engine
from unkink.core.entries import Stretch
from unkink.core.moment import MINUTE, Duration, Moment
from unkink.core.presence import Presence
from unkink.core.settings import Settings
from unkink.core.snapshot import Snapshot
from unkink.core.surroundings import Surroundings
from unkink.errands import Errand, Errands
from unkink.faults import Faults
from unkink.ports import (
    AdapterError,
    InputSensor,
    Notification,
    Response,
    TrayView,
)
from unkink.presenter import Presenter
from unkink.words import tray_view
from unkink.world import World

log = logging.getLogger(__name__)

SAVE_EVERY: Duration = 5 * MINUTE
"""The longest sitting that a kill -9 can lose (see `core.unseen.UNSEEN_COUNTS`)."""


@dataclass(slots=True)
class _Taken:
    """What became of one event."""

    refusals: list[str]
    shown: list[Errand]
    opened: list[Errand]
    offered: list[str]


class Loop:
    """Hands events to the engine and its effects to the world."""

    def __init__(self, engine: Engine, world: World) -> None:
        self.engine = engine
        self.world = world
        self.faults = Faults(self.redraw) if world.faults is None else world.faults
        self._waiting: deque[events.Event] = deque()
        self._busy = False
        self._presenter = Presenter(world)
        self._looks = Errands()
        self._looking = False
        self._saved_at: Moment | None = None
        self._silences: frozenset[Duration] | None = None
        self._view: TrayView | None = None

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.engine.settings

    @property
    def problem(self) -> str | None:
        """A standing fault the person has to mend, such as a mistake in the settings."""
        return self.faults.problem

    # ── ways in ───────────────────────────────────────────────────────────────────────────────

    def report(self, event: events.Event) -> None:
        """Take an event from an adapter; a refusal is told by a notification."""
        self._waiting.append(event)
        self._drain()
        if isinstance(event, events.Woke):
            self.wake()  # back from suspend: who is there?

    def ask(self, event: events.Event) -> str | None:
        """Take an event and return why it was refused, or None."""
        taken = self._take(event)
        self._drain()
        return " ".join(taken.refusals) or None

    def another(self, event: events.AnotherRequested) -> tuple[str | None, str | None]:
        """Return the tip that was found instead, or None and why there is none."""
        taken = self._take(event)
        self._drain()
        return next(iter(taken.offered), None), " ".join(taken.refusals) or None

    async def perform(self, event: events.Event) -> str | None:
        """Take an event, wait for what it opens or shows, and return why that failed, or None."""
        taken = self._take(event)
        self._drain()
        if taken.refusals:
            return " ".join(taken.refusals)
        errands = [*taken.shown, *taken.opened]
        if errands:  # waited for only: who asked may hang up, which takes nothing off the screen
            await asyncio.wait(errands)
        failures = (one.result() for one in errands if not one.cancelled())
        return next((failure for failure in failures if failure is not None), None)

    def watch(self, sensor: InputSensor) -> None:
        """Take this sensor's word from now on."""
        self.world.sensor = sensor
        self._silences = None
        self.wake()

    def wake(self) -> None:
        """A deadline came: look freshly who is there before anything is decided.

        A deadline that passed in suspend must not remind an empty chair.
        """
        self.report(self._reading())

    def respond(self, response: Response) -> None:
        """A notification was clicked, or went away."""
        event = self._presenter.meaning(response)
        if event is not None:
            self.report(event)

    def snapshot(self) -> Snapshot:
        """Return how things stand at this instant."""
        return self.engine.snapshot(self.world.clock.now())

    def present(self) -> Stretch:
        """Return the span of time that goes on, up to this instant."""
        return self.engine.present(self.world.clock.now())

    def redraw(self) -> None:
        """Show how things stand: something that no event tells of has changed."""
        self._draw(self.snapshot())

    # ── ways out ──────────────────────────────────────────────────────────────────────────────

    def tell(self, notification: Notification, file: Path | None = None) -> None:
        """Show a notice that is no prompt; `file` is what its button opens."""
        self._presenter.tell(notification, file)

    def open(self, page: str, token: str | None = None) -> None:
        """Open one of the guide's pages; a failure is told by a notice."""
        self._presenter.tell_failure(self._presenter.open(page, token))

    async def visit(self, page: str) -> str | None:
        """Open one of the guide's pages, and return why that failed, or None."""
        return await asyncio.shield(self._presenter.open(page))

    def open_file(self, path: Path) -> None:
        """Open a file in the program the person has chosen for it."""
        self._presenter.tell_failure(self._presenter.open_file(path))

    def save(self) -> None:
        """Write down what must survive; a disk that refuses stops nothing, least of all the end."""
        now = self.world.clock.now()
        self._saved_at = now.moment
        _behind_barrier("save", lambda: self.world.store.save(self.engine.memory(now)))
        if self.world.health is not None:
            _behind_barrier("save the health answers", self.world.health.write_again)

    async def settle(self) -> None:
        """Wait until everything begun has ended."""
        await self._looks.settle()  # first, as what it sees may let a prompt through
        await self._presenter.settle()

    async def finish(self, patience: Duration = 1.0) -> None:
        """Come to an end: look around no more, and give up what takes longer than `patience`."""
        self._looks.give_up()
        await self._looks.settle()
        await self._presenter.settle(patience)

    def _drain(self) -> None:
        """Take what adapters reported meanwhile, one after the other."""
        while self._waiting and not self._busy:
            taken = self._take(self._waiting.popleft())
            for refusal in taken.refusals:
                self.tell(notices.refusal_notice(refusal))
            for errand in taken.opened:
                self._presenter.tell_failure(errand)

    def _take(self, event: events.Event) -> _Taken:
        """Hand one event to the engine and do what it says."""
        if isinstance(event, events.UserEvent):
            self._look_first()
        if isinstance(event, events.Blinded) and self._seeing():
            self.tell(notices.blind_notice())
        if isinstance(event, events.SensorChanged):
            self._presenter.withdraw_notice(notices.SENSORS_SLOT)
        self._busy = True
        try:
            taken = _Taken([], [], [], [])
            for effect in self._handle(event):
                _behind_barrier(type(effect).__name__, partial(self._do, effect, taken))
            _behind_barrier("wait for what comes next", self._rearm)
        finally:
            self._busy = False
        return taken

    def _handle(self, event: events.Event) -> list[effects.Effect]:
        try:
            return self.engine.handle(event, self.world.clock.now())
        except Exception:  # a bug in one rule must not stop the clock
            log.exception("the rules could not take %s", type(event).__name__)
            return []

    def _reading(self) -> events.SensorEvent:
        """Return what the sensor says now."""
        sensor = self.world.sensor
        if sensor is None:
            return events.TimePassed()
        try:
            moment = sensor.last_input()
        except AdapterError as error:
            self._let_go(sensor)
            return events.Blinded(str(error))
        if moment is None:
            return events.TimePassed()
        return events.Looked(moment, sensor.last_key())

    def _look_first(self) -> None:
        """Know who is there before a person's word is taken: it may let a prompt through."""
        if not self._busy and self.world.sensor is not None:
            self._take(self._reading())

    def _seeing(self) -> bool:
        """Tell whether a sensor has spoken and none has failed since."""
        snapshot = self.snapshot()
        return snapshot.blind is None and snapshot.presence is not Presence.UNKNOWN

    def _let_go(self, sensor: InputSensor) -> None:
        self.world.sensor = None
        _behind_barrier("close the sensor", sensor.close)

    def _do(self, effect: effects.Effect, taken: _Taken) -> None:
        match effect:
            case effects.ShowPrompt(prompt):
                left = self.snapshot().snoozes_left
                taken.shown.append(self._presenter.show(prompt, self.settings.prompt, left))
            case effects.WithdrawPrompt(prompt):
                self._presenter.withdraw(prompt)
            case effects.OpenGuide(tip, _, token):
                taken.opened.append(self._presenter.open(f"tip/{tip}", token))
            case effects.OpenLibrary(token):
                taken.opened.append(self._presenter.open("library", token))
            case effects.OfferInstead(tip):
                taken.offered.append(tip)
            case effects.AskWhetherTooOften(reminder, usual, longer):
                self._presenter.ask_whether_too_often(reminder, usual, longer)
            case effects.AskAboutHealth(question, age):
                self._presenter.ask_about_health(question, age)
            case effects.TellSummary(periods, reminders):
                pool = self.engine.pool
                self._presenter.tell_summary(periods, reminders, pool, self.present())
            case effects.Refuse(why):
                taken.refusals.append(why)
            case effects.Remember():
                self.save()
            case effects.Record():
                self.world.journal.record(effect)
                if self.world.hooks is not None:
                    self.world.hooks.decided(effect)
            case effects.Spent(span, at, recalled):
                self.world.journal.spend(span, at, recalled=recalled)
            case _:
                assert_never(effect)

    # ── waiting ───────────────────────────────────────────────────────────────────────────────

    def _rearm(self) -> None:
        """Ask to be woken at the next moment that matters, and show how things stand."""
        now = self.world.clock.now()
        snapshot = self.engine.snapshot(now)
        wake, left = self.engine.deadline(), snapshot.minute_left
        if left is not None:
            minute = Moment(now.moment + left)
            wake = minute if wake is None else min(wake, minute)
        self.world.schedule.wake_at(wake)
        self._listen()
        self._draw(snapshot)
        if self.engine.curious() and not self._looking:
            self._looking = True
            self._look_around()
        if self._saved_at is None or now.moment - self._saved_at >= SAVE_EVERY:
            self.save()

    def _look_around(self) -> None:
        """See what a prompt would disturb, and report it; where nobody can, nothing is seen."""
        lookout = self.world.lookout

        async def look() -> None:
            seen = Surroundings()
            try:
                seen = seen if lookout is None else await lookout.look()
            except asyncio.CancelledError:
                raise  # the end: nothing was seen, and nothing is to be shown any more
            except Exception:
                log.exception("could not look around")
            self._looking = False
            self.report(events.LookedAround(seen))

        self._looks.begin(look())

    def _listen(self) -> None:
        silences = self.engine.silences()
        if self.world.sensor is not None and silences != self._silences:
            self._silences = silences
            self.world.sensor.listen_for(silences)

    def _draw(self, snapshot: Snapshot) -> None:
        view = tray_view(snapshot, self.problem, self.faults.lines)
        if self.world.tray is not None and view != self._view:
            self._view = view
            self.world.tray.update(view)
        if self.world.audience is not None:
            _behind_barrier("tell who watches", self.world.audience.changed)


def _behind_barrier(what: str, work: Callable[[], None]) -> None:
    """Do it; one adapter that fails degrades its own part only, and is logged once."""
    try:
        work()
    except AdapterError as error:
        log.warning("%s", error)
    except Exception:  # the barrier: a bug in one sink must not stop the others
        log.exception("could not %s", what)
