"""Every adapter in use, gathered for the loop."""

from dataclasses import dataclass

from unkink.faults import Faults
from unkink.ports import (
    Audience,
    Browser,
    Clock,
    GuidePages,
    HealthStore,
    History,
    Hooks,
    InputSensor,
    Journal,
    Lookout,
    MemoryStore,
    Notifier,
    Pictures,
    Schedule,
    Tray,
)


@dataclass(slots=True)
class World:
    """Every adapter in use; a part that is not there, or failed, is None."""

    clock: Clock
    schedule: Schedule
    store: MemoryStore
    journal: Journal
    notifier: Notifier
    pages: GuidePages
    browser: Browser
    pictures: Pictures | None = None
    lookout: Lookout | None = None
    tray: Tray | None = None
    sensor: InputSensor | None = None
    audience: Audience | None = None
    hooks: Hooks | None = None
    health: HealthStore | None = None
    history: History | None = None
    faults: Faults | None = None
