"""All that decides which tips a person may see and be offered, as one value."""

from dataclasses import field
from datetime import date

from unkink.core import health
from unkink.core.health import HealthProfile
from unkink.core.settings import TipsSettings
from unkink.core.shown import Shown
from unkink.core.taste import Taste
from unkink.core.tightness import Tightness
from unkink.core.tips import Pool, Tip
from unkink.core.values import dataclass

SEATED_ONLY = "seated-only"
DISLIKED = "disliked"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at an hour of a day, with what they said and what they were shown."""

    pool: Pool
    day: date
    hour: int = 12
    profile: HealthProfile = field(default_factory=HealthProfile)
    wishes: TipsSettings = field(default_factory=TipsSettings)
    taste: Taste = field(default_factory=Taste)
    tightness: Tightness = field(default_factory=Tightness)
    shown: Shown = field(default_factory=Shown)
    introduced: frozenset[str] | None = None
    """Tips that had their turn to be new; None: all of them."""

    def why_hidden(self, tip: Tip) -> str | None:
        """Say why a tip must not be seen by any door, or None when it may be."""
        why = health.why_hidden(tip, self.profile, self.day, self.pool.tags)
        if why is None and self.wishes.seated_only and needs_feet(tip):
            return SEATED_ONLY
        return why

    def why_not_offered(self, tip: Tip) -> str | None:
        """Say why the program does not come up with a tip; a disliked one may be seen."""
        why = self.why_hidden(tip)
        return DISLIKED if why is None and tip.id in self.taste.disliked else why

    def knows(self, tip: Tip) -> bool:
        """Tell whether a tip is no news; own tips and those for sore days wait for no turn."""
        waits = not tip.own and tip.slot != "sore"
        return not waits or self.introduced is None or tip.id in self.introduced


def needs_feet(tip: Tip) -> bool:
    """Tell whether a tip is for people who stand or walk (evidence part 4.2, rule 7)."""
    return tip.on_feet or tip.pose == "walking"
