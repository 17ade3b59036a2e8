import os
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tests.adapters.sensors.buses import connect, leave, running_bus
from tests.adapters.surroundings.sound_server import running_sound_server
from tests.adapters.surroundings.stand_in import Answers, standing_in
from tests.around import signs
from tests.waiting import wait_until_true
from tests.wayland.sway import running_sway
from unkink.adapters.surroundings.lookout import DesktopLookout
from unkink.core.surroundings import Kind, Sign, Surroundings


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


NOWHERE = {"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"}


def with_programs(folder: Path) -> dict[str, str]:
    """Where programs of this folder are run, and a sound server seems to be."""
    path = f"{folder}:{os.environ['PATH']}"
    return {**NOWHERE, "PATH": path, "PULSE_SERVER": "unix:/nowhere"}


def runs(process: str) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # ended, and nobody has asked how


async def test_where_nothing_can_be_asked_nothing_is_seen() -> None:
    assert await DesktopLookout(None, NOWHERE).look() == Surroundings()


async def test_all_is_seen_in_one_look(tmp_path: Path) -> None:
    with running_sway() as sway, running_sound_server(tmp_path) as sound:
        address = sway.environment["DBUS_SESSION_BUS_ADDRESS"]
        bus = await connect(address)
        sway.open_terminal("mpv")
        sway.tell("fullscreen", "enable")
        sound.record("mic", "Firefox")
        sound.play("mpv")
        environment = {**sound.environment, "DBUS_SYSTEM_BUS_ADDRESS": address}
        environment["WAYLAND_DISPLAY"] = f"{sway.folder}/{sway.environment['WAYLAND_DISPLAY']}"
        lookout = DesktopLookout(bus, environment)
        plasma: Answers = {
            "GetServerInformation": ("ssss", ["Plasma", "KDE", "5.27.5", "1.2"]),
            "Get Inhibited": ("v", [Variant("b", True)]),  # noqa: FBT003
        }
        entry = ["idle", "kodi", "a film", "block", os.getuid(), os.getpid()]
        async with (
            standing_in(address, "org.freedesktop.Notifications", plasma),
            standing_in(
                address, "org.freedesktop.login1", {"ListInhibitors": ("a(ssssuu)", [[entry]])}
            ),
        ):
            expected = {
                Sign(Kind.CALL, "microphone in use by Firefox", "Firefox"),
                Sign(Kind.FULLSCREEN, "mpv in full screen", "mpv"),
                Sign(Kind.DO_NOT_DISTURB, "do not disturb is on"),
                Sign(Kind.INHIBITOR, "kodi keeps the screen on", "kodi"),
                Sign(Kind.PLAYING, "mpv is playing", "mpv"),
            }

            async def seen() -> bool:
                return set((await lookout.look()).signs) == expected

            await wait_until_true(seen, 10, "everything to be seen")
        await leave(bus)


async def test_everybody_hanging_at_once_costs_two_seconds_and_leaves_nothing_behind(
    bus: MessageBus, tmp_path: Path
) -> None:
    """Stretchly #1093 (peers 34): looks do not pile up processes, whatever the desktop does."""
    script = tmp_path / "pactl"
    script.write_text(f"#!/bin/sh\nsleep 60 &\necho $$ $! >> {tmp_path}/pids\nwait\n")
    script.chmod(0o755)
    environment = with_programs(tmp_path)
    address = f"unix:path={tmp_path}/bus"
    names = [
        "org.freedesktop.PowerManagement",
        "org.gnome.SessionManager",
        "org.kde.Solid.PowerManagement.PolicyAgent",
        "org.mpris.MediaPlayer2.vlc",
    ]
    async with AsyncExitStack() as hanging:
        for name in names:
            await hanging.enter_async_context(standing_in(address, name, {}, hangs=True))
        began = time.monotonic()
        assert await DesktopLookout(bus, environment).look() == Surroundings()
        assert time.monotonic() - began < 2.5
    started = (tmp_path / "pids").read_text().split()
    assert len(started) == 4

    async def gone() -> bool:
        return not any(runs(process) for process in started)

    await wait_until_true(gone, 3, "the programs to end")


async def test_one_that_does_not_answer_keeps_nobody_waiting_and_hides_nothing_else(
    bus: MessageBus, tmp_path: Path
) -> None:
    (tmp_path / "pactl").write_text("""#!/bin/sh
        [ "$4" = source-outputs ] || { echo '[]'; exit; }
        echo '[{"source": 1, "corked": false, "properties": {"application.name": "Firefox"}}]'
    """)
    (tmp_path / "pactl").chmod(0o755)
    environment = with_programs(tmp_path)
    began = time.monotonic()
    seen = await DesktopLookout(bus, environment).look()
    assert time.monotonic() - began < 2.5
    assert seen == signs(call="microphone in use by Firefox", named="Firefox")


async def test_a_program_that_hangs_is_ended(tmp_path: Path) -> None:
    script = tmp_path / "pactl"
    script.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n")
    script.chmod(0o755)
    environment = with_programs(tmp_path)
    began = time.monotonic()
    assert await DesktopLookout(None, environment).look() == Surroundings()
    assert time.monotonic() - began < 2.5
    process = (tmp_path / "pid").read_text().strip()

    async def gone() -> bool:
        return not runs(process)

    await wait_until_true(gone, 3, "the program to end")
