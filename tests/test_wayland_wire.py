"""Against a real sway where it can be had, and against words that no sway would say."""

import asyncio
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wayland.sway import Sway, running_sway
from unkink.wayland_connection import WaylandConnection, ignore
from unkink.wayland_wire import Body, WaylandError, number, string

DISPLAY = 1
REGISTRY = 2
GLOBAL, GLOBAL_REMOVE = 0, 1


@pytest.fixture(scope="module")
def sway() -> Iterator[Sway]:
    with running_sway() as sway:
        yield sway


@pytest.fixture
def connection(sway: Sway) -> Iterator[WaylandConnection]:
    connection = WaylandConnection.connect(sway.environment, 2)
    yield connection
    connection.close()


def test_what_the_compositor_offers_is_known_at_once(connection: WaylandConnection) -> None:
    seat = connection.offered("wl_seat")
    assert seat is not None
    assert seat.version >= 5
    assert connection.offered("wl_nonsense") is None


def test_a_bound_object_tells_its_events(connection: WaylandConnection) -> None:
    told: list[str] = []
    seat = connection.offered("wl_seat")
    assert seat is not None
    connection.bind(seat, 5, lambda opcode, body: told.append(body.text()) if opcode == 1 else None)
    connection.roundtrip(2)
    assert told == ["seat0"]


def test_events_without_a_listener_are_passed_over(connection: WaylandConnection) -> None:
    seat = connection.offered("wl_seat")
    assert seat is not None
    connection.bind(seat, 5)
    connection.roundtrip(2)
    connection.roundtrip(2)


def test_a_refusal_is_told_in_the_words_of_the_compositor(connection: WaylandConnection) -> None:
    connection.request(DISPLAY, 77)
    with pytest.raises(WaylandError, match="refuses object 1, error 1: invalid method 77"):
        connection.roundtrip(2)


async def test_asyncio_hears_events_as_they_come(connection: WaylandConnection) -> None:
    done = asyncio.Event()
    callback = connection.new_object(lambda opcode, body: done.set())
    loop = asyncio.get_running_loop()
    loop.add_reader(connection, connection.feed)
    connection.request(DISPLAY, 0, number(callback))
    await asyncio.wait_for(done.wait(), 5)
    loop.remove_reader(connection)


def test_a_compositor_that_is_killed_is_noticed() -> None:
    with running_sway() as sway:
        connection = WaylandConnection.connect(sway.environment, 2)
        sway.kill()
        with pytest.raises(WaylandError):
            connection.roundtrip(5)
        connection.close()


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "this is no Wayland session"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "XDG_RUNTIME_DIR is not"),
        ({"WAYLAND_DISPLAY": "/nowhere/wayland-0"}, "no Wayland compositor at /nowhere/wayland-0"),
        ({"WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": "/nowhere"}, "compositor at /nowhere/w"),
    ],
)
def test_no_compositor_is_an_error_that_says_where(environment: dict[str, str], told: str) -> None:
    with pytest.raises(WaylandError, match=told):
        WaylandConnection.connect(environment, 1)


def test_one_that_never_answers_costs_the_patience_and_no_descriptor(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "wayland-9"))
        silent.listen()
        environment = {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)}
        before = len(list(Path("/proc/self/fd").iterdir()))
        with pytest.raises(WaylandError, match="does not answer"):
            WaylandConnection.connect(environment, 0.1)
        assert len(list(Path("/proc/self/fd").iterdir())) == before


class Compositor:
    """The other end of a connection, as a test wants it."""

    def __init__(self) -> None:
        theirs, self.end = socket.socketpair()
        theirs.settimeout(0.0)
        self.connection = WaylandConnection(theirs)

    def say(self, sender: int, opcode: int, arguments: bytes) -> None:
        self.end.send(struct.pack("=IHH", sender, opcode, 8 + len(arguments)) + arguments)

    def hang_up(self) -> None:
        self.end.close()
        self.connection.close()


