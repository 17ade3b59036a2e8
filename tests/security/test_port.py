"""The guide's port while pages are open, while they are not, and after: who else may have it."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.guide.desks import RecordingDesk
from tests.guide.knocking import Door
from tests.security.test_files import SYSTEM_PYTHON
from unkink.guide.figures import Figures
from unkink.guide.port import Port
from unkink.guide.server import GuideServer

TAKE = """
import json, socket, sys
port, taken = int(sys.argv[1]), []
for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET, ""), (socket.AF_INET6, "")):
    for options in ((), (socket.SO_REUSEADDR,), (socket.SO_REUSEADDR, socket.SO_REUSEPORT)):
        with socket.socket(family) as one:
            for option in options:
                one.setsockopt(socket.SOL_SOCKET, option, 1)
            try:
                one.bind((host, port))
                one.listen()
            except OSError as error:
                continue
            taken.append([host, len(options)])
print(json.dumps(taken))
"""
"""Every way to have a port that another program has already."""


def taken_by(stranger: tuple[str, ...], port: int) -> object:
    command = [*stranger, SYSTEM_PYTHON, "-c", TAKE, str(port)]
    return json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)


@pytest.fixture
def server(tmp_path: Path) -> GuideServer:
    return GuideServer(RecordingDesk(), Figures(tmp_path, "test"))


async def asleep(server: GuideServer) -> None:
    server._awake_until = 0.0
    server._doze()
    while server._closing:
        await next(iter(server._closing))


async def test_nobody_else_has_the_port_while_we_live(
    server: GuideServer, stranger: tuple[str, ...]
) -> None:
    door = Door.of(await server.address("why"))
    assert taken_by(stranger, door.port) == []
    assert (await door.ask("why")).status == 200  # leaves an ended connection at the port
    await asleep(server)
    assert not server.serving
    assert taken_by(stranger, door.port) == []
    with pytest.raises(ConnectionRefusedError):
        await door.ask("why")
    assert Door.of(await server.address("why")) == door
    assert taken_by(stranger, door.port) == []
    await server.close()
    assert taken_by(stranger, door.port) != []  # the test can see what it looks for


async def test_a_page_of_before_the_nap_goes_on_after_it(server: GuideServer) -> None:
    door = Door.of(await server.address("why"))
    line = await door.line()
    await asleep(server)
    await server.address("library")
    reply = await door.ask("line", page_id=line.page, page_nonce="ab" * 16)
    assert reply.headers["page-proof"] == line.proof("ab" * 16, f"/{door.token}/line", 200, b"")
    await server.close()


async def test_where_the_port_is_gone_the_next_one_has_another_token(
    server: GuideServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door.of(await server.address("why"))
    await asleep(server)
    kept = server._port
    assert kept is not None

    def lost() -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(kept, "listener", lost)
    new = Door.of(await server.address("why"))
    assert new.token != door.token
    assert (await new.ask("why")).status == 200
    await server.close()


async def test_a_system_that_cannot_be_deaf_gives_port_and_token_up(
    server: GuideServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door.of(await server.address("why"))

    def refuse(_: Port) -> None:
        raise OSError(57, "Socket is not connected")

    monkeypatch.setattr(Port, "fall_silent", refuse)
    await asleep(server)
    with pytest.raises(ConnectionRefusedError):
        await door.ask("why")
    assert Door.of(await server.address("why")).token != door.token
    await server.close()


async def test_however_often_it_wakes_it_is_one_port_and_no_socket_more(
    server: GuideServer,
) -> None:
    door = Door.of(await server.address("why"))
    held = set()
    for _ in range(20):
        assert (await door.ask("why")).status == 200
        await asleep(server)
        held.add(descriptors())
        await server.address("why")
    assert len(held) == 1
    await server.close()


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
