"""The guide as other users and foreign web pages meet it: the real daemon, over the loopback."""

import socket
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.guide.knocking import Door, Reply, parsed
from tests.security.besieged import PATIENCE, Besieged
from tests.security.test_files import SYSTEM_PYTHON

FETCH = """
import socket, sys
with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 30) as one:
    one.sendall(sys.argv[2].encode())
    while data := one.recv(65536):
        sys.stdout.write(data.decode())
"""


@pytest.fixture
def ticket(besieged: Besieged) -> str:
    besieged.start()
    return besieged.opens("neck-turns")


def request(address: str, *more: str, method: str = "GET") -> str:
    parts = urlsplit(address)
    return "\r\n".join([f"{method} {parts.path} HTTP/1.1", f"Host: {parts.netloc}", *more, "", ""])


def sent(address: str, raw: str) -> bytes:
    port = urlsplit(address).port
    assert port is not None
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as one:
        one.sendall(raw.encode())
        return b"".join(iter(lambda: one.recv(65536), b""))


def fetched(stranger: tuple[str, ...], port: int, address: str) -> Reply:
    """Ask as another user."""
    done = subprocess.run(
        [*stranger, SYSTEM_PYTHON, "-c", FETCH, str(port), request(address)],
        capture_output=True,
        check=True,
        timeout=PATIENCE,
    )
    return parsed(done.stdout)


def door_behind(ticket: str) -> Door:
    """Follow the ticket as a browser does."""
    reply = parsed(sent(ticket, request(ticket)))
    assert reply.status == 303
    port = urlsplit(ticket).port
    assert port is not None
    return Door(port, reply.headers["location"].split("/")[1])


def command_lines() -> str:
    """What a list of all processes shows, their environment included where we may see it."""
    shown = []
    for process in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ"):
            try:
                shown.append((process / name).read_bytes().decode(errors="replace"))
            except OSError:
                continue  # it has ended, or is somebody else's
    return "\n".join(shown)


def files_of(besieged: Besieged) -> bytes:
    return b"\n".join(
        one.read_bytes()
        for folder in (besieged.home, besieged.own)
        for one in folder.rglob("*")
        if one.is_file()
    )


async def test_token_and_secrets_are_in_no_log_no_notification_no_list_of_processes_and_no_file(
    besieged: Besieged, ticket: str
) -> None:
    door = door_behind(ticket)
    assert (await door.ask("tip/neck-turns")).status == 200
    assert (await door.ask("tip/neck-turns", host="attacker.example")).status == 421
    line = await door.line()
    assert (await door.act({"action": "rate", "tip": "neck-turns", "liking": "more"})).status == 200
    besieged.says("now", "neck-turns")  # a notification, which this daemon prints
    assert door.token not in ticket
    assert besieged.program is not None
    assert "Look over each shoulder" in besieged.program.log
    seen = (command_lines() + besieged.program.log).encode() + files_of(besieged)
    assert ticket.encode() in seen  # the browser's command line, as the test wrote it down
    assert door.token.encode() not in seen
    assert line.secret.hex().encode() not in seen
    assert line.secret not in seen
    assert urlsplit(ticket).path.split("/")[1] not in besieged.program.log


async def test_another_user_who_knows_even_the_token_is_shown_nothing(
    besieged: Besieged, ticket: str, stranger: tuple[str, ...]
) -> None:
    door = door_behind(ticket)
    library = f"http://{door.authority}/{door.token}/library"
    assert (await door.ask("library")).status == 200
    for address in (ticket, library):
        reply = fetched(stranger, door.port, address)
        assert (reply.status, reply.body) == (404, b"")
        assert "location" not in reply.headers
    assert besieged.program is not None
    assert "turned away somebody else's program at the guide pages" in besieged.program.log


async def test_a_rebound_name_and_a_foreign_page_get_nothing_and_change_nothing(
    besieged: Besieged, ticket: str
) -> None:
    door = door_behind(ticket)
    besieged.says("now", "neck-turns")
    shown = besieged.status()["live"]
    assert shown is not None
    rebound = await door.ask("library", host=f"attacker.example:{door.port}")
    assert (rebound.status, rebound.body) == (421, b"")
    other_port = await door.ask("library", sec_fetch_site="same-site")
    assert (other_port.status, other_port.body) == (403, b"")
    done = {"action": "done"}
    for headers in (
        {"origin": "https://attacker.example", "sec_fetch_site": "cross-site"},
        {"origin": "null"},
        {"origin": None},
        {"host": f"localhost:{door.port}"},
    ):
        reply = await door.act(done, **headers)
        assert reply.status in {403, 421}
        assert reply.body == b""
    assert besieged.status()["live"] == shown


async def test_who_scans_the_ports_learns_not_even_which_program_it_is(ticket: str) -> None:
    door = door_behind(ticket)
    knocks = [
        await door.ask("", token=""),
        await door.ask("favicon.ico", token="static"),
        await door.ask("library", token="0" * 48),
        await door.ask("", method="OPTIONS", token="x"),
        await door.ask("act", method="POST", token="x", origin="https://attacker.example"),
    ]
    assert {(one.status, one.body) for one in knocks} == {(404, b"")}
    for one in knocks:
        assert "unkink" not in str(one.headers).lower()
        assert not {"server", "set-cookie", "location", "access-control-allow-origin"} & set(
            one.headers
        )
    assert len({str(sorted(one.headers.items())) for one in knocks}) == 1


async def test_the_way_in_by_a_ticket_ends_where_the_token_begins(ticket: str) -> None:
    path = urlsplit(ticket).path
    for wrong in (
        request(ticket, "Origin: https://attacker.example"),
        request(ticket, "Sec-Fetch-Site: cross-site"),
        request(ticket, method="POST"),
        request(ticket).replace(path, path[:20] + path[21:]),
        request(ticket).replace("tip/neck-turns", "library"),
        request(ticket).replace("127.0.0.1", "attacker.example"),
    ):
        reply = parsed(sent(ticket, wrong))
        assert (reply.status, reply.body) == (404, b"")
        assert "location" not in reply.headers
