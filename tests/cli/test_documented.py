"""What the pages for readers tell to type is there to be typed."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.cli.standin import Standin
from unkink.assets import asset

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


STAY = frozenset({"run", "watch", "watch --json"})
"""Commands that go on until somebody stops them; tests of their own run them."""


@pytest.mark.parametrize("command", sorted({*commands()} - STAY))
async def test_a_command_on_a_page_does_something_and_ends_well(
    desk: Desk, daemon: Standin, tmp_path: Path, command: str
) -> None:
    """BreakTimer (peers 45): its README tells of a command line that is not in the program."""
    own = PROJECT / "config" / "README.md"
    example = re.search(
        r"```toml\n(\[\[tip\]\]\nid = \"pace-the-room\".*?)```", own.read_text(), re.S
    )
    assert example is not None
    write(desk.paths.own_tips / "mine.toml", example[1])
    write(tmp_path / "trial.toml", 'preset = "calm"\n')
    write(tmp_path / "monday.csv", asset("config", "typical-day.csv").read_text("utf-8"))
    meant = {"ID": "neck-turns", "FILE": str(tmp_path / "trial.toml")}
    meant["monday.csv"] = str(tmp_path / "monday.csv")
    words = [meant.get(word, word) for word in command.replace("…", "").split()]
    seen = await desk.where(VISUAL="true").types(*words)
    assert seen.code in expected(command), (seen.out, seen.err)
    assert seen.out or seen.err


def expected(command: str) -> tuple[int, ...]:
    """Return the codes that are no accident without a desktop, and with nothing recorded."""
    if command.startswith(("doctor", "simulate --last", "history ")):
        return (0, 1)
    return (0, 1) if "pace-the-room" in command else (0,)  # the stand-in has not read that tip


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
