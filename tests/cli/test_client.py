"""The command line's end of the socket, where the other end misbehaves."""

import asyncio
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.cli.standin import Standin
from unkink.cli.client import NoAnswer, NotRunning, call
from unkink.protocol import Bare, Code


async def test_a_daemon_of_another_user_is_not_believed(desk: Desk, daemon: Standin) -> None:
    with pytest.raises(NoAnswer, match="belongs to another user"):
        await asyncio.to_thread(call, desk.paths.socket, Bare.STATUS, os.getuid() + 1)


async def test_a_daemon_of_ones_own_is_believed(desk: Desk, daemon: Standin) -> None:
    reply = await asyncio.to_thread(call, desk.paths.socket, Bare.STATUS)
    assert reply.code is Code.DONE


@pytest.mark.parametrize("said", [b"", b"half a li", b"rubbish\n", b'{"code":77,"text":""}\n'])
async def test_an_answer_that_is_none_is_told_as_such(tmp_path: Path, said: bytes) -> None:
    async def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(said)
        writer.close()

    server = await asyncio.start_unix_server(welcome, tmp_path / "s")
    with pytest.raises(NoAnswer, match="hung up in the middle"):
        await asyncio.to_thread(call, tmp_path / "s", Bare.STATUS)
    server.close()


def test_no_socket_and_a_file_in_its_place_both_mean_that_nothing_runs(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("")
    for path in (tmp_path / "s", tmp_path / "s/below", tmp_path / "missing"):
        with pytest.raises(NotRunning):
            call(path, Bare.STATUS)
