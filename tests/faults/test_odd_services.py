"""A start beside services that answer nothing, or nonsense, costs one part of the daemon."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.adapters.tray.odd_x import odd_x_server
from tests.cli.conftest import Desk
from tests.cli.running import starting
from tests.faults.living import done, running

NOISE = bytes(range(256)) * 40
START = ("run", "--tray", "auto", "--notifier", "auto")
LIMIT = 40.0
"""Seconds on a busy machine; before, a silent display was waited for without end."""


@contextmanager
def silent_socket(path: Path) -> Iterator[None]:
    """Listen there and never accept."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        yield
    path.unlink()


@pytest.mark.parametrize("odd", ["silent X", "garbage X", "silent Wayland", "silent buses"])
async def test_an_odd_service_costs_its_part_and_the_rest_starts(bare: Desk, odd: str) -> None:
    runtime = bare.paths.runtime.parent
    runtime.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        where = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "XDG_RUNTIME_DIR": str(runtime)}
        match odd:
            case "silent X" | "garbage X":
                says = NOISE if odd == "garbage X" else b""
                where["DISPLAY"] = stack.enter_context(odd_x_server(says))
            case "silent Wayland":
                stack.enter_context(silent_socket(runtime / "wayland-odd"))
                where["WAYLAND_DISPLAY"] = "wayland-odd"
            case _:
                for name in ("SESSION", "SYSTEM"):
                    stack.enter_context(silent_socket(runtime / name))
                    where[f"DBUS_{name}_BUS_ADDRESS"] = f"unix:path={runtime / name}"
        desk = bare.where(**{key: value for key, value in where.items() if value})
        async with starting(desk, *START) as begin:
            async with asyncio.timeout(LIMIT):
                process = await begin()
                await running(process)
            status = await done(desk, "status", "--json")
            assert '"adapters"' in status
            await done(desk, "quit")
            async with asyncio.timeout(LIMIT):
                _, complaints = await process.communicate()
            assert process.returncode == 0
            assert b"Traceback" not in complaints
