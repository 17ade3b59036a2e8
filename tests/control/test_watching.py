"""Who watches at the control socket: many at once, slow ones, dead ones, and those who leave."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from unkink import protocol as ask
from unkink.adapters.control import CLIENT_LIMIT, WATCHER_LIMIT, ControlServer
from unkink.feed import Feed, Standing
from unkink.protocol import Code, Json, Reply, Request
from unkink.wire import decode_reply, encode_request

WATCH = encode_request(ask.Bare.WATCH)
STATUS = encode_request(ask.Bare.STATUS)
DEADLINE = 20.0
"""Seconds after which a test gives up on what should happen at once."""


class Scene:
    """What there is to see, and how often somebody looked."""

    def __init__(self) -> None:
        self.looks = 0
        self.act = 0
        self.seconds = 0
        self.padding = ""
        self.broken = False
        self.feed = Feed(self.look)

    def look(self) -> Standing:
        self.looks += 1
        if self.broken:
            raise RuntimeError("the tests broke what there is to see")
        data: Json = {"act": self.act, "seconds": self.seconds, "padding": self.padding}
        return Standing(self.act, Reply(data=data))

    def goes_on(self) -> None:
        self.act += 1
        self.feed.changed()


async def answered(_: Request) -> Reply:
    return Reply(text="STATUS")


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
async def server(tmp_path: Path, scene: Scene) -> AsyncIterator[ControlServer]:
    one = ControlServer(tmp_path / "s", answered, scene.feed, patience=0.3)
    await one.start()
    yield one
    await one.close()


class Watcher:
    """A client that asked to watch."""

    def __init__(self, path: Path) -> None:
        self.connection = socket.socket(socket.AF_UNIX)
        self.connection.settimeout(DEADLINE)
        self.connection.connect(str(path))
        self.connection.sendall(WATCH)
        self._received = b""

    async def reads(self) -> Reply:
        """Return the next reply; one with code 1 and no text when the server hung up."""
        return await asyncio.to_thread(self._read)

    async def sees(self) -> tuple[int, int]:
        reply = await self.reads()
        data = json.loads(json.dumps(reply.data))
        return data["act"], data["seconds"]

    def _read(self) -> Reply:
        with suppress(ConnectionResetError):
            while b"\n" not in self._received:
                more = self.connection.recv(1 << 16)
                if not more:
                    return Reply(Code.FAILED)
                self._received += more
        line, _, self._received = self._received.partition(b"\n")
        return decode_reply(line)

    def leaves(self) -> None:
        self.connection.close()


@pytest.fixture
def watchers(tmp_path: Path, server: ControlServer) -> Iterator[list[Watcher]]:
    many: list[Watcher] = []
    yield many
    for one in many:
        one.leaves()


async def joins(watchers: list[Watcher], path: Path) -> Watcher:
    one = await asyncio.to_thread(Watcher, path)
    watchers.append(one)
    return one


def handles() -> int:
    """Count what this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


async def eventually(server: ControlServer, watching: int) -> None:
    """Let the server run until so many watch."""
    async with asyncio.timeout(DEADLINE):
        while server._watching != watching:  # noqa: ASYNC110 - the server offers no event for tests
            await asyncio.sleep(0.02)


async def test_the_present_state_comes_first_and_then_each_change(
    scene: Scene, server: ControlServer, watchers: list[Watcher], tmp_path: Path
) -> None:
    scene.seconds = 5
    one = await joins(watchers, tmp_path / "s")
    assert await one.sees() == (0, 5)
    scene.goes_on()
    assert await one.sees() == (1, 5)
    scene.seconds = 6
    scene.feed.changed()  # a length of time alone is no change
    scene.goes_on()
    assert await one.sees() == (2, 6)


async def test_who_joins_late_is_told_this_very_instant(
    scene: Scene, server: ControlServer, watchers: list[Watcher], tmp_path: Path
) -> None:
    early = await joins(watchers, tmp_path / "s")
    assert await early.sees() == (0, 0)
    scene.seconds = 40
    late = await joins(watchers, tmp_path / "s")
    assert await late.sees() == (0, 40)
    scene.goes_on()
    assert [await early.sees(), await late.sees()] == [(1, 40), (1, 40)]


