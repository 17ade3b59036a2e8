"""Whoever connects while the daemon ends is hung up on, and nothing is left open."""

import asyncio
import gc
import socket
from pathlib import Path

import pytest

from tests.house import House
from unkink.adapters.control import ControlServer
from unkink.core.events import PromptRequested
from unkink.protocol import Reply, Request


async def answer(request: Request) -> Reply:
    return Reply(text=str(request))


def last_words(client: socket.socket) -> bytes:
    try:
        return client.recv(1)
    except ConnectionResetError:
        return b""


@pytest.mark.parametrize("turns", range(6))
async def test_a_client_met_just_before_the_end_is_dropped(tmp_path: Path, turns: int) -> None:
    server = ControlServer(tmp_path / "s", answer)
    await server.start()
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(20)
        client.connect(str(tmp_path / "s"))
        for _ in range(turns):  # of the loop, in which it is accepted step by step
            await asyncio.sleep(0)
        await server.close()
        assert await asyncio.to_thread(last_words, client) == b""
    gc.collect()  # what is left open complains now


async def test_a_prompt_comes_though_whoever_asked_for_it_has_hung_up() -> None:
    house = House()
    asks = asyncio.create_task(house.loop.perform(PromptRequested()))
    await asyncio.sleep(0)
    asks.cancel()
    await asyncio.wait([asks])
    await house.loop.settle()
    assert len(house.notifier.shown) == 1
    gc.collect()