@pytest.fixture
def compositor() -> Iterator[Compositor]:
    compositor = Compositor()
    yield compositor
    compositor.hang_up()


def offer(name: int, interface: str) -> bytes:
    return number(name) + string(interface) + number(3)


def test_what_is_taken_away_is_no_longer_offered(compositor: Compositor) -> None:
    for name in (1, 2):
        compositor.say(REGISTRY, GLOBAL, offer(name, "wl_seat"))
    compositor.say(REGISTRY, GLOBAL_REMOVE, number(1))
    compositor.connection.feed()
    assert [one.name for one in compositor.connection.globals] == [2]


def test_an_event_may_arrive_in_pieces(compositor: Compositor) -> None:
    arguments = offer(1, "wl_seat")
    message = struct.pack("=IHH", REGISTRY, GLOBAL, 8 + len(arguments)) + arguments
    for piece in (message[:3], message[3:11], message[11:]):
        assert compositor.connection.globals == []
        compositor.end.send(piece)
        compositor.connection.feed()
    assert [one.interface for one in compositor.connection.globals] == ["wl_seat"]


def test_an_id_is_used_again_once_the_compositor_has_let_go_of_it(compositor: Compositor) -> None:
    told: list[str] = []
    connection = compositor.connection
    first = connection.new_object(lambda opcode, body: told.append("first"))
    second = connection.new_object()
    assert (first, second) == (3, 4)
    compositor.say(DISPLAY, 1, number(first))
    compositor.say(DISPLAY, 1, number(first))  # once is enough
    compositor.say(first, 0, b"")
    connection.feed()
    assert [connection.new_object(), connection.new_object()] == [3, 5]
    assert told == []


def test_what_is_destroyed_is_not_used_again_while_events_may_be_on_their_way(
    compositor: Compositor,
) -> None:
    told: list[str] = []
    connection = compositor.connection
    destroyed = connection.new_object(lambda opcode, body: told.append("heard"))
    connection.handle(destroyed, ignore)
    compositor.say(destroyed, 0, b"")
    connection.feed()
    assert connection.new_object() == destroyed + 1
    assert told == []


def test_nothing_is_handed_out_after_a_listener_has_hung_up(compositor: Compositor) -> None:
    told: list[str] = []
    connection = compositor.connection
    closing = connection.new_object(lambda opcode, body: connection.close())
    other = connection.new_object(lambda opcode, body: told.append("heard"))
    compositor.say(closing, 0, b"")
    compositor.say(other, 0, b"")
    connection.feed()
    assert told == []


def test_ids_do_not_grow_at_a_real_compositor(connection: WaylandConnection) -> None:
    for _ in range(50):
        connection.roundtrip(2)
    assert connection.new_object() < 10


def test_nothing_to_read_is_no_error(compositor: Compositor) -> None:
    compositor.connection.feed()


@pytest.mark.parametrize(
    "nonsense",
    [
        struct.pack("=IHH", REGISTRY, GLOBAL, 4),
        struct.pack("=IHH", REGISTRY, GLOBAL, 8),
        struct.pack("=IHHII", REGISTRY, GLOBAL, 16, 1, 4000),
    ],
    ids=["no-size", "no-arguments", "a-string-beyond-its-end"],
)
def test_nonsense_is_an_error_of_the_compositor(compositor: Compositor, nonsense: bytes) -> None:
    compositor.end.send(nonsense)
    with pytest.raises(WaylandError):
        compositor.connection.feed()


def test_one_that_reads_nothing_ends_in_an_error_and_not_in_waiting(compositor: Compositor) -> None:
    def go_on_asking() -> None:
        for _ in range(1000):
            compositor.connection.request(DISPLAY, 0, b"\0" * 4096)

    with pytest.raises(WaylandError, match="takes no requests"):
        go_on_asking()


def test_texts_and_arrays_are_read_as_they_were_written() -> None:
    body = Body(string("für") + number(0) + number(8, 2, 3) + number(7))
    assert [body.text(), body.text(), body.numbers(), body.number()] == ["für", "", [2, 3], 7]
