"""Whether somebody is in a call: a program records sound, or holds the camera."""

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path

from unkink.adapters.surroundings.camera import camera_in_use
from unkink.adapters.surroundings.names import plain_name
from unkink.adapters.surroundings.programs import program_name
from unkink.adapters.surroundings.sound import Stream, goes_by, is_a_program, properties, streams

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


async def call_in_progress(
    environment: Mapping[str, str], proc: Path = PROC, sound: Path = SOUND
) -> str | None:
    """Return what is in use and by whom, such as "microphone in use by Firefox"."""
    camera = await camera_in_use(environment, proc)
    if camera is not None:
        return camera
    recordings = await streams(environment, "source-outputs", proc)
    if recordings is None:
        return microphone_by_alsa(sound, proc)
    return await _microphone_by_server(environment, recordings, proc)


async def _microphone_by_server(
    environment: Mapping[str, str], recordings: list[Stream], proc: Path
) -> str | None:
    live = [stream for stream in recordings if _may_be_a_call(stream)]
    if not live:
        return None
    # A monitor is what the loudspeakers play: a visualiser or a screen recorder, no call.
    sources = await streams(environment, "sources", proc) or []
    monitors = {source.get("index") for source in sources if source.get("monitor_source")}
    for stream in live:
        if stream.get("source") not in monitors:
            return _in_use(properties(stream).get("application.name"))
    return None


def _may_be_a_call(stream: Stream) -> bool:
    level_bars = stream.get("resample_method") == "peaks"
    return is_a_program(stream) and not level_bars and not goes_by(ALWAYS_RECORDING, stream)


def microphone_by_alsa(sound: Path = SOUND, proc: Path = PROC) -> str | None:
    """Return whose recording the kernel knows of (/proc/asound, ALSA procfs documentation)."""
    for status in sound.glob("card*/pcm*c/sub*/status"):
        with contextlib.suppress(OSError):
            text = status.read_text(errors="replace")
            if "state: RUNNING" in text:
                owner = _OWNER.search(text)
                return _in_use(program_name(proc, int(owner[1])) if owner else None)
    return None


def _in_use(program: str | None) -> str:
    name = plain_name(program or "")
    return f"microphone in use by {name}" if name else "microphone in use"
