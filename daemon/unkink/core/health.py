"""Which tips a person may be shown: a hard exclusion that guards every door."""

from dataclasses import dataclass
from datetime import date

from unkink.core.tips import Tip

SORE_TAG = "acute-pain"
HELP_CARD = "acute-get-help-card"
"""Never locked: it is the list of red flags itself (`config/safety.toml`)."""


@dataclass(frozen=True, slots=True)
class HealthProfile:
    """The health answers, as far as they were given."""

    answered: bool = False
    """False also for "I prefer not to say"."""
    tags: frozenset[str] = frozenset()
    sore_on: date | None = None
    """The day on which "I am sore today" was switched on; it ends at local midnight."""
    locked: frozenset[str] = frozenset()
    """Categories that a red flag locked until a health professional has cleared the person."""

    def tags_on(self, day: date) -> frozenset[str]:
        """Return the lasting tags, and the sore tag where it still holds on `day`."""
        return self.tags | {SORE_TAG} if self.sore_on == day else self.tags

    def sore(self, day: date) -> bool:
        """Tell whether sore-day mode is on."""
        return self.sore_on == day


def why_hidden(tip: Tip, profile: HealthProfile, day: date, known: frozenset[str]) -> str | None:
    """Say why `tip` must not be shown, or None when it may be.

    `known` are the tags the pool defines: a tag nobody knows, in the profile or on the tip,
    excludes (fail closed; evidence part 4.2, rule 8).
    """
    tags = profile.tags_on(day)
    if tip.category in profile.locked and tip.id != HELP_CARD:
        return "locked"
    if tags & tip.contra or (tip.contra | profile.tags) - known:
        return "health"
    if tip.gate != "open" and not profile.answered:
        return "screened"
    if tip.slot == "sore" and not profile.sore(day):
        return "sore-day-only"
    return None
