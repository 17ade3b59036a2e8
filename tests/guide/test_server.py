"""Opening, closing, and clients that are slow, greedy or mad."""

import asyncio
import logging
import socket
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.guide.desks import RecordingDesk
from tests.guide.knocking import Door
from tests.waiting import wait_until
from unkink.guide.figures import Figures
from unkink.guide.server import MOST_CONNECTIONS, GuideServer
from unkink.ports import GuidePages

GUESS = "guess"
LARGE = "mobility-morning-five"
"""The tip with one of the largest figures."""


def test_it_is_what_the_program_asks_for(desk: RecordingDesk, cache: Path) -> None:
    pages: GuidePages = GuideServer(desk, Figures(cache, "test"))
    assert isinstance(pages, GuideServer)


async def test_nothing_is_open_before_a_page_is_wanted(server: GuideServer) -> None:
    assert not server.serving


async def test_it_listens_on_the_loopback_only(server: GuideServer) -> None:
    address = await server.address("library")
    port = Door.of(address).port
    assert address.startswith(f"http://127.0.0.1:{port}/")
    assert _listening(port) == ["0100007F"]  # 127.0.0.1


async def test_two_pages_wanted_at_once_share_one_port(server: GuideServer) -> None:
    first, second = await asyncio.gather(server.address("library"), server.address("sore"))
    assert Door.of(first) == Door.of(second)
    assert (await Door.of(second).ask("sore")).status == 200


async def test_it_can_be_opened_again_with_another_token(server: GuideServer) -> None:
    old = Door.of(await server.address("library"))
    await server.close()
    with pytest.raises(ConnectionRefusedError):
        await old.ask("library")
    new = Door.of(await server.address("library"))
    assert (await new.ask("library")).status == 200
    assert (await new.ask("library", token=old.token)).status == 404


@pytest.mark.parametrize("turns", range(8))
async def test_it_can_be_closed_while_an_answer_leaves(
    desk: RecordingDesk, cache: Path, turns: int
) -> None:
    """Closed between the last byte and the end of its connection, a visit complained of it."""
    complaints: list[object] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: complaints.append(context))
    server = GuideServer(desk, Figures(cache, "test"))
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", Door.of(await server.address("library")).port
    )
    writer.write(b"GET / HTTP/1.1\r\nHost: nobody\r\n\r\n")
    while not server._visits:  # noqa: ASYNC110 - turns of the loop, not time
        await asyncio.sleep(0)
    for _ in range(turns):
        await asyncio.sleep(0)
    await server.close()
    with suppress(ConnectionResetError):
        await reader.read()
    writer.close()
    assert complaints == []


async def test_it_falls_asleep_when_nobody_looks(desk: RecordingDesk, cache: Path) -> None:
    server = GuideServer(desk, Figures(cache, "test"), sleeps_after=0.3)
    await server.address("library")
    await _closed(server, deadline=3)
    await server.close()


async def test_it_falls_asleep_ten_minutes_after_the_last_request(server: GuideServer) -> None:
    await server.address("library")
    assert server._bedtime is not None
    left = server._bedtime.when() - asyncio.get_running_loop().time()
    assert 598 < left <= 600


async def test_a_request_keeps_it_awake(desk: RecordingDesk, cache: Path) -> None:
    server = GuideServer(desk, Figures(cache, "test"), sleeps_after=0.8)
    door = Door.of(await server.address("library"))
    loop = asyncio.get_running_loop()
    start = loop.time()
    while loop.time() < start + 1.2:
        assert (await door.ask("why")).status == 200
    assert server.serving
    await _closed(server, deadline=3)
    await server.close()


async def test_a_stranger_does_not_keep_it_awake(desk: RecordingDesk, cache: Path) -> None:
    server = GuideServer(desk, Figures(cache, "test"), sleeps_after=0.5)
    door = Door.of(await server.address("library"))
    async with asyncio.timeout(3):
        while server.serving:
            try:
                assert (await door.ask("library", token=GUESS)).status == 404
            except (ConnectionError, IndexError, ValueError):
                break
    await _closed(server, deadline=1)
    await server.close()


async def test_a_long_tip_keeps_it_awake_until_done_can_be_pressed(
    desk: RecordingDesk, cache: Path
) -> None:
    server = GuideServer(desk, Figures(cache, "test"), sleeps_after=0.2)
    door = Door.of(await server.address("library"))
    await door.ask("tip/eyes-far-look")  # takes longer than a fifth of a second
    with pytest.raises(TimeoutError):
        await _closed(server, deadline=1)
    await server.close()


