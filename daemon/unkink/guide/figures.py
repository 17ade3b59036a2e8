"""Pictures of the exercises: drawn by a short-lived child, kept on disk, never in memory."""

import asyncio
import hashlib
import json
import logging
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from unkink.core.values import dataclass
from unkink.guide.draughtsman import Draughtsman
from unkink.own_files import read_own
from unkink.ports import AdapterError
from unkink.private_files import make_folders
from unkink.spare_memory import give_back

log = logging.getLogger(__name__)

MOST_KEPT = 300
"""Files; the pool fills 120."""
LARGEST_DRAWN = 16 << 20
"""Bytes; the largest table of the pool has 1.6 million."""
GZIP = 31
"""How zlib is told to read and write gzip; the module of that name is not worth loading."""

Picture = TypeVar("Picture")


class Still(msgspec.Struct, frozen=True):
    """One key pose as SVG text."""

    svg: str
    caption: str


class Portfolio(msgspec.Struct, frozen=True):
    """The key poses of one figure."""

    stills: list[Still]
    telling: int
    """Which still a single picture should show."""


class _Table(msgspec.Struct, frozen=True):
    """What tells a moving picture from garbage; parsed in full it would weigh ten times more."""

    points: msgspec.Raw
    shapes: msgspec.Raw


@dataclass(frozen=True, slots=True)
class _Kind(Generic[Picture]):
    """One way to picture a figure."""

    name: str
    decode: Callable[[bytes], Picture]
    draughtsman: Draughtsman


class Figures:
    """Draws each picture at most once for each version of the program.

    Stills and moving pictures are apart, as a page of tiles shows sixty stills, and a still takes
    a fifteenth of the time. Lives on the asyncio loop's thread; drawing happens in children.
    """

    def __init__(self, folder: Path, version: str) -> None:
        """Keep pictures in `folder`, as drawn by this `version` of the program."""
        self._folder = folder
        self._version = version
        self._stills = _Kind("stills", _portfolio, Draughtsman())
        self._tables = _Kind("table", _table, Draughtsman("--table"))
        self._preparing: set[asyncio.Task[object]] = set()

    def prepare(self, figure: Mapping[str, object]) -> None:
        """Begin drawing, so that the pictures are there at the click; failures are logged."""
        if all(self._file(kind.name, figure).exists() for kind in (self._stills, self._tables)):
            return
        task = asyncio.get_running_loop().create_task(self._prepare(figure))
        self._preparing.add(task)
        task.add_done_callback(self._preparing.discard)

    async def portfolio(self, figure: Mapping[str, object]) -> Portfolio:
        """Return the stills, drawing them where needed; raises AdapterError when that fails."""
        return await self._take(self._stills, figure)

    async def table(self, figure: Mapping[str, object]) -> bytes:
        """Return JSON for the page's player, as `portfolio` does the stills."""
        return await self._take(self._tables, figure)

    async def close(self) -> None:
        """Stop preparing, and leave no child behind."""
        for task in self._preparing:
            task.cancel()
        await asyncio.gather(*self._preparing, return_exceptions=True)
        await self._stills.draughtsman.close()
        await self._tables.draughtsman.close()

    async def _prepare(self, figure: Mapping[str, object]) -> None:
        try:
            await self.portfolio(figure)
            await self.table(figure)
        except (AdapterError, OSError) as problem:  # also where the system has no more to give
            log.warning("a figure could not be drawn ahead: %s", problem)
        except Exception:  # the barrier: nobody waits for this
            log.exception("a figure could not be drawn ahead")
        finally:
            give_back()

    async def _take(self, kind: _Kind[Picture], figure: Mapping[str, object]) -> Picture:
        file = self._file(kind.name, figure)
        async with kind.draughtsman.turn():
            kept = _read(file, kind)
            if kept is not None:
                return kept
            drawn = await kind.draughtsman.draw(figure)
            picture = _decode(drawn, kind)
            self._keep(file, drawn)
            return picture

    def _file(self, kind: str, figure: Mapping[str, object]) -> Path:
        told = json.dumps([self._version, figure], sort_keys=True)
        return self._folder / f"{hashlib.blake2s(told.encode()).hexdigest()}.{kind}.json.gz"

    def _keep(self, file: Path, drawn: bytes) -> None:
        """Write atomically; a full disk costs the cache, not the page."""
        part = file.with_suffix(".part")
        try:
            make_folders(self._folder)
            part.write_bytes(zlib.compress(drawn, 6, GZIP))
            part.replace(file)
            self._forget()
        except OSError as problem:
            log.warning("the figure could not be kept in %s: %s", self._folder, problem)

    def _forget(self) -> None:
        """Let go of the oldest pictures, such as those that older versions drew."""
        files = sorted(self._folder.glob("*.json.gz"), key=lambda file: file.stat().st_mtime)
        for file in files[:-MOST_KEPT]:
            file.unlink()


def _portfolio(drawn: bytes) -> Portfolio:
    return msgspec.json.decode(drawn, type=Portfolio)


def _table(drawn: bytes) -> bytes:
    msgspec.json.decode(drawn, type=_Table)
    return drawn


def _read(file: Path, kind: _Kind[Picture]) -> Picture | None:
    try:
        return _decode(_unpacked(read_own(file)), kind)
    except FileNotFoundError:
        return None
    except (OSError, zlib.error, AdapterError) as problem:
        log.warning("the kept figure %s is unreadable and is drawn again: %s", file.name, problem)
        return None


def _unpacked(kept: bytes) -> bytes:
    """Unpack what was kept; raises zlib.error where it would be larger than any picture is."""
    unpacker = zlib.decompressobj(GZIP)
    drawn = unpacker.decompress(kept, LARGEST_DRAWN)
    if not unpacker.eof:
        raise zlib.error("it does not end where a picture ends")
    return drawn


def _decode(drawn: bytes, kind: _Kind[Picture]) -> Picture:
    try:
        return kind.decode(drawn)
    except (ValueError, RecursionError) as problem:
        raise AdapterError(f"The figure came out garbled: {problem}") from problem
