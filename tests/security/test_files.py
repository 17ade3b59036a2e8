"""Other users of the machine, and what they leave about in folders, against the real daemon."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from tests.security.besieged import PATIENCE, Besieged
from tests.waiting import wait_until

TALK = """
import socket, sys
one = socket.socket(socket.AF_UNIX)
one.settimeout(30)
try:
    one.connect(sys.argv[1])
    one.sendall(b'"status"\\n')
    print(one.recv(65536))
except OSError as error:
    print(type(error).__name__)
"""
SYSTEM_PYTHON = "/usr/bin/python3"  # one that other users may run

OPEN_TO_ALL = ("sh", "-c", 'umask 000; exec "$@"', "sh")


def open_to_others(folder: Path) -> dict[str, str]:
    """Everything below that somebody else could come to; a closed folder closes what is in it."""
    found = {}
    for one in folder.iterdir():
        mode = stat.S_IMODE(one.lstat().st_mode)
        if not one.is_symlink() and mode & 0o077:
            found[str(one)] = oct(mode)
            found |= open_to_others(one) if one.is_dir() else {}
    return found


def test_nothing_the_daemon_writes_is_open_to_others_whatever_the_umask(
    besieged: Besieged,
) -> None:
    program = besieged.start(*OPEN_TO_ALL)
    besieged.says("now", "neck-turns")
    besieged.says("done")
    besieged.says("profile", "none")
    besieged.opens("neck-turns")
    assert stat.S_IMODE(besieged.own.stat().st_mode) == 0o700
    assert stat.S_IMODE(besieged.socket.stat().st_mode) == 0o600
    assert open_to_others(besieged.runtime) == {}
    for folder in (".local/state/unkink", ".local/share/unkink", ".config/unkink"):
        assert any((besieged.home / folder).iterdir()), folder
    besieged.says("quit")
    assert program.wait(PATIENCE) == 0
    ours_in_test = {str(besieged.home / name) for name in ("daemon.log", "opened")}
    assert set(open_to_others(besieged.home)) <= ours_in_test


def talks(stranger: tuple[str, ...], path: Path) -> str:
    return subprocess.run(
        [*stranger, SYSTEM_PYTHON, "-c", TALK, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    ).stdout.strip()


def test_another_user_does_not_even_reach_the_socket(
    besieged: Besieged, stranger: tuple[str, ...]
) -> None:
    besieged.start()
    besieged.runtime.chmod(0o755)  # a careless login; ours inside is closed all the same
    assert talks(stranger, besieged.socket) == "PermissionError"


def test_another_user_who_reaches_the_socket_is_told_nothing(
    besieged: Besieged, stranger: tuple[str, ...]
) -> None:
    program = besieged.start()
    besieged.runtime.chmod(0o755)
    besieged.own.chmod(0o777)
    besieged.socket.chmod(0o666)
    assert talks(stranger, besieged.socket) in {"b''", "ConnectionResetError", "BrokenPipeError"}
    turned_away = "turned away user 65534 at the control socket"
    wait_until(lambda: turned_away in program.log, PATIENCE, "the daemon to say so")
    assert besieged.status()["live"] is None


@pytest.mark.parametrize("name", ["unkink", "unkink/daemon.lock"])
def test_a_link_where_folder_or_lock_belong_stops_the_start_and_touches_nothing(
    besieged: Besieged, name: str
) -> None:
    target = besieged.home / "precious"
    if name == "unkink":
        target.mkdir(mode=0o755)
    else:
        besieged.own.mkdir(mode=0o700)
        target.write_text("mine")
    before = target.stat()
    (besieged.runtime / name).symlink_to(target)
    program = besieged.begin()
    assert program.wait(PATIENCE) == 1, program.log
    assert str(besieged.runtime / name) in program.log
    after = target.stat()
    assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)
    if target.is_file():
        assert target.read_text() == "mine"
    else:
        assert list(target.iterdir()) == []


def test_a_link_where_the_socket_belongs_is_taken_away_and_not_followed(
    besieged: Besieged,
) -> None:
    target = besieged.home / "precious"
    target.write_text("mine")
    besieged.own.mkdir(mode=0o700)
    besieged.socket.symlink_to(target)
    besieged.start()
    assert target.read_text() == "mine"
    assert stat.S_ISSOCK(besieged.socket.lstat().st_mode)


def test_a_folder_that_somebody_else_put_there_first_is_not_used(besieged: Besieged) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    besieged.own.mkdir(mode=0o777)
    os.chown(besieged.own, 65534, 65534)
    program = besieged.begin()
    assert program.wait(PATIENCE) == 1
    assert "belongs to another user" in program.log
    assert list(besieged.own.iterdir()) == []


def test_a_folder_that_stood_open_is_closed_before_anything_is_put_in(besieged: Besieged) -> None:
    besieged.own.mkdir()
    besieged.own.chmod(0o777)
    besieged.start()
    assert stat.S_IMODE(besieged.own.stat().st_mode) == 0o700


def test_a_login_folder_that_others_may_write_to_is_left_for_one_of_our_own(
    besieged: Besieged, tmp_path: Path
) -> None:
    besieged.runtime.chmod(0o777)
    besieged.environment["TMPDIR"] = str(tmp_path)
    besieged.start()
    assert not besieged.own.exists()


def test_links_planted_beside_the_state_file_are_not_written_through(besieged: Besieged) -> None:
    target = besieged.home / "precious"
    target.write_text("mine")
    besieged.state.mkdir(parents=True, mode=0o700)
    program = besieged.start()
    # The name under which it is going to write, before it puts the file in its place.
    fresh = besieged.state / f".state.json.{program.pid}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    besieged.says("now", "neck-turns")
    besieged.says("done")
    besieged.says("quit")
    assert program.wait(PATIENCE) == 0
    assert target.read_text() == "mine"
    state = besieged.state / "state.json"
    assert state.is_file()
    assert not state.is_symlink()
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
