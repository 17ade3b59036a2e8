"""Asks PulseAudio or PipeWire who records and who plays, and starts neither."""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from unkink.adapters.surroundings.names import is_one_of
from unkink.adapters.surroundings.programs import output, own_processes, program_name

Stream = dict[str, Any]

SERVERS = frozenset({"pulseaudio", "pipewire-pulse"})

NAMES = ("application.id", "application.name", "application.process.binary")


async def streams(environment: Mapping[str, str], what: str, proc: Path) -> list[Stream] | None:
    """Return what the sound server lists; None where none runs or it talks nonsense.

    `what` is a word of pactl(1), such as "source-outputs".
    """
    if not server_runs(environment, proc):
        return None
    answer = await output(environment, "pactl", "-f", "json", "list", what)
    if answer is None:
        return None
    try:
        return msgspec.json.decode(answer, type=list[Stream])
    except msgspec.MsgspecError:
        return None


def is_a_program(stream: Stream) -> bool:
    """Whether a program is behind it, at work now; not the server's own loopbacks and filters."""
    # Seen in PulseAudio 16.1 and PipeWire 0.3.65: null for a loopback of module-loopback.
    of_the_server = stream.get("client", "") in (None, "n/a")
    return not (of_the_server or stream.get("corked") or "node.link-group" in properties(stream))


def properties(stream: Stream) -> dict[str, Any]:
    """Return what the program tells about itself."""
    told = stream.get("properties")
    return told if isinstance(told, dict) else {}


def goes_by(known: frozenset[str], stream: Stream) -> bool:
    """Whether it is a stream of one of these programs, named in small letters."""
    return is_one_of(known, *(properties(stream).get(name) for name in NAMES))


def server_runs(environment: Mapping[str, str], proc: Path) -> bool:
    """Whether a server runs. Its socket does not tell: systemd keeps one that starts it."""
    if environment.get("PULSE_SERVER"):
        return True
    folder = Path(environment.get("XDG_RUNTIME_DIR", "/nonexistent")) / "pulse"
    if not (folder / "native").exists():
        return False
    with contextlib.suppress(OSError, ValueError):
        if program_name(proc, int((folder / "pid").read_text())) is not None:
            return True  # whatever it is called: some distributions wrap it
    return any(program_name(proc, process) in SERVERS for process in own_processes(proc))
