"""Whether somebody's camera is on, and through which program."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from unkink.adapters.surroundings.programs import output, own_processes, program_name

UDEV = Path("/run/udev/data")
VIDEO = "/dev/video"
VIDEO_MAJOR = 81

BROKERS = frozenset({"pipewire", "wireplumber"})
"""They open cameras for others, and at times for nobody."""


async def cameras_in_use(
    environment: Mapping[str, str], proc: Path, udev: Path = UDEV, devices: str = VIDEO
) -> list[str | None]:
    """Return which programs of this person have a camera open; reads /proc, a few milliseconds.

    Nothing tells whether pictures come from it: whoever keeps it open for hours, the rules doubt.
    """
    names = [program_name(proc, process) for process in _holders(proc, udev, devices)]
    direct = [name for name in names if name not in BROKERS]
    # Only where a camera goes through PipeWire is its whole state worth a child process.
    brokered = await _through_pipewire(environment) if len(direct) < len(names) else []
    return [*direct, *brokered]


def _holders(proc: Path, udev: Path, devices: str) -> Iterator[int]:
    for process in own_processes(proc):
        with contextlib.suppress(OSError), os.scandir(proc / str(process) / "fd") as descriptors:
            for descriptor in descriptors:
                with contextlib.suppress(OSError):
                    opened = os.readlink(descriptor)  # noqa: PTH115  # one of many
                    if opened.startswith(devices) and _takes_pictures(opened, udev):
                        yield process


def _takes_pictures(device: str, udev: Path) -> bool:
    """Whether it is a camera; decoders of films are video devices too, on small computers."""
    try:
        number = os.minor(os.stat(device).st_rdev)  # noqa: PTH116
        told = (udev / f"c{VIDEO_MAJOR}:{number}").read_text(errors="replace")
    except OSError:
        return True  # no udev to tell; a camera is what most of them are
    return "ID_V4L_CAPABILITIES" not in told or ":capture:" in told


async def _through_pipewire(environment: Mapping[str, str]) -> list[str | None]:
    """Ask PipeWire whose pictures flow; 11 ms with its few objects of a desktop at rest."""
    answer = await output(environment, "pw-dump")
    names: list[str | None] = []
    with contextlib.suppress(msgspec.MsgspecError):
        for entry in msgspec.json.decode(answer or "[]", type=list[dict[str, Any]]):
            about = entry.get("info") or {}
            told = about.get("props") or {}
            if about.get("state") == "running" and told.get("media.class") == "Stream/Input/Video":
                names.append(told.get("application.name") or told.get("node.name"))
    return names
