"""`unkink tips`: every tip, and whether it may be shown, from the daemon or from the files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from unkink import protocol as ask
from unkink.cli.client import NotRunning, call
from unkink.cli.terminal import DIM, complain, painted, print_json, report, say, table
from unkink.core.health import why_hidden
from unkink.core.hidden import because
from unkink.health_file import read_health
from unkink.paths import Paths
from unkink.protocol import Code, Json
from unkink.time_words import minutes
from unkink.tip_files import FullTip, check_pool, read_tips

NOT_LOADED = "not-loaded"
"""Why a tip is hidden whose file is newer than what the daemon has read."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a tip may be shown."""

    hidden: str | None
    introduced: bool | None
    """Whether it was ever shown; None where only the daemon could tell."""


def tips(paths: Paths, *, as_json: bool, hidden_too: bool) -> int:
    """List the tips that may be shown, or all."""
    try:
        reply = call(paths.socket, ask.Bare.TIPS)
        if reply.code is not Code.DONE:
            return report(reply)
        standings = _from_daemon(cast("list[Mapping[str, Any]]", reply.data))
    except NotRunning:
        standings = from_files(paths)
    every = [
        (tip, standings.get(tip.tip.id, Standing(NOT_LOADED, None)))
        for tip in read_tips(paths.own_tips)
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
    return {one["id"]: Standing(one["hidden"], one["introduced"]) for one in data}


def from_files(paths: Paths) -> dict[str, Standing]:
    """Work out for each tip whether a daemon would show it, as far as files tell."""
    reading = check_pool(paths.own_tips)
    for problem in reading.problems:
        complain(str(problem))
    pool, today = reading.pool, datetime.now().astimezone().date()
    health = read_health(paths.health_file, pool.tags)
    for broken in health.problems:
        complain(str(broken))
    return {
        tip.id: Standing(why_hidden(tip, health.profile, today, pool.tags), None)
        for tip in pool.tips
    }


def _data(tip: FullTip, standing: Standing) -> Json:
    """Describe one tip for programs; the keys are a promise."""
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
    }


def _row(tip: FullTip, standing: Standing) -> tuple[str, ...]:
    own = "own" if tip.own else tip.evidence
    length = minutes(tip.tip.duration)
    return (tip.tip.id, tip.tip.title, tip.tip.slot, length, own, _why(standing.hidden))


def _why(hidden: str | None) -> str:
    if hidden is None:
        return ""
    return "not read yet" if hidden == NOT_LOADED else because(hidden)
