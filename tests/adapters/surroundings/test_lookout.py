import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

from tests.adapters.sensors.buses import connect, leave, running_bus
from unkink.adapters.surroundings.lookout import DesktopLookout
from unkink.core.surroundings import Surroundings


@pytest.fixture
async def bus(tmp_path: Path) -> AsyncIterator[MessageBus]:
    with running_bus(tmp_path) as (address, _):
        silent = await connect(address)

        def say_nothing(message: Message) -> bool:
            return message.message_type is MessageType.METHOD_CALL

        silent.add_message_handler(say_nothing)
        await silent.request_name("org.freedesktop.Notifications")
        bus = await connect(address)
        yield bus
        await leave(bus)
        await leave(silent)


async def test_where_nothing_can_be_asked_nothing_is_seen() -> None:
    assert await DesktopLookout(None, {}).look() == Surroundings()


async def test_one_that_does_not_answer_keeps_nobody_waiting_and_hides_nothing_else(
    bus: MessageBus, tmp_path: Path
) -> None:
    (tmp_path / "pactl").write_text("""#!/bin/sh
        [ "$5" = sources ] && echo '[]' && exit
        echo '[{"source": 1, "corked": false, "properties": {"application.name": "Firefox"}}]'
    """)
    (tmp_path / "pactl").chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PULSE_SERVER": "unix:/nowhere"}
    began = time.monotonic()
    seen = await DesktopLookout(bus, environment).look()
    assert time.monotonic() - began < 2.5
    assert seen == Surroundings(call="microphone in use by Firefox")


async def test_a_program_that_hangs_is_ended(tmp_path: Path) -> None:
    script = tmp_path / "pactl"
    script.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n")
    script.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PULSE_SERVER": "unix:/nowhere"}
    began = time.monotonic()
    assert await DesktopLookout(None, environment).look() == Surroundings()
    assert time.monotonic() - began < 2.5
    process = int((tmp_path / "pid").read_text())
    async with asyncio.timeout(3):
        while Path(f"/proc/{process}").exists():  # noqa: ASYNC110, ASYNC240  # another process
            await asyncio.sleep(0.02)
