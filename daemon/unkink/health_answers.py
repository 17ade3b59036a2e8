"""Changes of the health answers as the person words them; what is written where is not known here.

A lock that a red flag set outlives every change of the answers, until the person has been cleared;
so does sore-day mode, until midnight.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, assert_never

from unkink import protocol as ask
from unkink.core.health import SORE_TAG, HealthProfile
from unkink.core.tips import Level, Pool
from unkink.nearest import hint
from unkink.protocol import Json, Reply

ProfileRequest = Literal[ask.Bare.CLEAR_PROFILE, ask.Bare.CLEARED] | ask.SetProfile | ask.Sore
"""The requests that change the answers."""

SEE_A_DOCTOR = frozenset({"arm-symptoms", "dizziness"})
"""Answers that are red flags too (evidence part 4.2, rule 5)."""


@dataclass(frozen=True, slots=True)
class UnknownTags:
    """Tags that no question asks about, and what to write instead; nothing was changed."""

    why: str


def changed(
    profile: HealthProfile, request: ProfileRequest, pool: Pool, today: date
) -> HealthProfile | UnknownTags:
    """Return the answers as they are after the request."""
    match request:
        case ask.SetProfile(tags):
            return _with_tags(profile, frozenset(tags), pool)
        case ask.Bare.CLEAR_PROFILE:
            return replace(profile, answered=False, tags=frozenset())
        case ask.Bare.CLEARED:
            return replace(profile, locked=frozenset())
        case ask.Sore(on):
            return replace(profile, sore_on=today if on else None)
        case other:
            assert_never(other)


def _with_tags(
    profile: HealthProfile, tags: frozenset[str], pool: Pool
) -> HealthProfile | UnknownTags:
    """Replace the lasting answers; no tags at all mean that none of the questions applies.

    A new answer that is a red flag locks what its level locks (evidence part 4.2, rule 5).
    """
    if SORE_TAG in tags:
        return UnknownTags(f'"{SORE_TAG}" is for today only; write: unkink sore on')
    known = pool.tags - {SORE_TAG}
    problems = [f'nobody asks about "{tag}"; {hint(tag, known)}' for tag in sorted(tags - known)]
    if problems:
        return UnknownTags("\n".join(problems))
    level = _level_of_new(tags - profile.tags, pool)
    locked = profile.locked if level is None else profile.locked | level.lock
    return replace(profile, answered=True, tags=tags, locked=locked)


def _level_of_new(tags: frozenset[str], pool: Pool) -> Level | None:
    return pool.levels.get("soon") if tags & SEE_A_DOCTOR else None


def outcome(before: HealthProfile, after: HealthProfile, pool: Pool, today: date) -> Reply:
    """Tell how the answers stand now, and what is to be said about the change."""
    return Reply(text=_said(before, after, pool), data=profile_data(after, pool, today))


def _said(before: HealthProfile, after: HealthProfile, pool: Pool) -> str:
    level = _level_of_new(after.tags - before.tags, pool)
    if level is not None:
        return level.say  # letter for letter
    back = before.locked - after.locked
    return f"Back, as a health professional has cleared you: {listed(back)}." if back else ""


def listed(kinds: Iterable[str]) -> str:
    """Name kinds of tips in a sentence."""
    return ", ".join(sorted(kinds))


def profile_data(profile: HealthProfile, pool: Pool, today: date) -> dict[str, Json]:
    """Describe the answers for `unkink profile show`, each question with its answer."""
    tags = profile.tags_on(today)
    return {
        "answered": profile.answered,
        "sore": profile.sore(today),
        "locked": sorted(profile.locked),
        "questions": [
            {"tag": one.tag, "ask": one.ask, "kind": one.kind, "applies": one.tag in tags}
            for one in pool.questions
        ],
        "unknown": sorted(profile.tags - pool.tags),
    }
