"""`unkink completions` in the real shells, and the words that only unkink knows."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.at_terminal import at_terminal
from tests.cli.conftest import Desk
from tests.cli.standin import Standin
from tests.waiting import wait_until
from unkink.cli.completions import ASKED, FILES, actions
from unkink.cli.parser import command_line
from unkink.options import SHELLS, SUGGESTED

DEADLINE = 60.0

TYPED = [
    ("unkink auto", ["autostart"]),
    ("unkink statu", ["status"]),
    ("unkink sore o", ["on", "off"]),
    ("unkink run --tray ", ["auto", "none", "sni", "xembed"]),
    ("unkink why --js", ["--json"]),
    ("unkink tip neck-t", ["neck-turns"]),
    ("unkink now neck-t", ["neck-turns"]),
    ("unkink profile cleare", ["cleared"]),
    ("unkink profile set heart-disease hyp", ["hypertension"]),
    ("unkink pause tom", ["tomorrow"]),
    ("unkink simulate --day mond", ["monday.csv"]),
    ("unkink history ex", ["export"]),
    ("unkink history day yes", ["yesterday"]),
    ("unkink wor", []),
]
"""What is typed before the Tab key, and what it offers."""


@pytest.fixture
def installed(desk: Desk, tmp_path: Path) -> Mapping[str, str]:
    """An `unkink` that the shell finds, and a folder with a file to complete."""
    program = tmp_path / "bin/unkink"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m unkink "$@"\n')
    program.chmod(0o755)
    (tmp_path / "here").mkdir()
    (tmp_path / "here/monday.csv").touch()
    desk.paths.config_file.parent.mkdir(parents=True)  # the shells keep things in HOME
    return {**desk.environment, "PATH": f"{program.parent}:{desk.environment['PATH']}"}


def shell(environment: Mapping[str, str], *command: str) -> str:
    """Run a shell to its end, in the folder with the file."""
    done = subprocess.run(
        command,
        env=environment,
        cwd=Path(environment["XDG_RUNTIME_DIR"]).parent / "here",
        capture_output=True,
        text=True,
        timeout=DEADLINE,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


BASH = """
source <(unkink completions bash)
while IFS= read -r line; do
  read -ra COMP_WORDS <<<"$line"
  [[ $line == *" " ]] && COMP_WORDS+=("")
  COMP_LINE=$line COMP_POINT=${#line} COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
  registered=$(complete -p unkink)
  registered=${registered##*-F }
  ${registered%% *} unkink "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
  echo "${COMPREPLY[*]}"
done <<<"$1"
"""


def test_bash_completes(installed: Mapping[str, str]) -> None:
    lines = "\n".join(line for line, _ in TYPED)
    offered = shell(installed, "bash", "--norc", "-c", BASH, "bash", lines).splitlines()
    assert [sorted(words.split()) for words in offered] == [sorted(words) for _, words in TYPED]


FISH = """
unkink completions fish | source
while read --local line
  complete -C $line | string replace --regex '\\t.*' '' | string join ' '
  echo .
end
"""


def test_fish_completes(installed: Mapping[str, str]) -> None:
    lines = "\n".join(line for line, _ in TYPED)
    offered = shell(installed, "bash", "-c", 'fish -N -c "$1" <<<"$2"', "bash", FISH, lines)
    words = [sorted(part.split()) for part in offered.split(".\n")[:-1]]
    # A file name may come as the whole path it was completed to.
    assert words == [sorted(words) for _, words in TYPED]


KEEP = "\x19"  # ^Y
ZSH = """
PROMPT=ready:
zmodload zsh/complist
fpath=("$FOLDER" $fpath)
autoload -Uz compinit
compinit -u -D
setopt no_beep no_list_ambiguous
kept() { print -r -- "$BUFFER" >> "$FOLDER/kept"; BUFFER= }
zle -N kept
bindkey '^Y' kept
"""


@pytest.fixture
def zsh(installed: Mapping[str, str], tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """An interactive zsh that has the completions in its `fpath`, as a distribution installs them.

    Yields its terminal, and the file into which ^Y puts the line that was typed.
    """
    folder = tmp_path / "zsh"
    folder.mkdir()
    (folder / "_unkink").write_text(shell(installed, "unkink", "completions", "zsh"))
    (folder / ".zshrc").write_text(ZSH)
    (folder / "kept").touch()
    environment = {**installed, "ZDOTDIR": str(folder), "FOLDER": str(folder), "TERM": "xterm"}
    with at_terminal(("zsh", "-d", "-i"), environment, tmp_path / "here") as terminal:
        yield terminal, folder / "kept"


def test_zsh_completes(zsh: tuple[int, Path]) -> None:
    terminal, kept = zsh
    alone = [(line, words) for line, words in TYPED if len(words) < 2]
    for number, (line, words) in enumerate(alone, start=1):
        os.write(terminal, f"{line}\t{KEEP}".encode())

        def is_kept(number: int = number) -> bool:
            with suppress(BlockingIOError):
                os.read(terminal, 1 << 16)  # a terminal that nobody reads fills up
            return len(kept.read_text().splitlines()) == number

        wait_until(is_kept, DEADLINE, f"zsh to complete {line}")
        whole = f"{line.rpartition(' ')[0]} {words[0]}" if words else line
        assert kept.read_text().splitlines()[-1].rstrip() == whole.rstrip()


@pytest.mark.parametrize("name", SHELLS)
def test_the_shell_finds_no_fault_with_it(installed: Mapping[str, str], name: str) -> None:
    shell(installed, "bash", "-c", f"unkink completions {name} | {name} -n")


async def test_the_words_come_from_the_daemon_where_one_runs(desk: Desk, daemon: Standin) -> None:
    prompts = (await desk.types("words", "prompts")).out.split()
    assert {"micro", "active", "shower", "neck-turns"} <= set(prompts)


async def test_without_one_they_come_from_the_files(desk: Desk) -> None:
    assert "neck-turns" in (await desk.types("words", "tips")).out.split()
    assert "hypertension" in (await desk.types("words", "tags")).out.split()
    assert "prompt.lull" in (await desk.types("words", "keys")).out.split()


async def test_a_hidden_tip_is_not_offered(desk: Desk, daemon: Standin) -> None:
    shown = (await desk.types("words", "tips")).out.split()
    hidden = {one.id for one in daemon.tips() if one.hidden is not None}
    assert hidden
    assert not hidden & set(shown)


def test_every_placeholder_of_a_word_is_completed_or_free() -> None:
    free = {"LENGTH", "N", "COMMAND", "ACTION", "VALUE"}
    parser, _ = command_line()
    placeholders = {one.metavar for one in actions(parser) if isinstance(one.metavar, str)}
    assert placeholders - free - FILES <= set(ASKED)
    assert set(ASKED.values()) <= set(SUGGESTED)