async def test_nobody_looks_while_nobody_watches(
    scene: Scene, server: ControlServer, watchers: list[Watcher], tmp_path: Path
) -> None:
    scene.goes_on()
    assert scene.looks == 0
    one = await joins(watchers, tmp_path / "s")
    assert await one.sees() == (1, 0)
    one.leaves()
    await eventually(server, 0)
    before = scene.looks
    scene.goes_on()
    assert scene.looks == before


async def test_patience_for_silence_is_endless_here(
    scene: Scene, server: ControlServer, watchers: list[Watcher], tmp_path: Path
) -> None:
    one = await joins(watchers, tmp_path / "s")
    assert await one.sees() == (0, 0)
    asking = socket.socket(socket.AF_UNIX)
    await asyncio.to_thread(asking.connect, str(tmp_path / "s"))
    assert await asyncio.to_thread(asking.recv, 1) == b""  # was silent for too long
    asking.close()
    scene.goes_on()
    assert await one.sees() == (1, 0)


async def test_a_reader_that_slept_misses_what_is_old_and_holds_up_nobody(
    scene: Scene, server: ControlServer, watchers: list[Watcher], tmp_path: Path
) -> None:
    scene.padding = "x" * 2000
    sleeper = await joins(watchers, tmp_path / "s")
    awake = await joins(watchers, tmp_path / "s")
    await awake.sees()
    await eventually(server, 2)
    for act in range(1, 501):
        scene.goes_on()
        assert await awake.sees() == (act, 0)
    seen: list[int] = []
    while not seen or seen[-1] != 500:
        seen.append((await sleeper.sees())[0])
    # What the kernel took before it was full, then the newest: never five hundred lines.
    assert len(seen) < 20
    assert seen == sorted(seen)


async def test_dead_readers_keep_no_command_waiting_and_are_limited(
    scene: Scene, server: ControlServer, watchers: list[Watcher], tmp_path: Path
) -> None:
    scene.padding = "x" * 100_000
    for _ in range(WATCHER_LIMIT):
        await joins(watchers, tmp_path / "s")
    await eventually(server, WATCHER_LIMIT)
    scene.goes_on()
    busy = await (await joins(watchers, tmp_path / "s")).reads()
    assert busy == Reply(Code.FAILED, "too many commands at once; try again in a moment")
    asking = [socket.socket(socket.AF_UNIX) for _ in range(CLIENT_LIMIT - 1)]
    for one in asking:
        one.settimeout(DEADLINE)
        await asyncio.to_thread(one.connect, str(tmp_path / "s"))
        one.sendall(STATUS)
    replies = [decode_reply(await asyncio.to_thread(one.recv, 1000)) for one in asking]
    assert replies == [Reply(text="STATUS")] * (CLIENT_LIMIT - 1)
    for one in asking:
        one.close()


async def test_the_end_of_the_daemon_ends_the_stream(
    server: ControlServer, watchers: list[Watcher], tmp_path: Path
) -> None:
    one = await joins(watchers, tmp_path / "s")
    assert await one.sees() == (0, 0)
    await server.close()
    assert (await one.reads()).code is Code.FAILED


async def test_a_watcher_that_talks_has_said_goodbye(
    server: ControlServer, watchers: list[Watcher], tmp_path: Path
) -> None:
    one = await joins(watchers, tmp_path / "s")
    assert await one.sees() == (0, 0)
    one.connection.sendall(STATUS)
    assert (await one.reads()).code is Code.FAILED
    await eventually(server, 0)


async def test_a_look_that_fails_costs_the_watcher_only_and_is_logged(
    scene: Scene,
    server: ControlServer,
    watchers: list[Watcher],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    scene.broken = True
    one = await joins(watchers, tmp_path / "s")
    assert (await one.reads()).code is Code.FAILED
    await eventually(server, 0)
    assert caplog.messages == ["could not tell how things stand"]
    scene.broken = False
    assert await (await joins(watchers, tmp_path / "s")).sees() == (0, 0)


async def test_a_hundred_come_and_go_without_a_trace(
    scene: Scene, server: ControlServer, watchers: list[Watcher], tmp_path: Path
) -> None:
    before = handles()
    for _ in range(100):
        one = await asyncio.to_thread(Watcher, tmp_path / "s")
        assert (await one.reads()).code is Code.DONE
        scene.goes_on()
        one.leaves()
    await eventually(server, 0)
    async with asyncio.timeout(DEADLINE):
        while server._clients or handles() > before:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
