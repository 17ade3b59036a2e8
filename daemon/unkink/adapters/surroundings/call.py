"""Whether somebody is in a call: a program records sound, or holds the camera."""

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path

from unkink.adapters.surroundings.camera import cameras_in_use
from unkink.adapters.surroundings.names import plain_name
from unkink.adapters.surroundings.programs import program_name
from unkink.adapters.surroundings.sound import Stream, goes_by, is_a_program, properties, streams
from unkink.core.surroundings import Kind, Sign

PROC = Path("/proc")
SOUND = Path("/proc/asound")

ALWAYS_RECORDING = frozenset(
    {
        # Equalizers and mixers' level bars.
        "com.github.wwmm.easyeffects",
        "easyeffects",
        "org.pulseaudio.pavucontrol",
        "pavucontrol",
        "jamesdsp",
        # Voice assistants and voice control, which wait for a word all day.
        "mycroft",
        "numen",
        "openwakeword",
        "ovos-dinkum-listener",
        "rhasspy",
        "talon",
        "wyoming-satellite",
    }
)
"""Programs that record whenever they run; in small letters."""

_OWNER = re.compile(r"^owner_pid\s*:\s*(\d+)", re.MULTILINE)


async def calls_in_progress(
    environment: Mapping[str, str], proc: Path = PROC, sound: Path = SOUND
) -> list[Sign]:
    """Return what is in use and by whom, such as "microphone in use by Firefox"; cameras first."""
    found = [_in_use("camera", name) for name in await cameras_in_use(environment, proc)]
    recordings = await streams(environment, "source-outputs", proc)
    if recordings is None:
        names = microphones_by_alsa(sound, proc)
    else:
        names = await _microphones_by_server(environment, recordings, proc)
    return [*dict.fromkeys([*found, *(_in_use("microphone", name) for name in names)])]


async def _microphones_by_server(
    environment: Mapping[str, str], recordings: list[Stream], proc: Path
) -> list[str | None]:
    live = [stream for stream in recordings if _may_be_a_call(stream)]
    if not live:
        return []
    # A monitor is what the loudspeakers play: a visualiser or a screen recorder, no call.
    sources = await streams(environment, "sources", proc) or []
    monitors = {source.get("index") for source in sources if source.get("monitor_source")}
    heard = (stream for stream in live if stream.get("source") not in monitors)
    return [properties(stream).get("application.name") for stream in heard]


def _may_be_a_call(stream: Stream) -> bool:
    # PulseAudio says how it is sampled, PipeWire passes on what the program asked for.
    asked = properties(stream).get("stream.monitor")
    level_bars = stream.get("resample_method") == "peaks" or str(asked).lower() == "true"
    return is_a_program(stream) and not level_bars and not goes_by(ALWAYS_RECORDING, stream)


def microphones_by_alsa(sound: Path = SOUND, proc: Path = PROC) -> list[str | None]:
    """Return whose recordings the kernel knows of (/proc/asound, ALSA procfs documentation)."""
    names: list[str | None] = []
    for status in sound.glob("card*/pcm*c/sub*/status"):
        with contextlib.suppress(OSError):
            text = status.read_text(errors="replace")
            if "state: RUNNING" in text:
                owner = _OWNER.search(text)
                names.append(program_name(proc, int(owner[1])) if owner else None)
    return names


def _in_use(what: str, program: str | None) -> Sign:
    name = plain_name(program or "")
    return Sign(Kind.CALL, f"{what} in use by {name}" if name else f"{what} in use", name or None)
