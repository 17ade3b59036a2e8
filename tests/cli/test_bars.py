"""The snippet for tmux in the README, in a real tmux. Those for waybar and polybar were tried by
hand with waybar 0.9.17 and polybar 3.6.3: both showed the line, and noticed the end of unkink.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.at_terminal import at_terminal
from tests.cli.conftest import Desk
from tests.cli.standin import Standin
from tests.waiting import wait_until_true

README = Path(__file__).parents[2] / "README.md"
DEADLINE = 60.0


@pytest.fixture
def tmux(desk: Desk, tmp_path: Path) -> Iterator[int]:
    """Yield the terminal of a tmux that is set up as the README says."""
    snippet = re.search(r"```tmux\n(.*?)```", README.read_text(), re.DOTALL)
    assert snippet is not None
    program = tmp_path / "bin/unkink"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m unkink "$@"\n')
    program.chmod(0o755)
    config = tmp_path / "tmux.conf"
    config.write_text(f"set -g default-command cat\n{snippet[1]}")
    environment = {
        **desk.environment,
        "PATH": f"{program.parent}:{desk.environment['PATH']}",
        "TMUX_TMPDIR": str(tmp_path),
        "TERM": "xterm",
        "SHELL": "/bin/sh",
    }
    command = ("tmux", "-u", "-f", str(config), "new-session")
    with at_terminal(command, environment, tmp_path) as terminal:
        yield terminal
        _stop(environment)


def _stop(environment: Mapping[str, str]) -> None:
    subprocess.run(["tmux", "kill-server"], env=environment, check=True)


async def test_tmux_shows_the_line_and_its_changes(tmux: int, daemon: Standin) -> None:
    seen = b""

    async def shown(line: str) -> None:
        async def on_screen() -> bool:
            nonlocal seen
            with suppress(BlockingIOError):
                seen += os.read(tmux, 1 << 16)
            return line.encode() in seen

        await wait_until_true(on_screen, DEADLINE, f"{line} in {seen!r}")

    await shown("Sitting 12 min · next tip in about 18 min")
    daemon.words = "Paused until 14:00"
    daemon.feed.changed()
    await shown("Paused until 14:00")
