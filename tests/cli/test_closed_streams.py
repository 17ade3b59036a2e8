"""Commands whose caller has closed their standard streams do and answer what they always do."""

import asyncio
import sys

import pytest

from tests.cli.conftest import Desk
from unkink.cli.parser import command_line, listed

WORDS = {
    "autostart": ("status",),
    "completions": ("bash",),
    "config": ("check",),
    "doctor": ("--quick",),
    "felt": ("neck-turns", "better"),
    "history": ("path",),
    "rate": ("neck-turns", "more"),
    "run": ("--config", "/nowhere/at/all.toml"),
    "sore": ("off",),
    "tight": ("neck",),
    "tip": ("neck-turns",),
}
"""Those that want more than their name; `run` gets as far as its settings, and would stay else."""


async def code_of(desk: Desk, command: tuple[str, ...], closed: str) -> tuple[int | None, str]:
    """Run it with these streams closed; return its code and what it said where it still could."""
    process = await asyncio.create_subprocess_exec(
        *("sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "unkink", *command),
        env=desk.environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode, said.decode()


@pytest.mark.parametrize("name", listed(command_line()[1]))
async def test_closed_streams_change_no_exit_code_and_break_nothing(desk: Desk, name: str) -> None:
    command = (name, *WORDS.get(name, ()))
    usual, told = await code_of(desk, command, "")
    mute, complaints = await code_of(desk, command, "<&- >&-")
    deaf, _ = await code_of(desk, command, "<&- >&- 2>&-")
    assert (mute, deaf) == (usual, usual)
    for word in ("Traceback", "NoneType", "Error:"):
        assert word not in complaints, complaints
    assert len(complaints.splitlines()) <= len(told.splitlines()) + 1


async def test_nothing_that_is_opened_takes_the_place_of_a_closed_stream(desk: Desk) -> None:
    """What somebody prints would land in it: a settings file, say."""
    before = desk.paths.config_file
    assert (await code_of(desk, ("config", "init"), ">&- 2>&-"))[0] == 0
    text = before.read_text()
    assert (await code_of(desk, ("config", "set", "prompt.lull", "9s"), "<&- >&- 2>&-"))[0] == 0
    assert before.read_text() == text.replace('# lull = "10s"', 'lull = "9s"')
