"""Against a real X server, and against files and words that only others have."""

import select
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.sensors.conftest import XServer, running_x_server
from unkink.x11_connection import X11Connection
from unkink.x11_display import LOCAL, WILD, DisplayName, cookie
from unkink.x11_wire import LostError, RefusedError, Stream, text

INTERN_ATOM, GET_ATOM_NAME, DESTROY_WINDOW = 16, 17, 4
CHANGE_WINDOW_ATTRIBUTES, CHANGE_PROPERTY = 2, 18
HERE = socket.gethostname().encode()
KEY, OTHER = bytes(range(16)), bytes(16)


@pytest.fixture(scope="module")
def server() -> Iterator[XServer]:
    with running_x_server() as server:
        yield server


@pytest.fixture
def x(server: XServer) -> Iterator[X11Connection]:
    x = X11Connection(server.display)
    yield x
    x.close()


def entry(family: int, address: bytes, display: bytes, key: bytes, kind: str = "") -> bytes:
    """Write one entry of a file of cookies."""
    parts = (address, display, (kind or "MIT-MAGIC-COOKIE-1").encode(), key)
    sized = (struct.pack(">H", len(part)) + part for part in parts)
    return struct.pack(">H", family) + b"".join(sized)


def number_of(x: X11Connection, name: str) -> int:
    """Ask for an atom, which is made where there is none."""
    return int(struct.unpack_from("=I", x.answer(x.ask(INTERN_ATOM, text(name))), 8)[0])


def change_root(x: X11Connection) -> None:
    """Write a property on the root window; 31 is the type STRING."""
    about = (x.root, number_of(x, "_DESK"), 31, 8, 1)
    x.send(CHANGE_PROPERTY, struct.pack("=IIIB3xI", *about) + b"1\0\0\0")
    x.flush()


def listen_for_properties(x: X11Connection) -> None:
    x.send(CHANGE_WINDOW_ATTRIBUTES, struct.pack("=III", x.root, 1 << 11, 1 << 22))
    number_of(x, "_DESK")


def test_answers_may_be_fetched_in_any_order_and_be_long(x: X11Connection) -> None:
    name = "_A_LONG_NAME" * 50
    atom = number_of(x, name)
    first = x.ask(GET_ATOM_NAME, struct.pack("=I", atom))
    second = x.ask(INTERN_ATOM, text(name))
    assert struct.unpack_from("=I", x.answer(second), 8) == (atom,)
    (length,) = struct.unpack_from("=H", told := x.answer(first), 8)
    assert told[32 : 32 + length].decode() == name


def test_a_refused_question_is_an_error_and_the_next_one_is_answered(x: X11Connection) -> None:
    with pytest.raises(RefusedError, match=r"error 5 of request 17\.0, about 0xffffff"):
        x.answer(x.ask(GET_ATOM_NAME, struct.pack("=I", 0xFFFFFF)))
    assert number_of(x, "WM_STATE") > 0


def test_a_refused_request_without_answer_disturbs_nobody(x: X11Connection) -> None:
    x.send(DESTROY_WINDOW, struct.pack("=I", 0xFFFFFF))
    assert number_of(x, "WM_STATE") > 0
    assert x.announced() == []


def test_an_extension_that_is_not_there_is_none(x: X11Connection) -> None:
    assert x.extension("SYNC") is not None
    assert x.extension("XWAYLAND") is None


def test_the_socket_announces_an_event_and_one_read_beside_an_answer_is_kept(
    server: XServer, x: X11Connection
) -> None:
    listen_for_properties(x)
    other = X11Connection(server.display)
    change_root(other)
    select.select([x], [], [], 5)
    assert [event[0] for event in x.announced()] == [28]
    change_root(other)
    number_of(other, "_DESK")
    number_of(x, "_DESK")
    assert x.buffered
    assert [event[0] for event in x.announced()] == [28]
    assert x.announced() == []
    other.close()


def test_more_requests_than_can_be_numbered_are_told_apart(x: X11Connection) -> None:
    for _ in range(70):
        for _ in range(1000):
            x.send(127)  # NoOperation
        number_of(x, "WM_STATE")


def test_ids_come_back_only_after_all_others(x: X11Connection) -> None:
    made = x.new_id()
    kept = x.new_id()
    x.free_id(made)
    later = [x.new_id() for _ in range(100)]
    assert len({kept, made, *later}) == 102


def test_a_server_that_was_killed_is_lost_to_every_method() -> None:
    with running_x_server() as server:
        x = X11Connection(server.display)
        server.kill()
        for use in (x.announced, lambda: number_of(x, "WM_STATE"), lambda: X11Connection(":4999")):
            with pytest.raises(LostError):
                use()
        x.close()


def test_a_cookie_lets_in_and_without_it_the_server_says_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    for file in (theirs, ours):
        file.write_bytes(entry(WILD, b"", b"", KEY))
    monkeypatch.setenv("XAUTHORITY", str(ours))
    with running_x_server("-auth", str(theirs), "-listen", "tcp") as server:
        X11Connection(server.display).close()
        X11Connection(f"localhost{server.display}").close()
        ours.write_bytes(entry(WILD, b"", b"", OTHER))
        with pytest.raises(LostError, match="Invalid MIT-MAGIC-COOKIE-1 key"):
            X11Connection(server.display)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        (":0", DisplayName("", 0, 0)),
        ("unix:7.1", DisplayName("", 7, 1)),
        ("unix/desk:3", DisplayName("", 3, 0)),
        ("localhost:10.0", DisplayName("localhost", 10, 0)),
        ("tcp/desk.home:2", DisplayName("desk.home", 2, 0)),
        ("fe80::1:0", DisplayName("fe80::1", 0, 0)),
    ],
)
def test_the_name_of_a_display_is_taken_apart(name: str, meant: DisplayName) -> None:
    assert DisplayName.read(name) == meant


@pytest.mark.parametrize("name", ["", "0", ":", ":0.", ":zero", ":0.x", "desk"])
def test_what_names_no_display_is_refused(name: str) -> None:
    with pytest.raises(LostError, match="names no display"):
        DisplayName.read(name)


@pytest.mark.parametrize(
    ("file", "found"),
    [
        (entry(LOCAL, HERE, b"7", KEY), KEY),
        (entry(LOCAL, HERE, b"8", OTHER) + entry(LOCAL, HERE, b"7", KEY), KEY),
        (entry(LOCAL, b"elsewhere", b"7", OTHER) + entry(WILD, b"any", b"7", KEY), KEY),
        (entry(LOCAL, HERE, b"", KEY), KEY),
        (entry(LOCAL, HERE, b"7", OTHER, "XDM-AUTHORIZATION-1"), b""),
        (entry(LOCAL, HERE, b"7", KEY)[:-1], b""),
        (entry(LOCAL, HERE, b"8", KEY) + b"\x01", b""),
        (b"", b""),
    ],
)
def test_the_cookie_of_this_display_is_found(file: bytes, found: bytes) -> None:
    assert cookie(file, 7, frozenset({(LOCAL, HERE)})) == found


def test_messages_are_whole_however_they_arrive() -> None:
    answer = struct.pack("=BBHI24x", 1, 0, 1, 2) + b"12345678"
    event = struct.pack("=B31x", 28)
    stream = Stream()
    found = []
    for byte in answer + event:
        stream.add(bytes([byte]))
        while (message := stream.next_message()) is not None:
            found.append(message)
    assert found == [answer, event]


def test_whoever_has_no_display_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(LostError, match="'' names no display"):
        X11Connection()