async def test_a_slow_client_is_let_go(door: Door) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(b"GET /")
    async with asyncio.timeout(3):
        assert await reader.read() == b""
    writer.close()


async def test_a_client_that_does_not_take_its_answer_is_let_go(
    server: GuideServer, door: Door
) -> None:
    full = await door.ask(f"figure/{LARGE}.json")
    assert len(full.body) > 300_000
    assert server._server is not None
    # Connections inherit it; otherwise the kernel would take the whole answer off our hands.
    server._server.sockets[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", door.port))
        client.sendall(
            f"GET /{door.token}/figure/{LARGE}.json HTTP/1.1\r\n"
            f"Host: {door.authority}\r\n\r\n".encode()
        )
        await asyncio.to_thread(wait_until, lambda: server._visits, 3, "the visit to begin")
        await asyncio.to_thread(wait_until, lambda: not server._visits, 3, "the visit to end")
        assert len(await asyncio.to_thread(_drained, client)) < len(full.body)


async def test_more_connections_than_the_limit_are_closed_at_once(
    server: GuideServer, door: Door
) -> None:
    silent = [
        await asyncio.open_connection("127.0.0.1", door.port) for _ in range(MOST_CONNECTIONS)
    ]
    assert await door.send(b"GET / HTTP/1.1\r\n\r\n") == b""
    for _, writer in silent:
        writer.close()
    await asyncio.to_thread(wait_until, lambda: not server._visits, 3, "the silent to be let go")
    assert (await door.ask("why")).status == 200


async def test_an_endless_head_is_refused(door: Door) -> None:
    raw = await door.send(b"GET / HTTP/1.1\r\nX: " + b"a" * 20_000)
    assert raw == b"" or raw.startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize("length", [4097, 10**12])
async def test_a_large_body_is_refused(door: Door, desk: RecordingDesk, length: int) -> None:
    own = f"http://{door.authority}"
    reply = await door.send(
        f"POST /{door.token}/act HTTP/1.1\r\nHost: {door.authority}\r\nOrigin: {own}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n".encode()
        + b" " * min(length, 5000)
    )
    assert reply == b"" or reply.startswith(b"HTTP/1.1 413 ")
    assert desk.events == []


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(
            st.sampled_from(
                [b"GET ", b"POST ", b"/", b" HTTP/1.1", b"\r\n", b"Host: x", b":", b"\0", b"\xff"]
            ),
            max_size=20,
        ).map(b"".join),
    )
)
def test_garbage_never_gets_a_page_and_never_breaks_the_server(garbage: bytes) -> None:
    async def knock() -> tuple[bytes, int]:
        server = GuideServer(RecordingDesk(), Figures(Path("/nonexistent"), "test"), patience=0.05)
        door = Door.of(await server.address("library"))
        answer = await door.send(garbage)
        after = (await door.ask("why")).status
        await server.close()
        return answer, after

    answer, after = asyncio.run(knock())
    assert answer == b"" or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 501"))
    assert after == 200


async def test_the_token_is_never_logged(
    server: GuideServer, desk: RecordingDesk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    door = Door.of(await server.address("library"))
    await door.ask("tip/neck-turns")
    await door.send(b"\xff\xfe\r\n\r\n")
    desk.own = None  # type: ignore[assignment]  # makes the next page fail
    assert (await door.ask("tip/neck-turns")).status == 500
    await server.close()
    assert "a guide page failed: tip/neck-turns" in caplog.text
    assert door.token not in caplog.text


async def _closed(server: GuideServer, deadline: float) -> None:
    await asyncio.to_thread(wait_until, lambda: not server.serving, deadline, "the port to close")


def _listening(port: int) -> list[str]:
    """Return the local IPv4 addresses on which somebody listens at this port (proc(5))."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]]
    return [
        address
        for address, _, at in (row[1].partition(":") for row in rows if row[3] == "0A")
        if int(at, 16) == port
    ]


def _drained(client: socket.socket) -> bytes:
    """Take what still comes; a connection that was cut short ends in an error."""
    taken = bytearray()
    with suppress(ConnectionResetError):
        while data := client.recv(65536):
            taken += data
    return bytes(taken)
