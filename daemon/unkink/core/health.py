"""Which tips a person may be shown: a hard exclusion that guards every door."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, timedelta

from unkink.core.tips import Pool, Tip
from unkink.core.values import dataclass

SORE_TAG = "acute-pain"
HELP_CARD = "acute-get-help-card"
"""Never locked: it is the list of red flags itself (`config/safety.toml`)."""


SORE_DAYS_KEPT = 7


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
    declined: bool = False
    """"I prefer not to say": still unanswered, but nothing offers the questions any more."""
    answered_on: date | None = None
    """When the answers were last given or confirmed; None where an old file does not tell."""
    since: Mapping[str, date] = field(default_factory=dict)
    """The day on which each tag was ticked, where that is known."""
    sore_days: tuple[date, ...] = ()
    """The last days on which sore-day mode was on, the newest last."""

    @property
    def unanswered(self) -> bool:
        """Whether the questions may be offered: nothing was said, nothing is known."""
        return not (self.answered or self.declined or self.tags)

    def answer(self, tags: frozenset[str], day: date) -> "HealthProfile":
        """Return the profile with these lasting tags; none of them is an answer too."""
        since = {tag: self.since.get(tag, day) for tag in sorted(tags)}
        return replace(self, answered=True, declined=False, tags=tags, since=since, answered_on=day)

    def confirm(self, day: date) -> "HealthProfile":
        """Return the same answers, looked at again on `day`."""
        return replace(self, answered_on=day)

    def decline(self) -> "HealthProfile":
        """Return the profile of somebody who prefers not to say."""
        return replace(self.forget(), declined=True)

    def forget(self) -> "HealthProfile":
        """Return the profile without answers; locks and sore days are no answers."""
        return replace(
            self, answered=False, declined=False, tags=frozenset(), since={}, answered_on=None
        )

    def same_answers(self, other: "HealthProfile") -> bool:
        """Tell whether the questions are answered alike; locks and dates are no answers."""
        return (self.answered, self.declined, self.tags) == (
            other.answered,
            other.declined,
            other.tags,
        )

    def with_all_of(self, other: "HealthProfile") -> "HealthProfile":
        """Return a profile that hides whatever one of the two hides."""
        answered = self.answered and other.answered
        tags = self.tags | other.tags
        known = [one.answered_on for one in (self, other) if one.answered_on is not None]
        sore = [one.sore_on for one in (self, other) if one.sore_on is not None]
        return HealthProfile(
            answered=answered,
            declined=(self.declined or other.declined) and not answered,
            answered_on=min(known, default=None),
            tags=tags,
            since={**other.since, **self.since},
            sore_on=max(sore, default=None),
            sore_days=tuple(sorted({*self.sore_days, *other.sore_days}))[-SORE_DAYS_KEPT:],
            locked=self.locked | other.locked,
        )

    def become_sore(self, day: date) -> "HealthProfile":
        """Return the profile with sore-day mode on for `day`."""
        days = tuple(sorted({*self.sore_days, day}))
        return replace(self, sore_on=day, sore_days=days[-SORE_DAYS_KEPT:])

    def recover(self) -> "HealthProfile":
        """Return the profile with sore-day mode off; that the day was sore stays true."""
        return replace(self, sore_on=None)

    def tags_on(self, day: date) -> frozenset[str]:
        """Return the lasting tags, and the sore tag where it still holds on `day`."""
        return self.tags | {SORE_TAG} if self.sore_on == day else self.tags

    def sore(self, day: date) -> bool:
        """Tell whether sore-day mode is on."""
        return self.sore_on == day

    def sore_run(self, day: date) -> int:
        """Return how many days in a row, up to and with `day`, were sore."""
        run = 0
        while day - timedelta(days=run) in self.sore_days:
            run += 1
        return run


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


def lock(profile: HealthProfile, red_flags: frozenset[str], pool: Pool) -> HealthProfile:
    """Lock what the levels of these red flags lock, on top of what is locked."""
    levels = {flag.level for flag in pool.red_flags if flag.id in red_flags}
    locks = [pool.levels[level].lock for level in levels if level in pool.levels]
    return replace(profile, locked=profile.locked.union(*locks))
