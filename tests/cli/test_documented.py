"""What the pages for readers tell to type is there to be typed."""

import re
from pathlib import Path

import pytest

from unkink.cli.parser import read

PROJECT = Path(__file__).parents[2]
PAGES = ("README.md", "config/README.md", "daemon/README.md", "tests/README.md")


COMMAND = r"(?m)(?:^|[\s/(\"])unkink ([a-z][^\n\"'|;#)>]*)"


def commands() -> list[str]:
    """Every command in backquotes, in a block of shell, or in what is set up for a bar."""
    found = set()
    for page in PAGES:
        text = (PROJECT / page).read_text()
        spans = re.findall(r"`([^`\n]+)`", text)
        blocks = re.findall(r"```(?:sh|jsonc|ini|tmux)\n(.*?)```", text, re.S)
        # As far as the command goes: not into the next one, a comment, or the rest of a setting.
        found |= {one.strip() for text in [*spans, *blocks] for one in re.findall(COMMAND, text)}
    return sorted(found)


def test_the_pages_name_a_good_many_commands() -> None:
    assert {"run", "quit", "status", "why --last 2h", "profile", "watch"} <= set(commands())


@pytest.mark.parametrize("command", commands())
def test_a_command_on_a_page_is_one_the_program_knows(command: str) -> None:
    """BreakTimer (peers 45): its README tells of a command line that is not in the program."""
    known = command.replace("tip ID", "tip neck-turns").replace("REMINDER", "micro")
    assert read(known.replace("…", "").split()) is not None
