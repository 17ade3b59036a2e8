"""`unkink tips`: every tip, and whether it may be shown, from the daemon or from the files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from unkink import protocol as ask
from unkink.cli.client import NotRunning, call
from unkink.cli.terminal import DIM, complain, painted, print_json, report, say, table
from unkink.core.hidden import because
from unkink.core.person import Person
from unkink.core.settings import Settings
from unkink.core.taste import Liking, Taste
from unkink.core.tips import Pool
from unkink.health_file import read_health
from unkink.own_files import read_own
from unkink.paths import Paths
from unkink.protocol import Code, Json
from unkink.settings_file import SettingsError, read_settings
from unkink.time_words import minutes
from unkink.tip_files import FullTip, check_pool, read_tips

NOT_LOADED = "not-loaded"
"""Why a tip is hidden whose file is newer than what the daemon has read."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a tip may be offered, and what the person thinks of it."""

    hidden: str | None
    introduced: bool | None = None
    """Whether it had its turn to be new; None where nobody can tell."""
    liking: str | None = None
    """A word of `Liking`; None where nobody can tell."""


def tips(paths: Paths, *, as_json: bool, hidden_too: bool) -> int:
    """List the tips that may be offered, or all."""
    try:
        reply = call(paths.socket, ask.Bare.TIPS)
        if reply.code is not Code.DONE:
            return report(reply)
        standings = _from_daemon(cast("list[Mapping[str, Any]]", reply.data))
    except NotRunning:
        standings = from_files(paths)
    every = [
        (tip, standings.get(tip.tip.id, Standing(NOT_LOADED))) for tip in read_tips(paths.own_tips)
    ]
    listed = [(tip, one) for tip, one in every if hidden_too or one.hidden is None]
    if as_json:
        print_json([_data(tip, one) for tip, one in listed])
        return Code.DONE
    say(table([_row(tip, one) for tip, one in listed], indent=""))
    if len(listed) < len(every):
        left_out = f"{len(every) - len(listed)} more are hidden; unkink tips --all says why"
        say("\n" + painted(left_out, DIM))
    return Code.DONE


def _from_daemon(data: list[Mapping[str, Any]]) -> dict[str, Standing]:
    return {one["id"]: Standing(one["hidden"], one["introduced"], one["liking"]) for one in data}


# ── without a daemon ──────────────────────────────────────────────────────────────────────────


def from_files(paths: Paths) -> dict[str, Standing]:
    """Work out for each tip whether a daemon would offer it, as far as files tell."""
    reading = check_pool(paths.own_tips)
    for problem in reading.problems:
        complain(str(problem))
    kept = _kept(paths)
    person = _person(paths, reading.pool, kept or {})
    return {
        tip.id: Standing(
            person.why_not_offered(tip),
            None if kept is None else person.knows(tip),
            None if kept is None else person.taste.liking(tip.id).value,
        )
        for tip in reading.pool.tips
    }


def _person(paths: Paths, pool: Pool, kept: Mapping[str, Any]) -> Person:
    health = read_health(paths.health_file, pool.tags)
    for broken in health.problems:
        complain(str(broken))
    settings = _settings(paths)
    named = (word for one in settings.reminders for word in one.tips)
    person = Person(pool, datetime.now().astimezone().date(), profile=health.profile)
    return replace(
        person,
        wishes=settings.tips,
        taste=Taste(frozenset(kept.get("liked", ())), frozenset(kept.get("disliked", ()))),
        introduced=frozenset((*kept.get("introduced", ()), *named)),
    )


def _settings(paths: Paths) -> Settings:
    """Read the settings in use; what is wrong with them is told by `unkink config check`."""
    try:
        return read_settings(paths.config_file)
    except SettingsError:
        return Settings()


def _kept(paths: Paths) -> Mapping[str, Any] | None:
    """Return what the daemon wrote down about tips; None where there is nothing to be read.

    A client of its own age reads what its daemon wrote; of another age, as much as it understands.
    """
    try:
        kept = json.loads(read_own(paths.state_file)).get("tips")
    except (OSError, ValueError, AttributeError):
        return None
    lists = ("liked", "disliked", "introduced")
    sound = isinstance(kept, dict) and all(isinstance(kept.get(one, []), list) for one in lists)
    return cast("Mapping[str, Any]", kept) if sound else None


# ── what is printed ───────────────────────────────────────────────────────────────────────────


def _data(tip: FullTip, standing: Standing) -> Json:
    """Describe one tip for programs; the keys are a promise (`config/README.md`)."""
    return {
        "id": tip.tip.id,
        "title": tip.tip.title,
        "category": tip.tip.category,
        "slot": tip.tip.slot,
        "duration_s": tip.tip.duration,
        "evidence": tip.evidence or None,
        "own": tip.own,
        "hidden": standing.hidden,
        "introduced": standing.introduced,
        "liking": standing.liking,
    }


def _row(tip: FullTip, standing: Standing) -> tuple[str, ...]:
    own = "own" if tip.own else tip.evidence
    length = minutes(tip.tip.duration)
    return (tip.tip.id, tip.tip.title, tip.tip.slot, length, own, _remark(standing))


def _remark(standing: Standing) -> str:
    """Say in a few words why a tip is hidden, or what is special about it."""
    if standing.hidden is not None:
        return "not read yet" if standing.hidden == NOT_LOADED else because(standing.hidden)
    liked = "liked" if standing.liking == Liking.MORE.value else ""
    later = "comes later" if standing.introduced is False else ""
    return ", ".join(filter(None, (liked, later)))
