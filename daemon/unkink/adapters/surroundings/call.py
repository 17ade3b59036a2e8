"""Whether somebody is in a call: a program records sound, or holds the camera."""

import contextlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from unkink.adapters.surroundings.programs import output, own_processes, program_name

PROC = Path("/proc")
SOUND = Path("/proc/asound")
ALWAYS_RECORDING = frozenset({"com.github.wwmm.easyeffects", "org.PulseAudio.pavucontrol"})
"""Programs that record whenever they run: an equalizer, a mixer's level bars."""

_OWNER = re.compile(r"^owner_pid\s*:\s*(\d+)", re.MULTILINE)


async def call_in_progress(
    environment: Mapping[str, str], proc: Path = PROC, sound: Path = SOUND
) -> str | None:
    """Return what is in use and by whom, such as "microphone in use by Firefox"."""
    camera = camera_in_use(proc)
    if camera is not None:
        return camera
    streams = await _ask_sound_server(environment, "source-outputs")
    if streams is None:
        return microphone_by_alsa(sound, proc)
    return await _microphone_by_server(environment, streams)


async def _microphone_by_server(
    environment: Mapping[str, str], streams: list[dict[str, Any]]
) -> str | None:
    live = [stream for stream in streams if _may_be_a_call(stream)]
    if not live:
        return None
    # A monitor is what the loudspeakers play: a visualiser or a screen recorder, no call.
    sources = await _ask_sound_server(environment, "sources") or []
    monitors = {source.get("index") for source in sources if source.get("monitor_source")}
    for stream in live:
        if stream.get("source") not in monitors:
            properties = stream.get("properties", {})
            return _in_use("microphone", properties.get("application.name"))
    return None


def _may_be_a_call(stream: dict[str, Any]) -> bool:
    return (
        not stream.get("corked")
        and stream.get("resample_method") != "peaks"
        and stream.get("properties", {}).get("application.id") not in ALWAYS_RECORDING
    )


async def _ask_sound_server(
    environment: Mapping[str, str], what: str
) -> list[dict[str, Any]] | None:
    """Ask PulseAudio or PipeWire; None where neither runs. Starts none: pactl alone might."""
    runtime = environment.get("XDG_RUNTIME_DIR")
    running = runtime is not None and (Path(runtime) / "pulse" / "native").exists()
    if not (running or environment.get("PULSE_SERVER")):
        return None
    answer = await output(environment, "pactl", "-f", "json", "list", what)
    if answer is None:
        return None
    try:
        return msgspec.json.decode(answer, type=list[dict[str, Any]])
    except msgspec.MsgspecError:
        return None


def microphone_by_alsa(sound: Path = SOUND, proc: Path = PROC) -> str | None:
    """Return whose recording the kernel knows of (/proc/asound, ALSA procfs documentation)."""
    for status in sound.glob("card*/pcm*c/sub*/status"):
        with contextlib.suppress(OSError):
            text = status.read_text(errors="replace")
            if "state: RUNNING" in text:
                owner = _OWNER.search(text)
                return _in_use("microphone", program_name(proc, int(owner[1])) if owner else None)
    return None


def camera_in_use(proc: Path = PROC) -> str | None:
    """Return which program of this person holds a camera open."""
    for process in own_processes(proc):
        with contextlib.suppress(OSError), os.scandir(proc / str(process) / "fd") as descriptors:
            for descriptor in descriptors:
                with contextlib.suppress(OSError):
                    if os.readlink(descriptor).startswith("/dev/video"):  # noqa: PTH115  # of many
                        return _in_use("camera", program_name(proc, process))
    return None


def _in_use(device: str, program: str | None) -> str:
    return f"{device} in use by {program}" if program else f"{device} in use"
