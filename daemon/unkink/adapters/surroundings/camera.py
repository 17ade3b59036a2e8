"""Whether somebody's camera is on, and through which program."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from unkink.adapters.surroundings.pipewire_video import watchers
from unkink.adapters.surroundings.programs import own_processes, program_name

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
    if len(direct) == len(names):
        return direct
    brokered = [one.name for one in await watchers(environment) if not one.of_screen]
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
