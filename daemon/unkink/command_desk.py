"""Answers the command line's questions; implements `commands.Daemon`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from unkink.commands import TipStanding
from unkink.core.days.day import Day
from unkink.core.entries import Entry, Stretch
from unkink.core.events import Event
from unkink.core.health import HealthProfile
from unkink.core.snapshot import Snapshot
from unkink.core.tips import Pool
from unkink.health_keeper import HealthKeeper
from unkink.loop import Loop
from unkink.ports import History, TraySign
from unkink.words import sign, status_line


class CommandDesk:
    """What a command may ask of the running program, and have done."""

    def __init__(
        self,
        loop: Loop,
        journal: History,
        health: HealthKeeper,
        stop: Callable[[], None],
    ) -> None:
        self._loop = loop
        self._journal = journal
        self._health = health
        self._stop = stop

    def snapshot(self) -> Snapshot:
        """Return how things stand at this instant."""
        return self._loop.snapshot()

    def present(self) -> Stretch:
        """Return the span of time that goes on, up to this instant."""
        return self._loop.present()

    def line(self) -> str:
        """Return the same in one line for the person."""
        return status_line(self.snapshot(), self._loop.problem)

    def sign(self) -> TraySign:
        """Return what the tray's icon shows, tray or not."""
        return sign(self.snapshot(), self._loop.problem)

    def adapters(self) -> Mapping[str, str]:
        """Name what is in use."""
        world = self._loop.world
        return {
            "tray": "none" if world.tray is None else world.tray.name,
            "notifier": world.notifier.name,
            "input": "none" if world.sensor is None else world.sensor.name,
        }

    def faults(self) -> Mapping[str, str]:
        """Name the parts that do not work now."""
        return self._loop.faults.by_part

    def pool(self) -> Pool:
        """Return the tips and health questions in use."""
        return self._loop.engine.pool

    def tips(self) -> Sequence[TipStanding]:
        """Say of every tip whether it may be shown now."""
        engine = self._loop.engine
        return [
            TipStanding(
                tip.id,
                engine.why_not_offered(tip),
                engine.introduced(tip.id),
                engine.liking(tip.id).value,
            )
            for tip in engine.pool.tips
        ]

    def quiet(self) -> Sequence[str]:
        """Say in a few lines why no tip is on the screen now, or that one is."""
        from unkink.quiet import why_quiet  # not at rest: asked for now and then

        return why_quiet(self.snapshot(), self._loop.problem, self._loop.faults.lines)

    def journal(self, since: datetime) -> Sequence[Entry]:
        """Return the decisions since then, the oldest first."""
        return self._journal.since(since)

    def journal_begins(self) -> datetime | None:
        """Return the time of the oldest decision there is."""
        return self._journal.oldest()

    def told_day(self, day: date) -> Day:
        """Return everything recorded of a day, of today up to now."""
        from unkink.recorded_days import told_day  # not at rest: asked for now and then

        return told_day(self._journal, day, self._loop.present())

    async def open(self, page: str) -> str | None:
        """Open one of the guide's pages; return why that failed, or None."""
        return await self._loop.visit(page)

    def profile(self) -> HealthProfile:
        """Return the health answers in use, what was written by hand a moment ago included."""
        self._health.look_again()
        return self._health.profile

    def keep_profile(self, profile: HealthProfile) -> str | None:
        """Write these answers down and use them from now on."""
        return self._health.keep(profile)

    async def perform(self, event: Event) -> str | None:
        """Have the event handled and its effects done; return why not, or None."""
        return await self._loop.perform(event)

    def quit(self) -> None:
        """Begin to stop."""
        self._stop()
