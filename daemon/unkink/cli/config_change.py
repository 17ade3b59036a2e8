"""`unkink config edit`, `set` and `unset`: the only ways in which unkink changes the file."""

import os
import shlex
import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Collection, Mapping
from pathlib import Path

from unkink.cli.config import ConfigFile, check
from unkink.cli.terminal import complain, say
from unkink.folder_lock import NotAlone, alone_in
from unkink.private_files import replace_shared
from unkink.protocol import Code
from unkink.settings_file import (
    SettingsError,
    raw_settings,
    settings_of,
    table_of,
    write_first_config,
)
from unkink.settings_file.changing import ChangeError, full_key, with_setting, without_setting
from unkink.settings_file.line_ends import dressed
from unkink.tip_files import read_pool, reminder_words
from unkink.toml_text import decode

MOST_TRIES = 5
EDITORS = ("sensible-editor", "editor", "nano", "vi")
"""Tried in a terminal where neither VISUAL nor EDITOR says which."""


def change(given: Namespace, file: ConfigFile) -> int:
    """Change the file as the person says; it is written first where there is none."""
    try:
        write_first_config(file.path)
    except OSError as error:
        complain(f"{file.path} cannot be written: {error.strerror or error}")
        return Code.FAILED
    if given.action == "edit":
        return _edit(file)
    return _set(file, given.key, given.value if given.action == "set" else None)


def _set(file: ConfigFile, key: str, value: str | None) -> int:
    """Set or unset one key; a change that would make the file wrong is not made."""
    try:
        key = full_key(key)
        words = reminder_words(read_pool(file.own_tips))
        with alone_in(Path(os.path.realpath(file.path)).parent):
            _replace(file.path, key, value, words)
    except NotAlone:
        complain(f"another program has been changing {file.path} all the time; try again")
        return Code.FAILED
    except SettingsError as error:
        complain("\n".join(map(str, error.problems)))
        complain("nothing was changed")
        return Code.BAD_USAGE
    except ChangeError as error:
        complain(str(error))
        return Code.BAD_USAGE
    except OSError as error:
        complain(f"{file.path} cannot be written: {error.strerror or error}")
        return Code.FAILED
    say(f"{key} is at its default again" if value is None else f"{key} is set")
    return Code.DONE


def _replace(path: Path, key: str, value: str | None, words: Collection[str]) -> None:
    """Read, change and write; again where an editor saved meanwhile, so that nothing is lost.

    Raises SettingsError, ChangeError, OSError or NotAlone.
    """
    for _ in range(MOST_TRIES):
        raw = raw_settings(path)
        before = decode(raw.encode())
        table_of(before, str(path))  # a wrong value is no reason: this may be what mends it
        after = without_setting(before, key) if value is None else with_setting(before, key, value)
        settings_of(after, str(path), words)
        if raw_settings(path) == raw:
            replace_shared(path, dressed(raw, after))
            return
    raise NotAlone


# ── edit ──────────────────────────────────────────────────────────────────────────────────────


def _edit(file: ConfigFile) -> int:
    """Open the editor, and look at the file when it is closed; mend and look again if need be."""
    command = editor(os.environ, terminal=sys.stdin.isatty() and sys.stdout.isatty())
    if command is None:
        complain("no editor was found; set VISUAL to the one you like")
        return Code.FAILED
    while True:
        if (problem := _run([*command, str(file.path)])) is not None:
            complain(problem)
            return Code.FAILED
        if command == ["xdg-open"]:  # comes back at once, long before the person is done
            say(f"{file.path} is open; unkink config check looks at it when you have saved it")
            return Code.DONE
        code = check(file)
        if code == Code.DONE or not _again():
            return code


def editor(environment: Mapping[str, str], *, terminal: bool) -> list[str] | None:
    """Return the command of the editor to use, or None when there is none."""
    for name in ("VISUAL", "EDITOR"):
        if words := shlex.split(environment.get(name, "")):
            return words
    found = EDITORS if terminal else ("xdg-open",)
    return next(([one] for one in found if shutil.which(one, path=environment.get("PATH"))), None)


def _run(command: list[str]) -> str | None:
    """Run the editor in this terminal to its end; return what went wrong."""
    try:
        ended = subprocess.run(command, check=False)
    except OSError as error:
        return f"{command[0]} cannot be started: {error.strerror or error}"
    return f"{command[0]} ended with code {ended.returncode}" if ended.returncode else None


def _again() -> bool:
    """Ask whether to go back into the editor; where nobody can answer, no."""
    if not sys.stdin.isatty():
        return False
    try:
        return input("Edit it again? [Y/n] ").strip().lower() not in ("n", "no")
    except EOFError:
        return False
