"""Keeps the engine's memory in one small file, so that a crash leaves the old or the new."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from unkink.core.credible import check
from unkink.core.memory import SCHEMA, Memory
from unkink.light_imports import without_rare_kinds
from unkink.own_files import read_own
from unkink.ports import AdapterError
from unkink.private_files import name_aside, replace_private

with without_rare_kinds():
    import msgspec

log = logging.getLogger(__name__)

Fields = dict[str, Any]


class MemoryFile:
    """Implements `ports.MemoryStore` as JSON, mode 0600. Blocks for one write to disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._refused = False

    def load(self) -> Memory | None:
        """Return what was kept; a file that cannot be read is put aside, never destroyed."""
        try:
            return read_memory(self._path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            self._put_aside(str(error))
            return None

    def save(self, memory: Memory) -> None:
        """Keep this instead; raises AdapterError once for a run of failures."""
        try:
            replace_private(self._path, msgspec.json.encode(memory).decode())
        except OSError as error:
            if not self._refused:
                self._refused = True
                reason = error.strerror or error
                raise AdapterError(
                    f"{self._path} cannot be written ({reason}); a restart would forget the "
                    "sitting since the last time it could."
                ) from error
            return
        if self._refused:
            self._refused = False
            log.warning("%s can be written again", self._path)

    def _put_aside(self, why: str) -> None:
        aside = name_aside(self._path)
        try:
            self._path.rename(aside)
        except OSError as error:
            log.warning("%s cannot be read (%s) nor put aside (%s)", self._path, why, error)
        else:
            log.warning("%s cannot be read (%s); it is kept as %s", self._path, why, aside.name)


def read_memory(path: Path) -> Memory:
    """Read what was kept, and leave the file alone; raises OSError, or ValueError."""
    try:
        return _of_today(msgspec.json.decode(read_own(path), type=dict[str, Any]))
    except RecursionError as error:
        raise ValueError("its brackets are nested too deeply") from error


def _of_today(kept: Fields) -> Memory:
    """Bring what was kept, by whatever version, to what is kept today; raises ValueError."""
    schema = kept.get("schema")
    while isinstance(schema, int) and schema in STEPS:
        kept = STEPS[schema](kept)
        schema = kept["schema"]
    if schema != SCHEMA:
        raise ValueError(f"it is of version {schema}, not {SCHEMA}")
    memory = msgspec.convert(kept, Memory)
    check(memory)
    return memory


def _from_1(kept: Fields) -> Fields:
    """Version 2 knows how long a break has lasted, and which reminders became rarer."""
    news = {
        "absence": 0.0,
        "asked": 0,
        "longer": 0.0,
        "ignored": 0,
        "wondered": False,
        "stays_longer": False,
    }
    reminders = [one | news for one in msgspec.convert(kept.get("reminders"), list[Fields])]
    return kept | {"schema": 2, "absence": 0.0, "reminders": reminders}


def _from_2(kept: Fields) -> Fields:
    """Version 3 knows what the person made of the tips, and what was asked about health."""
    return kept | {"schema": 3, "tips": {}, "asked": []}


STEPS: dict[int, Callable[[Fields], Fields]] = {1: _from_1, 2: _from_2}
"""How to come from each version to the next."""
