"""Bytes to the guide's server: it answers every one of them in order, or closes, and goes on."""

import asyncio
import json
import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.budget import fuzzed
from tests.fuzz.spoiling import RUBBISH, spoiled
from tests.guide.desks import RecordingDesk
from tests.guide.hosting import hosted
from tests.guide.knocking import PATIENCE, Door, parsed

TOKEN, HOST = b"TOKEN", b"127.0.0.1:PORT"
"""Written in the examples, so that they stay the same for every server."""
ROOMS = (
    *("library", "evidence", "sore", "sore/check", "tight", "health", "welcome", "why"),
    *("tip/neck-nods", "tip/", "tip/../..", "tip/%00", "asset/base.css", "asset/../tip.html"),
    *("asset/base.css/", "figure/neck-nods.svg", "figure/.json", "figure/neck-nods", "act", ""),
    *("act/x", "nowhere", "tip/\u00e9", "library/" + "x" * 2000, "tip/'; x"),
)
HEADERS = (
    *("Host: " + HOST.decode(), "Host: example.org", "Origin: http://" + HOST.decode()),
    *("Origin: null", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-origin"),
    *("Content-Type: application/json", "Content-Type: text/plain", "Content-Length: 5"),
    *("Content-Length: -1", "Content-Length: 99999999999999999999", "Transfer-Encoding: chunked"),
    *("Transfer-Encoding: gzip", "Connection: Upgrade", "Upgrade: websocket", "Upgrade: h2c"),
    *("Expect: 100-continue", "Accept-Encoding: gzip", "X: " + "y" * 17000, "\u00e9: x", ": x"),
    *("Page-Id: " + "ab" * 16, "Page-Nonce: " + "cd" * 16, "Page-Nonce: \u00e9"),
    *(" folded", "Cookie: \u00ff\u00fe", "Host:"),
)
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "CONNECT", "TRACE", "PUT", "get", "PRI", "")
VERSIONS = ("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "HTTP/1.999", "")
ACTIONS = (
    *("done", "snooze", "skip", "did", "another", "rate", "felt", "tight", "flags", "sore"),
    *("tuned", "answer", "decline", "forget", "cleared", ""),
)
leaves = st.one_of(
    st.sampled_from((None, True, 0, -1, 10**30, 1e300, "neck-nods", "more", "worse", "\ud800")),
    st.text(max_size=5),
)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
KEYS = ("prompt", "tip", "liking", "stiffness", "areas", "ids", "tags", "on", "switches")
action_bodies = st.builds(
    lambda name, rest: json.dumps({"action": name, **rest}).encode(),
    st.sampled_from(ACTIONS),
    st.dictionaries(st.sampled_from(KEYS), values, max_size=3),
)
WHOLE_ACTIONS = (
    b'{"action":"did","tip":"neck-nods"}',
    b'{"action":"tuned","switches":{"sound":true,"x":0}}',
    b'{"action":"answer","tags":["dizziness"]}',
    b'{"action":"done","prompt":3}',
)
bodies = action_bodies | spoiled(WHOLE_ACTIONS) | st.sampled_from(RUBBISH) | st.binary(max_size=20)


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    """Return a request that is more or less one."""
    method, room = draw(st.sampled_from(METHODS)), draw(st.sampled_from(ROOMS))
    token = draw(st.sampled_from(("TOKEN", "TOKEN", "TOKEN", "guess", "")))
    lines = [f"{method} /{token}/{room} {draw(st.sampled_from(VERSIONS))}".encode()]
    headers = draw(st.lists(st.sampled_from(HEADERS), max_size=5))
    lines += [one.encode("latin-1") for one in (HEADERS[0], *headers)[draw(st.integers(0, 1)) :]]
    return b"\r\n".join(lines) + b"\r\n\r\n" + draw(bodies)


@st.composite
def actions_of_a_page(draw: st.DrawFn) -> bytes:
    """Return an action in a request that is in order, so that it gets through the gate."""
    body = draw(bodies)
    head = (
        b"POST /TOKEN/act HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nOrigin: http://127.0.0.1:PORT\r\n"
        b"Content-Type: application/json\r\nSec-Fetch-Site: same-origin\r\n"
    )
    return head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body


WHOLE = tuple(
    f"GET /TOKEN/{room} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n".encode("latin-1")
    for room in ROOMS
)
knocks = requests() | actions_of_a_page() | spoiled(WHOLE) | st.binary(max_size=100)


class Complaints(logging.Handler):
    """What the server logs as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(logging.Formatter().format(record))


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    handler = Complaints()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.fixture(scope="module")
def find(place: Path) -> Iterator[Callable[[], Door]]:
    """Give what opens the port where needed; a host itself is long to print."""
    with hosted(RecordingDesk(), place) as host:
        yield lambda: Door.of(host.address("library"))


@fuzzed
@given(knock=knocks)
def test_any_bytes_are_answered_or_let_go_and_the_next_is_served(
    find: Callable[[], Door], complaints: Complaints, knock: bytes
) -> None:
    door = find()
    complaints.said.clear()
    said = _knock(door, knock)
    if said:
        reply = parsed(said)
        assert reply.status < 500 or reply.status == 501, reply  # 501: no such transfer coding
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["connection"] == "close"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        assert len(reply.body) in (int(reply.headers["content-length"]), 0)
    assert complaints.said == []
    _still_serves(door)


@fuzzed
@given(words=bodies)
def test_any_words_that_a_page_has_sealed_are_answered(
    find: Callable[[], Door], complaints: Complaints, words: bytes
) -> None:
    door = find()
    complaints.said.clear()
    reply = asyncio.run(door.say(words))
    assert reply.status in (200, 400, 413), reply
    assert complaints.said == []
    _still_serves(door)


def _still_serves(door: Door) -> None:
    again = parsed(
        _knock(door, b"GET /TOKEN/asset/base.css HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n")
    )
    assert again.status == 200


def _knock(door: Door, knock: bytes) -> bytes:
    """Send bytes, then nothing more, and return all that comes back."""
    sent = knock.replace(TOKEN, door.token.encode()).replace(b"PORT", str(door.port).encode())
    said = b""
    with socket.create_connection(("127.0.0.1", door.port), PATIENCE) as connection:
        with suppress(ConnectionResetError, BrokenPipeError):
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):
            while more := connection.recv(1 << 16):
                said += more
    return said
