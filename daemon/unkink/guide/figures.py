"""Pictures of the exercises: drawn by a short-lived child, kept on disk, never in memory."""

import asyncio
import gzip
import hashlib
import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from unkink.ports import AdapterError
from unkink.python_child import exchange, start_child

log = logging.getLogger(__name__)

CHILD_LIMIT = 20.0
"""Seconds a child may take; the slowest figure of the pool takes under one."""
CHILD_NICENESS = 10
MOST_KEPT = 300


class Still(msgspec.Struct, frozen=True):
    """One key pose as SVG text."""

    svg: str
    caption: str


class Portfolio(msgspec.Struct, frozen=True):
    """What a page shows of one figure."""

    table: msgspec.Raw
    """JSON for the page's player; never parsed here, as that would weigh ten times more."""
    stills: list[Still]
    telling: int
    """Which still a single picture should show."""


class Figures:
    """Draws a figure at most once for each version of the program.

    Lives on the asyncio loop's thread; drawing happens in children, one at a time and at low
    priority, because a prompt must not be felt.
    """

    def __init__(self, folder: Path, version: str) -> None:
        """Keep pictures in `folder`, as drawn by this `version` of the program."""
        self._folder = folder
        self._version = version
        self._turn = asyncio.Semaphore(1)
        self._preparing: set[asyncio.Task[object]] = set()

    def prepare(self, figure: Mapping[str, object]) -> None:
        """Begin drawing, so that the pictures are there at the click; failures are logged."""
        if self._file(figure).exists():
            return
        task = asyncio.get_running_loop().create_task(self._prepare(figure))
        self._preparing.add(task)
        task.add_done_callback(self._preparing.discard)

    async def portfolio(self, figure: Mapping[str, object]) -> Portfolio:
        """Return the pictures, drawing them where needed; raises AdapterError when that fails."""
        file = self._file(figure)
        async with self._turn:
            kept = _read(file)
            if kept is not None:
                return kept
            drawn = await _draw(figure)
            portfolio = _decode(drawn)
            self._keep(file, drawn)
            return portfolio

    async def _prepare(self, figure: Mapping[str, object]) -> None:
        try:
            await self.portfolio(figure)
        except AdapterError as problem:
            log.warning("%s", problem)

    def _file(self, figure: Mapping[str, object]) -> Path:
        told = json.dumps([self._version, figure], sort_keys=True)
        return self._folder / f"{hashlib.blake2s(told.encode()).hexdigest()}.json.gz"

    def _keep(self, file: Path, drawn: bytes) -> None:
        """Write atomically; a full disk costs the cache, not the page."""
        part = file.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            part.write_bytes(gzip.compress(drawn, 6, mtime=0))
            part.replace(file)
            self._forget()
        except OSError as problem:
            log.warning("the figure could not be kept in %s: %s", self._folder, problem)

    def _forget(self) -> None:
        """Let go of the oldest pictures, such as those that older versions drew."""
        files = sorted(self._folder.glob("*.json.gz"), key=lambda file: file.stat().st_mtime)
        for file in files[:-MOST_KEPT]:
            file.unlink()


def _read(file: Path) -> Portfolio | None:
    try:
        return _decode(gzip.decompress(file.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, EOFError, AdapterError) as problem:
        log.warning("the kept figure %s is unreadable and is drawn again: %s", file.name, problem)
        return None


def _decode(drawn: bytes) -> Portfolio:
    try:
        return msgspec.json.decode(drawn, type=Portfolio)
    except msgspec.DecodeError as problem:
        raise AdapterError(f"The figure came out garbled: {problem}") from problem


async def _draw(figure: Mapping[str, object]) -> bytes:
    """Let a child draw."""
    child = await start_child("unkink.figure")
    # Set from here: code run in the child between fork and exec can hang a program with threads.
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, child.pid, CHILD_NICENESS)
    try:
        drawn, complaint = await exchange(child, json.dumps(figure).encode(), CHILD_LIMIT)
    except TimeoutError as problem:
        raise AdapterError("Drawing the figure took too long.") from problem
    if child.returncode != 0:
        reason = complaint.decode(errors="replace").strip()[-300:]
        raise AdapterError(f"The figure could not be drawn: {reason}")
    return drawn
