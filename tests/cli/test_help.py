"""`--help` of every command, and colours only where somebody sees them."""

import argparse
import asyncio
import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Desk
from tests.cli.standin import Standin
from unkink.cli import parser
from unkink.cli.examples import EXAMPLES
from unkink.cli.parser import command_line, read


def every_command(of: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield each command that the help lists, and each action of those that have some."""
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name in parser.listed(action):
                command = action.choices[name]
                yield command
                yield from every_command(command)


@pytest.mark.parametrize(
    "command", list(every_command(command_line()[0])), ids=lambda one: one.prog
)
def test_the_help_of_a_command_has_examples(command: argparse.ArgumentParser) -> None:
    helped = command.format_help()
    assert "\nexamples:\n  " in helped
    assert command.prog in helped.partition("\nexamples:\n")[2]


OVERVIEW = [line.strip() for line in parser.EXAMPLES.splitlines() if line.startswith("  unkink")]


@pytest.mark.parametrize("line", [*(line for line, _ in EXAMPLES), *OVERVIEW])
def test_an_example_is_a_command_the_program_knows(line: str) -> None:
    typed = line.partition("unkink ")[2].partition("  ")[0]
    typed = re.split(" [|>] ", typed)[0]
    assert read(shlex.split(typed)) is not None


async def test_the_hidden_command_of_the_tab_key_is_not_listed(desk: Desk) -> None:
    assert "words" not in (await desk.types("--help")).out
    assert "--help lists them all" in (await desk.types("wordz")).err


def on_a_terminal(desk: Desk, **environment: str) -> bytes:
    """Return what `unkink status` writes to a terminal."""
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "unkink", "status"],
        env={**desk.environment, "TERM": "xterm", **environment},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        check=True,
    )
    os.close(theirs)
    written = os.read(ours, 1 << 16)
    os.close(ours)
    return written


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
async def test_colours_are_for_terminals_that_want_them(
    desk: Desk, daemon: Standin, environment: dict[str, str], *, coloured: bool
) -> None:
    written = await asyncio.to_thread(on_a_terminal, desk, **environment)
    assert (b"\x1b[" in written) is coloured
    assert b"\x1b[" not in (await desk.types("status")).out.encode()
