"""Whose pictures flow through PipeWire, and whether they are a camera's or the screen's.

Screens come from the desktop by way of its portal: a node that gives pictures and is no device.
"""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from unkink.adapters.surroundings.names import plain_name
from unkink.adapters.surroundings.programs import output
from unkink.core.surroundings import Kind, Sign
from unkink.core.values import dataclass

WATCHES = "Stream/Input/Video"
SHOWS = frozenset({"Stream/Output/Video", "Video/Source"})
SOCKET = "pipewire-0"


@dataclass(frozen=True, slots=True)
class Watcher:
    """A program that takes pictures in just now."""

    name: str | None
    of_screen: bool
    """Whether they are known to be the screen's."""


async def watchers(environment: Mapping[str, str]) -> list[Watcher]:
    """Ask PipeWire; 11 ms with its few objects of a desktop at rest."""
    with contextlib.suppress(msgspec.MsgspecError):
        told = await output(environment, "pw-dump")
        return _watchers(msgspec.json.decode(told or "[]", type=list[dict[str, Any]]))
    return []


async def screen_shared(environment: Mapping[str, str]) -> list[Sign]:
    """Return who takes in the screen, such as "OBS records or shares the screen".

    Not asked where PipeWire does not run: no portal shares anything without it.
    """
    if not _runs(environment):
        return []
    shared = [one for one in await watchers(environment) if one.of_screen]
    return [_sign(plain_name(one.name or "")) for one in shared]


def _runs(environment: Mapping[str, str]) -> bool:
    runtime = environment.get("XDG_RUNTIME_DIR")
    return bool(runtime) and Path(str(runtime), SOCKET).exists()


def _sign(name: str) -> Sign:
    words = f"{name or 'a program'} records or shares the screen"
    return Sign(Kind.SHARING, words, name or None)


def _watchers(objects: list[dict[str, Any]]) -> list[Watcher]:
    about = {one.get("id"): one.get("info") or {} for one in objects}
    feeds: dict[Any, list[Any]] = {}
    for info in about.values():
        if "output-node-id" in info and "input-node-id" in info:
            feeds.setdefault(info["input-node-id"], []).append(info["output-node-id"])
    found = []
    for number, info in about.items():
        told = info.get("props") or {}
        if info.get("state") == "running" and told.get("media.class") == WATCHES:
            sources = [about.get(source, {}) for source in feeds.get(number, [])]
            name = told.get("application.name") or told.get("node.name")
            found.append(Watcher(name, any(_is_screen(source) for source in sources)))
    return found


def _is_screen(source: dict[str, Any]) -> bool:
    told = source.get("props") or {}
    camera = told.get("media.role") == "Camera" or "device.api" in told
    return told.get("media.class") in SHOWS and not camera
