"""Whether a daemon runs, and what it makes use of."""

import asyncio
from collections.abc import Mapping
from typing import Any, cast

from unkink.adapters.single_instance import holder
from unkink.cli.client import NoAnswer, NotRunning, call
from unkink.doctor.finding import Finding, fails, partly, untried, works
from unkink.doctor.place import Place
from unkink.protocol import Bare, Code
from unkink.version import VERSION

RUNNING = "running"
BELOW = "Look at sitting time, below."
AGAIN = "unkink quit, then unkink"


async def running(place: Place) -> list[Finding]:
    """Ask the daemon how it stands, as `unkink status` does."""
    socket = place.paths.socket
    try:
        reply = await asyncio.to_thread(call, socket, Bare.STATUS)
    except NotRunning:
        left = f"; {socket} is left of one that crashed, and harmless" if socket.exists() else ""
        return [untried(RUNNING, f"unkink is not running{left}")]
    except NoAnswer as error:
        return [fails(RUNNING, str(error), _stop_it(place))]
    if reply.code is not Code.DONE:
        return [fails(RUNNING, reply.text, AGAIN)]
    data = cast("Mapping[str, Any]", reply.data)
    return [_told(data), *_unsaved(data)]


def _told(data: Mapping[str, Any]) -> Finding:
    in_use = ", ".join(f"{job} {name}" for job, name in data["adapters"].items())
    if data["version"] != VERSION:
        return partly(RUNNING, f"version {data['version']} runs, this is {VERSION}", AGAIN)
    if data["blind"] is not None:
        return partly(RUNNING, f"runs with {in_use}, and is blind: {data['blind']}", BELOW)
    return works(RUNNING, f"runs with {in_use}")


def _unsaved(data: Mapping[str, Any]) -> list[Finding]:
    """Say that answers about health wait to be written; a daemon from before tells of none."""
    line = data.get("faults", {}).get("unsaved")
    advice = "Make room on the disk, or let your user write there."
    return [] if line is None else [partly(RUNNING, line, advice)]


def _stop_it(place: Place) -> str:
    other = holder(place.paths.lock)
    if other is None or other.pid is None:
        return "Stop that process, and start unkink again."
    return f"kill {other.pid}, then unkink"
