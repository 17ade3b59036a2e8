"""The control socket under real clients: polite, clumsy, slow, silent and hostile."""

import asyncio
import os
import socket
import stat
import struct
import tempfile
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unkink import protocol as ask
from unkink.adapters.control import CLIENT_LIMIT, ControlServer
from unkink.protocol import Code, Reply, Request
from unkink.wire import LINE_LIMIT, decode_reply, encode_request

STATUS = encode_request(ask.Bare.STATUS)
DEADLINE = 20.0
"""Seconds after which a test gives up on what should happen at once."""


class Responder:
    """Answers like a daemon would; `SKIP` breaks, `DONE` waits until it is told to go on."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.go_on = asyncio.Event()

    async def __call__(self, request: Request) -> Reply:
        self.asked.append(request)
        match request:
            case ask.Bare.SKIP:
                raise RuntimeError("the tests broke this command")
            case ask.Bare.DONE:
                await self.go_on.wait()
            case ask.Bare.TIPS:
                return Reply(data=["x" * 1000] * 5000)
            case _:
                pass
        return Reply(text=request.name if isinstance(request, ask.Bare) else type(request).__name__)


@pytest_asyncio.fixture
async def responder() -> Responder:
    return Responder()


@pytest_asyncio.fixture
async def server(tmp_path: Path, responder: Responder) -> AsyncIterator[ControlServer]:
    one = ControlServer(tmp_path / "s", responder, patience=DEADLINE)
    await one.start()
    yield one
    await one.close()


@pytest_asyncio.fixture
async def hasty(tmp_path: Path, responder: Responder) -> AsyncIterator[ControlServer]:
    """A server that soon loses patience, for tests that wait for just that."""
    one = ControlServer(tmp_path / "s", responder, patience=0.3)
    await one.start()
    yield one
    await one.close()


def connected(path: Path) -> socket.socket:
    """Connect as a blocking client: those of asyncio lose what they read when a write fails."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(str(path))
    except OSError:
        connection.close()
        raise
    connection.settimeout(DEADLINE)
    return connection


def say(connection: socket.socket, sent: bytes) -> bytes:
    """Send bytes, half-close, and return everything that comes back."""
    with suppress(BrokenPipeError, ConnectionResetError):
        # Dropped while sending: what the server had to say can still be read.
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
    return until_dropped(connection)


def until_dropped(connection: socket.socket) -> bytes:
    """Return what comes until the server ends the connection, politely or not."""
    received = b""
    with connection, suppress(ConnectionResetError):
        while more := connection.recv(1 << 16):
            received += more
    return received


async def talk(path: Path, sent: bytes) -> bytes:
    """Have a whole conversation beside the server's loop."""
    return await asyncio.to_thread(lambda: say(connected(path), sent))


async def eventually(condition: Callable[[], bool]) -> None:
    """Let the server run until the condition holds."""
    async with asyncio.timeout(DEADLINE):
        while not condition():  # noqa: ASYNC110 - the server offers no event for tests
            await asyncio.sleep(0.02)


async def assert_alive(path: Path) -> None:
    assert decode_reply(await talk(path, STATUS)) == Reply(text="STATUS")


async def test_a_request_gets_its_reply(
    server: ControlServer, responder: Responder, tmp_path: Path
) -> None:
    received = await talk(tmp_path / "s", encode_request(ask.Snooze("5m")))
    assert received == b'{"code":0,"text":"Snooze","data":null}\n'
    assert responder.asked == [ask.Snooze("5m")]


async def test_one_connection_may_ask_several_times(server: ControlServer, tmp_path: Path) -> None:
    received = await talk(tmp_path / "s", STATUS + encode_request(ask.Bare.QUIT) + STATUS)
    replies = [decode_reply(line).text for line in received.splitlines()]
    assert replies == ["STATUS", "QUIT", "STATUS"]


async def test_a_request_without_a_line_end_is_answered_when_the_client_stops_writing(
    server: ControlServer, tmp_path: Path
) -> None:
    received = await talk(tmp_path / "s", b'{"command":"status"}')
    assert decode_reply(received) == Reply(text="STATUS")


async def test_a_reply_of_five_megabytes_arrives_whole(
    server: ControlServer, tmp_path: Path
) -> None:
    received = await talk(tmp_path / "s", encode_request(ask.Bare.TIPS))
    assert decode_reply(received).data == ["x" * 1000] * 5000


async def test_the_socket_is_for_its_owner_only_whatever_the_umask(
    tmp_path: Path, responder: Responder
) -> None:
    before = os.umask(0)
    try:
        one = ControlServer(tmp_path / "open", responder)
        await one.start()
        assert os.umask(0) == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "open").stat().st_mode) == 0o600
    await one.close()


async def test_a_socket_left_behind_by_a_crash_is_replaced(
    tmp_path: Path, responder: Responder
) -> None:
    with socket.socket(socket.AF_UNIX) as crashed:
        crashed.bind(str(tmp_path / "s"))
    with pytest.raises(ConnectionRefusedError):
        connected(tmp_path / "s")
    one = ControlServer(tmp_path / "s", responder)
    await one.start()
    await assert_alive(tmp_path / "s")
    await one.close()


async def test_closing_takes_the_socket_away_and_drops_who_is_connected(
    tmp_path: Path, responder: Responder
) -> None:
    one = ControlServer(tmp_path / "s", responder)
    await one.start()
    silent = connected(tmp_path / "s")
    await assert_alive(tmp_path / "s")
    await one.close()
    assert await asyncio.to_thread(until_dropped, silent) == b""
    assert not await asyncio.to_thread((tmp_path / "s").exists)
    await one.close()


