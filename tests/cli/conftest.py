"""Runs the command line as a person does: a process of its own, with a home of its own."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio

from tests.cli.standin import Standin, serve
from unkink.paths import Paths

SOURCE_ROOT = Path(__file__).parents[2] / "daemon"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one command printed, and its exit code."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's home, and commands typed there."""

    paths: Paths
    environment: Mapping[str, str]

    async def types(self, *arguments: str, fed: bytes = b"") -> Outcome:
        """Run `unkink` with these arguments to its end, and this on its standard input."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "unkink", *arguments),
            env=self.environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await asyncio.wait_for(process.communicate(fed), 60)
        assert process.returncode is not None
        assert b"Traceback" not in err
        return Outcome(process.returncode, out.decode(), err.decode())

    def where(self, **environment: str) -> "Desk":
        """Give the same desk with other environment variables."""
        return replace(self, environment={**self.environment, **environment})


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    home, runtime = tmp_path / "home", tmp_path / "run"
    runtime.mkdir(mode=0o700)
    config = home / ".config/unkink"
    paths = Paths(
        config_file=config / "config.toml",
        own_tips=config / "tips",
        health_file=config / "health.toml",
        state_file=home / ".local/state/unkink/state.json",
        data=home / ".local/share/unkink",
        cache=home / ".cache/unkink",
        runtime=runtime / "unkink",
    )
    return Desk(
        paths,
        {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(SOURCE_ROOT),
            "PYTHONWARNINGS": "error",
            "LANG": "C.UTF-8",
        },
    )


@pytest_asyncio.fixture
async def daemon(desk: Desk) -> AsyncIterator[Standin]:
    """A daemon that answers at this desk."""
    one = Standin()
    server = await serve(desk.paths, one)
    yield one
    await server.close()
