"""The manual page, read by the two programs that show one."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from unkink.cli.manual import page
from unkink.cli.parser import command_line
from unkink.version import RELEASED


@pytest.fixture
def file(tmp_path: Path) -> Path:
    one = tmp_path / "unkink.1"
    one.write_text(page() + "\n")
    return one


def told(*reader: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    return subprocess.run(reader, env=environment, capture_output=True, text=True)


def test_mandoc_finds_no_fault(file: Path) -> None:
    done = told("mandoc", "-Tlint", str(file))
    assert (done.returncode, done.stdout) == (0, "")


def test_groff_finds_no_fault(file: Path) -> None:
    done = told("man", "--warnings", "--local-file", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert "unkink pause [WHEN ...]" in done.stdout


def test_a_person_reads_what_they_would_type(file: Path) -> None:
    read = told("mandoc", "-Tutf8", "-Owidth=100", str(file)).stdout
    plain = re.sub(".\x08", "", read)  # bold and underlined, as on a typewriter
    assert "unkink pause [WHEN ...]\n" in plain
    assert "unkink completions fish > ~/.config/fish/completions/unkink.fish\n" in plain
    assert "~/.config/unkink/config.toml\n" in plain
    assert "unkink run [--config FILE] [--tray auto|sni|xembed|none]" in plain
    for heading in ("NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "EXAMPLES", "EXIT STATUS"):
        assert f"\n{heading}\n" in plain


def test_every_command_of_the_list_is_in_it_and_the_hidden_one_is_not() -> None:
    _, commands = command_line()
    written = page()
    for name in set(commands.choices) - {"words"}:
        assert f"\\fBunkink {name}" in written, name
    assert "unkink words" not in written


def test_the_date_of_the_release_is_one() -> None:
    assert date.fromisoformat(RELEASED).isoformat() == RELEASED
