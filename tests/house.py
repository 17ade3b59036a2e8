"""The loop at home: a real engine, and every adapter a fake."""

from functools import partial
from pathlib import Path
from random import Random

from tests.fakes import (
    START,
    FakeBrowser,
    FakeClock,
    FakeJournal,
    FakeNotifier,
    FakePages,
    FakeSchedule,
    FakeSensor,
    FakeStore,
    FakeTray,
)
from tests.small_pool import POOL
from unkink.core.engine import Engine
from unkink.core.events import Looked, PoolLoaded
from unkink.core.settings import MICRO, Settings
from unkink.faults import Part
from unkink.health_keeper import HealthKeeper
from unkink.loop import Loop
from unkink.notices import PROMPT_SLOT
from unkink.ports import ButtonPressed
from unkink.world import World

SETTINGS = Settings(reminders=(MICRO,))


class House:
    """A loop and all its fakes."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.schedule = FakeSchedule()
        self.store = FakeStore()
        self.journal = FakeJournal()
        self.notifier = FakeNotifier()
        self.browser = FakeBrowser()
        self.tray = FakeTray()
        self.sensor = FakeSensor(self.clock)
        engine = Engine(SETTINGS, self.clock.now(), Random(1), "boot")
        self.loop = Loop(
            engine,
            World(
                clock=self.clock,
                schedule=self.schedule,
                store=self.store,
                journal=self.journal,
                notifier=self.notifier,
                pages=FakePages(),
                browser=self.browser,
                tray=self.tray,
                sensor=self.sensor,
            ),
        )
        self.loop.report(PoolLoaded(POOL))
        self.loop.report(Looked(START))

    async def sit(self, minutes: float) -> None:
        """Type until then, and wake up as the schedule asks."""
        ends = self.clock.moment + minutes * 60
        while self.clock.moment < ends:
            wake = self.schedule.wakes[-1]
            step = min(ends, ends if wake is None else wake) - self.clock.moment
            self.clock.advance(step)
            self.sensor.last = self.clock.moment
            self.loop.wake()
        await self.loop.settle()

    def keeper(self, file: Path) -> HealthKeeper:
        """Keep the health answers in this file and in the rules here."""
        loop = self.loop
        unreadable = partial(loop.faults.note, Part.HEALTH)
        unsaved = partial(loop.faults.note, Part.UNSAVED)
        return HealthKeeper(file, loop.report, unreadable, unsaved)

    def press(self, key: str, token: str | None = None) -> None:
        self.loop.respond(ButtonPressed(PROMPT_SLOT, key, token))
