"""Remembers what may be offered until anything that decides about it changes.

One event asks half a dozen times, and thousands of events pass between two changes.
"""

from datetime import date

from unkink.core.choice import candidates
from unkink.core.health import HealthProfile
from unkink.core.person import Person
from unkink.core.settings import ReminderSettings, Settings
from unkink.core.shown import Shown
from unkink.core.taste import Taste
from unkink.core.tightness import Tightness
from unkink.core.tips import Pool, Tip
from unkink.core.waves import Waves

Sources = tuple[Pool, HealthProfile, Settings, Taste, Tightness, Shown, Waves, date, int]
"""All that decides; the last is the hour."""


class Sieve:
    """The person as they are now, and the tips that each reminder may draw from."""

    def __init__(self) -> None:
        self._sources: Sources | None = None
        self._person: Person | None = None
        self._candidates: dict[str, tuple[Tip, ...]] = {}

    def person(self, sources: Sources) -> Person:
        """Return the same value until a source changes; comparing the same ones costs nothing."""
        if self._person is None or sources != self._sources:
            self._sources, self._person = sources, _person(sources)
            self._candidates.clear()
        return self._person

    def candidates(self, reminder: ReminderSettings, person: Person) -> tuple[Tip, ...]:
        """Return the tips that a reminder of the settings may draw from."""
        if reminder.name not in self._candidates:
            self._candidates[reminder.name] = candidates(reminder, person)
        return self._candidates[reminder.name]


def _person(sources: Sources) -> Person:
    pool, profile, settings, taste, tightness, shown, waves, day, hour = sources
    named = {word for one in settings.reminders for word in one.tips}
    return Person(
        pool=pool,
        day=day,
        hour=hour,
        profile=profile,
        wishes=settings.tips,
        taste=taste,
        tightness=tightness,
        shown=shown,
        introduced=waves.introduced | named,
    )