async def test_another_user_is_turned_away(
    tmp_path: Path, responder: Responder, caplog: pytest.LogCaptureFixture
) -> None:
    one = ControlServer(tmp_path / "s", responder, user=os.getuid() + 1)
    await one.start()
    assert await talk(tmp_path / "s", STATUS) == b""
    await one.close()
    assert responder.asked == []
    assert caplog.messages == [f"turned away user {os.getuid()} at the control socket"]


async def test_a_line_of_64_kb_is_read_and_one_byte_more_is_refused(
    server: ControlServer, tmp_path: Path
) -> None:
    frame = len(encode_request(ask.Now("")))
    just = encode_request(ask.Now("x" * (LINE_LIMIT - frame)))
    over = encode_request(ask.Now("x" * (LINE_LIMIT - frame + 1)))
    assert (len(just), len(over)) == (65536, 65537)
    assert decode_reply(await talk(tmp_path / "s", just)).code is Code.DONE
    refused = decode_reply(await talk(tmp_path / "s", over))
    assert refused == Reply(Code.BAD_USAGE, "the line is longer than 64 kB")


async def test_an_endless_line_does_not_pile_up(server: ControlServer, tmp_path: Path) -> None:
    received = await talk(tmp_path / "s", b"x" * (16 << 20))
    assert decode_reply(received).code is Code.BAD_USAGE
    await assert_alive(tmp_path / "s")


async def test_a_client_that_says_nothing_is_dropped(hasty: ControlServer, tmp_path: Path) -> None:
    assert await asyncio.to_thread(lambda: until_dropped(connected(tmp_path / "s"))) == b""


async def test_a_client_that_sends_one_byte_at_a_time_is_dropped(
    hasty: ControlServer, tmp_path: Path
) -> None:
    connection = connected(tmp_path / "s")
    dropped = asyncio.create_task(asyncio.to_thread(until_dropped, connection))
    with suppress(OSError):
        while not dropped.done():
            connection.send(b" ")
            await asyncio.wait({dropped}, timeout=0.02)
    assert await dropped == b""


async def test_a_client_that_never_reads_its_long_reply_is_dropped(
    hasty: ControlServer, responder: Responder, tmp_path: Path
) -> None:
    connection = connected(tmp_path / "s")
    connection.sendall(encode_request(ask.Bare.TIPS) + STATUS)
    await eventually(lambda: bool(responder.asked) and not hasty._clients)
    assert responder.asked == [ask.Bare.TIPS]
    connection.close()


async def test_a_client_that_hangs_up_with_a_reset_hurts_nobody(
    server: ControlServer, tmp_path: Path
) -> None:
    for _ in range(20):
        connection = connected(tmp_path / "s")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(encode_request(ask.Bare.TIPS))
        connection.close()
    await assert_alive(tmp_path / "s")


async def test_100_clients_at_once_are_answered_or_told_to_come_back(
    server: ControlServer, tmp_path: Path
) -> None:
    with ThreadPoolExecutor(100) as crowd:
        loop = asyncio.get_running_loop()
        received = await asyncio.gather(
            *(
                loop.run_in_executor(crowd, lambda: say(connected(tmp_path / "s"), STATUS))
                for _ in range(100)
            )
        )
    texts = {decode_reply(line).text for line in received}
    assert texts <= {"STATUS", "too many commands at once; try again in a moment"}
    assert "STATUS" in texts
    await assert_alive(tmp_path / "s")


async def test_the_65th_client_at_a_time_is_told_to_come_back(
    server: ControlServer, responder: Responder, tmp_path: Path
) -> None:
    crowd = [connected(tmp_path / "s") for _ in range(CLIENT_LIMIT)]
    for one in crowd:
        one.sendall(encode_request(ask.Bare.DONE))
    await eventually(lambda: len(responder.asked) == CLIENT_LIMIT)
    refused = decode_reply(await talk(tmp_path / "s", STATUS))
    assert refused == Reply(Code.FAILED, "too many commands at once; try again in a moment")
    responder.go_on.set()
    assert [decode_reply(await asyncio.to_thread(one.recv, 1000)).text for one in crowd] == [
        "DONE"
    ] * CLIENT_LIMIT
    for one in crowd:
        one.close()
    await eventually(lambda: not server._clients)
    await assert_alive(tmp_path / "s")


async def test_a_command_that_breaks_is_logged_once_and_costs_nobody_else(
    server: ControlServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    received = await talk(tmp_path / "s", encode_request(ask.Bare.SKIP) + STATUS)
    replies = [decode_reply(line) for line in received.splitlines()]
    assert replies == [
        Reply(Code.FAILED, "something went wrong inside unkink; its log says what"),
        Reply(text="STATUS"),
    ]
    assert caplog.messages == ["could not answer skip"]


GARBAGE = st.one_of(
    st.binary(max_size=2000),
    st.text(max_size=500).map(lambda text: text.encode(errors="replace")),
    st.lists(
        st.sampled_from([b"{", b"}", b"[", b'"', b"\n", b"\0", b"command", STATUS, b"\xff"])
    ).map(b"".join),
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(GARBAGE, min_size=1, max_size=3))
def test_no_garbage_stops_the_server_and_every_line_gets_a_reply(chunks: list[bytes]) -> None:
    asyncio.run(_garbage(chunks))


async def _garbage(chunks: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        responder = Responder()
        server = ControlServer(Path(folder) / "s", responder, patience=5)
        await server.start()
        sent = b"".join(chunks)
        received = await talk(Path(folder) / "s", sent)
        lines = sent.split(b"\n") if sent else []
        expected = len(lines) - (1 if lines and not lines[-1] else 0)
        assert len([decode_reply(line) for line in received.splitlines()]) == expected
        await assert_alive(Path(folder) / "s")
        await server.close()
