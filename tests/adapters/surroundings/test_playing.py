from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from dbus_fast import Variant
from dbus_fast.aio import MessageBus

from tests.adapters.sensors.buses import connect, leave, running_bus
from tests.adapters.surroundings.sound_server import SoundServer, running_sound_server
from tests.adapters.surroundings.stand_in import Answers, standing_in
from tests.around import told
from tests.waiting import wait_until_true
from unkink.adapters.surroundings.playing import players

PLAYER = "org.mpris.MediaPlayer2"


class Desk:
    """A session bus for players."""

    def __init__(self, address: str, bus: MessageBus) -> None:
        self.address = address
        self.bus = bus

    async def look(self) -> str | None:
        return told(await players(self.bus, {}))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    with running_bus(tmp_path) as (address, _):
        bus = await connect(address)
        yield Desk(address, bus)
        await leave(bus)


def player(status: str, identity: str = "VLC media player") -> Answers:
    return {
        "Get PlaybackStatus": ("v", [Variant("s", status)]),
        "Get Identity": ("v", [Variant("s", identity)]),
    }


@pytest.mark.parametrize(
    ("status", "told"),
    [("Playing", "VLC media player is playing"), ("Paused", None), ("Stopped", None)],
)
async def test_a_player_tells_whether_it_plays(desk: Desk, status: str, told: str | None) -> None:
    async with standing_in(desk.address, f"{PLAYER}.vlc", player(status)):
        assert await desk.look() == told
    assert await desk.look() is None


async def test_one_that_plays_is_found_among_those_that_do_not(desk: Desk) -> None:
    async with (
        standing_in(desk.address, f"{PLAYER}.a", player("Paused")),
        standing_in(desk.address, f"{PLAYER}.b", {}),
        standing_in(desk.address, f"{PLAYER}.mpv.instance7", player("Playing", "")),
    ):
        assert await desk.look() == "mpv is playing"


async def test_a_telephone_that_plays_is_not_here(desk: Desk) -> None:
    name = f"{PLAYER}.kdeconnect.mpris_000001"
    async with standing_in(desk.address, name, player("Playing")):
        assert await desk.look() is None


async def test_no_bus_and_no_sound_server_is_nobody_playing() -> None:
    assert told(await players(None, {})) is None


# ── with a real sound server ──────────────────────────────────────────────────────────────────


@pytest.fixture
def sound_server(tmp_path: Path) -> Iterator[SoundServer]:
    with running_sound_server(tmp_path) as server:
        yield server


async def test_a_program_that_is_heard_is_playing(sound_server: SoundServer) -> None:
    async def heard() -> bool:
        return told(await players(None, sound_server.environment)) == "mpv is playing"

    async def silent() -> bool:
        return told(await players(None, sound_server.environment)) is None

    assert await silent()
    film = sound_server.play("mpv")
    await wait_until_true(heard, 10, "mpv to play")
    film.kill()
    await wait_until_true(silent, 10, "mpv to end")


async def test_sounds_that_pass_and_the_servers_own_are_nobody_playing(
    sound_server: SoundServer,
) -> None:
    sound_server.loop_back("mic", "out")
    sound_server.play("Mail", "--property=media.role=event")
    sound_server.play("EasyEffects")
    await sound_server.wait_for("sink-inputs", 3)
    assert told(await players(None, sound_server.environment)) is None


async def test_music_that_the_server_has_paused_is_nobody_playing(
    sound_server: SoundServer,
) -> None:
    sound_server.play("mpv", "--property=media.role=music")
    await sound_server.wait_for("sink-inputs", 1)
    assert told(await players(None, sound_server.environment)) == "mpv is playing"
    sound_server.play("Mail", "--property=media.role=event")
    await sound_server.wait_for("sink-inputs", 2)
    assert told(await players(None, sound_server.environment)) is None
