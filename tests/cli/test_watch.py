"""`unkink watch` as a bar runs it: a process whose lines are read as they come."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from tests.cli.conftest import Desk
from tests.cli.running import PATIENCE, Start, ended, starting
from tests.cli.standin import NOON, SITTING, Standin, serve
from unkink.core.presence import Posture


@pytest.fixture
async def watch(desk: Desk) -> AsyncIterator[Start]:
    """Begin `unkink watch`; whatever still runs at the end is ended."""
    async with starting(desk, "watch") as begin:
        yield begin


async def line(process: Process) -> str:
    assert process.stdout is not None
    return (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode()


async def seen(process: Process) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(await line(process))
    return data


async def test_each_line_is_what_status_prints(desk: Desk, daemon: Standin, watch: Start) -> None:
    one = await watch("--json")
    assert await seen(one) == json.loads((await desk.types("status", "--json")).out)


async def test_a_new_minute_and_a_new_posture_are_told_and_seconds_are_not(
    daemon: Standin, watch: Start
) -> None:
    one = await watch("--json")
    assert (await seen(one))["sitting_now_s"] == 720
    for bout in (725.0, 779.0, 780.0):
        daemon.stands = replace(SITTING, bout=bout)
        daemon.feed.changed()
    assert (await seen(one))["sitting_now_s"] == 780
    daemon.stands = replace(SITTING, posture=Posture.STANDING, posture_for=0.0, bout=0.0)
    daemon.feed.changed()
    assert (await seen(one))["posture"] == "standing"
    daemon.stands = replace(daemon.stands, posture_for=59.0, wall=NOON.replace(minute=1))
    daemon.feed.changed()
    daemon.stands = replace(daemon.stands, posture_for=61.0)
    daemon.feed.changed()
    assert (await seen(one))["posture_for_s"] == 61


async def test_without_json_it_is_one_readable_line_and_none_twice(
    daemon: Standin, watch: Start
) -> None:
    one = await watch()
    assert await line(one) == "Sitting 12 min · next tip in about 18 min\n"
    daemon.stands = replace(SITTING, sore=True)  # the line does not show it
    daemon.feed.changed()
    daemon.words = "Paused until 14:00"
    daemon.feed.changed()
    assert await line(one) == "Paused until 14:00\n"


async def test_many_watch_at_once(daemon: Standin, watch: Start) -> None:
    many = [await watch("--json") for _ in range(4)]
    assert [(await seen(one))["sore"] for one in many] == [False] * 4
    daemon.stands = replace(SITTING, sore=True)
    daemon.feed.changed()
    assert [(await seen(one))["sore"] for one in many] == [True] * 4


async def test_it_ends_when_nobody_reads_it_any_more_without_waiting_for_a_change(
    daemon: Standin, desk: Desk
) -> None:
    reading, writing = os.pipe()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "unkink", "watch"),
        env=desk.environment,
        stdin=DEVNULL,
        stdout=writing,
        stderr=PIPE,
    )
    os.close(writing)
    assert (await asyncio.to_thread(os.read, reading, 1000)).startswith(b"Sitting 12 min")
    os.close(reading)
    assert await ended(process) == (0, "")


async def test_the_end_of_unkink_ends_it_with_4(desk: Desk, watch: Start) -> None:
    daemon = Standin()
    server = await serve(desk.paths, daemon)
    one = await watch()
    await line(one)
    await server.close()
    assert await ended(one) == (4, 'unkink is not running; start it with "unkink"\n')


async def test_without_unkink_it_ends_at_once_with_4(desk: Desk) -> None:
    told = await desk.types("watch", "--json")
    assert (told.code, told.out) == (4, "")


async def test_a_daemon_too_old_to_be_watched_says_so(desk: Desk, watch: Start) -> None:
    daemon = Standin()
    server = await serve(desk.paths, daemon)
    server._feed = None
    told = await desk.types("watch")
    await server.close()
    assert (told.code, told.out, told.err) == (1, "", "this daemon cannot do that\n")
