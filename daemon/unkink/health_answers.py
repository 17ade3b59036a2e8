"""Changes of the health answers as the person words them; what is written where is not known here.

A lock that a red flag set outlives every change of the answers, until the person has been cleared;
so does sore-day mode, until midnight.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal, assert_never

from unkink import protocol as ask
from unkink.core.health import SORE_TAG, HealthProfile, lock, why_hidden
from unkink.core.tips import Level, Pool
from unkink.core.values import dataclass
from unkink.health_file import UNREADABLE_TAG
from unkink.nearest import hint
from unkink.protocol import Json, Reply

ProfileRequest = (
    Literal[ask.Bare.CLEAR_PROFILE, ask.Bare.DECLINE_PROFILE, ask.Bare.CLEARED]
    | ask.SetProfile
    | ask.Sore
    | ask.RedFlags
)
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
            return with_tags(profile, frozenset(tags), pool, today)
        case ask.Bare.DECLINE_PROFILE:
            return profile.decline()
        case ask.Bare.CLEAR_PROFILE:
            return profile.forget()
        case ask.Bare.CLEARED:
            return replace(profile, locked=frozenset())
        case ask.Sore(on):
            return profile.become_sore(today) if on else profile.recover()
        case ask.RedFlags(ids):
            return _with_flags(profile, frozenset(ids), pool)
        case other:
            assert_never(other)


def with_tags(
    profile: HealthProfile, tags: frozenset[str], pool: Pool, today: date
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
    return replace(profile.answer(tags, today), locked=locked)


def _with_flags(
    profile: HealthProfile, ids: frozenset[str], pool: Pool
) -> HealthProfile | UnknownTags:
    known = {flag.id for flag in pool.red_flags}
    if ids <= known:
        return lock(profile, ids, pool)
    strange = sorted(ids - known)
    return UnknownTags(
        "\n".join(f'no sign on the list is called "{one}"; {hint(one, known)}' for one in strange)
    )


def level_of_new(before: HealthProfile, after: HealthProfile, pool: Pool) -> Level | None:
    """Return what is to be said about a new answer that is a red flag too."""
    return _level_of_new(after.tags - before.tags, pool)


def _level_of_new(tags: frozenset[str], pool: Pool) -> Level | None:
    return pool.levels.get("soon") if tags & SEE_A_DOCTOR else None


def news(then: HealthProfile, now: HealthProfile, pool: Pool) -> tuple[str, ...]:
    """Say which answers differ, each by the words of its question; nothing where none does."""
    known = [one for one in pool.questions if one.tag in then.tags ^ now.tags]
    said = [f"{_quoted(one.ask)} was {_turned(one.tag in now.tags)}" for one in known]
    if (then.tags ^ now.tags) - {one.tag for one in known}:
        said.append("the answers in the file were changed")
    if now.declined and not then.declined:
        said.append("“I prefer not to say” was ticked")
    elif now.answered and not now.tags and not (then.answered and not then.tags):
        said.append("“None of these” was ticked")
    elif now.unanswered and not then.unanswered:
        said.append("the answers were removed")
    elif not said and not then.same_answers(now):
        said.append("the answers were changed")
    return tuple(said)


def _quoted(words: str) -> str:
    return f"“{words}”"


def _turned(on: bool) -> str:  # noqa: FBT001 - a box that is ticked or not
    return "ticked" if on else "unticked"


def outcome(before: HealthProfile, after: HealthProfile, pool: Pool, today: date) -> Reply:
    """Tell how the answers stand now, and what is to be said about the change."""
    return Reply(text=_said(before, after, pool), data=profile_data(after, pool, today))


def _said(before: HealthProfile, after: HealthProfile, pool: Pool) -> str:
    level = level_of_new(before, after, pool)
    said = [] if level is None else [level.say]  # letter for letter
    if back := before.locked - after.locked:
        said.append(f"Back, as a health professional has cleared you: {listed(back)}.")
    if gone := before.tags - after.tags - {UNREADABLE_TAG}:
        said.append(f"No longer ticked: {listed(gone)}.")
    return " ".join(said)


def shown_words(after: HealthProfile, pool: Pool, today: date) -> str:
    """Say how many tips are shown under these answers; the sore day's own are not counted."""
    tips = [tip for tip in pool.tips if tip.slot != "sore"]
    hidden = len(tips) - _shown(after, pool, today)
    if not hidden:
        return f"All {len(tips)} tips are shown."
    rest = f"{hidden} {'wait' if hidden > 1 else 'waits'} for the answers"
    if after.answered or after.tags:
        rest = f"{hidden} {'are' if hidden > 1 else 'is'} put aside"
    return f"{len(tips) - hidden} of {len(tips)} tips are shown, {rest}."


def change_words(before: HealthProfile, after: HealthProfile, pool: Pool, today: date) -> str:
    """Say the same after a change, and how many more or fewer that are."""
    more = _shown(after, pool, today) - _shown(before, pool, today)
    words = shown_words(after, pool, today)
    if not more:
        return words
    change = f"{more} more" if more > 0 else f"{-more} fewer"
    return f"{words} That is {change} than before."


def _shown(profile: HealthProfile, pool: Pool, today: date) -> int:
    return sum(
        why_hidden(tip, profile, today, pool.tags) is None
        for tip in pool.tips
        if tip.slot != "sore"
    )


def listed(kinds: Iterable[str]) -> str:
    """Name kinds of tips in a sentence."""
    return ", ".join(sorted(kinds))


def profile_data(profile: HealthProfile, pool: Pool, today: date) -> dict[str, Json]:
    """Describe the answers for `unkink profile show`, each question with its answer."""
    tags = profile.tags_on(today)
    return {
        "answered": profile.answered,
        "declined": profile.declined,
        "sore": profile.sore(today),
        "locked": sorted(profile.locked),
        "questions": [
            {"tag": one.tag, "ask": one.ask, "kind": one.kind, "applies": one.tag in tags}
            for one in pool.questions
        ],
        "unknown": sorted(profile.tags - pool.tags),
    }
