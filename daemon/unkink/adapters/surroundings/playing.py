"""Which program plays sound or video."""

from collections.abc import Mapping
from pathlib import Path

from dbus_fast.aio import MessageBus

from unkink.adapters.surroundings.names import plain_name
from unkink.adapters.surroundings.questions import ask, patiently, read
from unkink.adapters.surroundings.sound import goes_by, is_a_program, properties, streams
from unkink.bus_message import DBUS, DBUS_PATH
from unkink.core.surroundings import Kind, Sign

PROC = Path("/proc")

PLAYER = "org.mpris.MediaPlayer2"
PLAYER_PATH = "/org/mpris/MediaPlayer2"
ELSEWHERE = (f"{PLAYER}.kdeconnect.",)
"""Players on another device that only show here: a telephone's."""

ALWAYS_PLAYING = frozenset({"com.github.wwmm.easyeffects", "easyeffects", "jamesdsp"})
"""What passes on the sound of others; in small letters."""

PASSING_ROLES = frozenset({"a11y", "event"})
"""Roles of the ping of a message, and of a screen reader's voice."""


async def players(
    bus: MessageBus | None, environment: Mapping[str, str], proc: Path = PROC
) -> list[Sign]:
    """Return who plays, such as "mpv is playing"."""
    programs = [*await _by_player(bus), *await _by_sound(environment, proc)]
    return [_sign(program) for program in dict.fromkeys(programs)]


def _sign(program: str) -> Sign:
    if not program:
        return Sign(Kind.PLAYING, "a program is playing")
    return Sign(Kind.PLAYING, f"{program} is playing", program)


async def _by_player(bus: MessageBus | None) -> list[str]:
    """Ask the players that let themselves be steered (MPRIS 2.2)."""
    if bus is None or not bus.connected:
        return []
    found = []
    names = await ask(bus, DBUS, DBUS_PATH, DBUS, "ListNames", answer="as")
    for name in sorted(names[0]) if names else ():
        if name.startswith(f"{PLAYER}.") and not name.startswith(ELSEWHERE):
            program = await patiently(_if_playing(bus, name))
            if program is not None:
                found.append(program)
    return found


async def _if_playing(bus: MessageBus, name: str) -> str | None:
    player = f"{PLAYER}.Player"
    if await read(bus, name, PLAYER_PATH, player, "PlaybackStatus", "s") != "Playing":
        return None
    called = await read(bus, name, PLAYER_PATH, PLAYER, "Identity", "s")
    own = name.removeprefix(f"{PLAYER}.").split(".")[0]
    return called if isinstance(called, str) and called else own


async def _by_sound(environment: Mapping[str, str], proc: Path) -> list[str]:
    """Ask the sound server for whoever is heard."""
    found = []
    for stream in await streams(environment, "sink-inputs", proc) or []:
        told = properties(stream)
        passing = told.get("media.role") in PASSING_ROLES
        if is_a_program(stream) and not passing and not goes_by(ALWAYS_PLAYING, stream):
            found.append(plain_name(told.get("application.name") or ""))
    return found
