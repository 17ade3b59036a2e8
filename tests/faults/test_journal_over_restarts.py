"""Whatever ends a daemon, the journal tells of all the time it ran, and `status` of the same."""

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from tests.cli.conftest import Desk
from tests.cli.running import PATIENCE, Start, ended
from tests.faults.living import done, running, takes
from tests.waiting import wait_until_true
from unkink.adapters.history.connection import open_to_read
from unkink.adapters.history.queries import Queries
from unkink.core.days.telling import summary_of
from unkink.core.entries import Stretch
from unkink.core.presence import Posture, Presence
from unkink.recorded_days import told_day

A_WHILE = 3
"""Seconds of sitting; nobody can tell of input there, so all time counts."""


async def status(desk: Desk) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(await done(desk, "status", "--json"))
    return told


async def sits_a_while(desk: Desk) -> None:
    before = (await status(desk))["sitting_now_s"]

    async def sat() -> bool:
        return bool((await status(desk))["sitting_now_s"] >= before + A_WHILE)

    await wait_until_true(sat, PATIENCE, "some seconds of sitting")


def spans(desk: Desk) -> list[Stretch]:
    with closing(open_to_read(desk.paths.history_file)) as database:
        now = datetime.now(UTC)
        return list(Queries(database).spans(now - timedelta(days=1), now + timedelta(days=1)))


async def agree(desk: Desk) -> None:
    """What `status` says was sat today is what the journal and the span that goes on tell."""
    told = await status(desk)
    now = datetime.fromisoformat(told["time"])
    since = spans(desk)[-1].ends.astimezone(now.tzinfo)
    present = Stretch(min(since, now), now, Presence.UNKNOWN, Posture.SITTING)
    with closing(open_to_read(desk.paths.history_file)) as database:
        today = summary_of(told_day(Queries(database), now.date(), present))
    assert abs(today.sitting - told["sitting_today_s"]) <= 2  # both are told in whole seconds


async def test_kills_and_restarts_lose_no_second_of_the_journal(bare: Desk, start: Start) -> None:
    began = datetime.now(UTC)
    for _ in range(3):
        process = await start()
        await running(process)
        await sits_a_while(bare)
        await takes(bare, "neck-turns")  # the memory is written
        await sits_a_while(bare)
        process.kill()
        await ended(process)
    process = await start()
    await running(process)
    await agree(bare)
    told = spans(bare)
    assert all(after.begins - one.ends < timedelta(seconds=0.5) for one, after in pairwise(told))
    assert all(after.begins > one.begins for one, after in pairwise(told))
    lasted = sum((one.ends - one.begins for one in told), timedelta())
    assert abs(lasted - (told[-1].ends - told[0].begins)) < timedelta(seconds=0.5)
    assert lasted > timedelta(seconds=3 * 2 * (A_WHILE - 1))
    assert told[0].begins >= began
    await done(bare, "quit")
    assert await ended(process) == (0, "")


async def test_an_orderly_end_leaves_nothing_for_the_next_start_to_tell(
    bare: Desk, start: Start
) -> None:
    process = await start()
    await running(process)
    await sits_a_while(bare)
    await done(bare, "quit")
    assert await ended(process) == (0, "")
    [first] = spans(bare)
    assert first.ends - first.begins > timedelta(seconds=A_WHILE - 1)
    process = await start()
    await running(process)
    told = spans(bare)
    assert told[0] == first
    assert all(after.begins >= one.ends for one, after in pairwise(told))
    await agree(bare)
