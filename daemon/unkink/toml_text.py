"""A TOML file as a table, or one clear sentence about why it is none.

Blocks for one small read. Shared by the readers of settings, tips and health answers.
"""

import os
import re
import stat
import tomllib
from pathlib import Path

TOO_MUCH = 1 << 20
"""More bytes than a file of ours ever has; a log named by mistake would fill the memory."""

_ENDLESS_KEY = re.compile(
    r"""(?:\.[ \t]*(?:[\w-]{1,40}|"[^"\n]{0,40}"|'[^'\n]{0,40}')[ \t]*){33}"""
)
"""More dots than any key has; tomllib takes 16 s over a line of 64 kB that is one dotted key."""

Table = dict[str, object]


class TomlError(Exception):
    """A file that is not TOML at all; `line` counts from 1."""

    def __init__(self, text: str, line: int = 1) -> None:
        super().__init__(text)
        self.text = text
        self.line = line


def read_text(path: Path, most: int = TOO_MUCH) -> str:
    """Read a person's file as text with plain line ends.

    Raises FileNotFoundError when there is none, TomlError for anything else that is wrong.
    """
    return decode(read_bytes(path, most))


def read_bytes(path: Path, most: int = TOO_MUCH) -> bytes:
    """Read a person's file as it is; raises as `read_text` does."""
    # Should a pipe take the file's place now, nobody waits for it; and a file that says it is
    # small, or grows, is read no further than `most`.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise TomlError("this is a folder; write a text file of this name")
        if not stat.S_ISREG(mode):
            raise TomlError("this is not an ordinary file; write a text file of this name")
        with os.fdopen(os.open(path, flags), "rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        why = error.strerror or str(error)
        raise TomlError(f"cannot be read ({why}); let your user read it") from error
    if len(data) > most:
        raise TomlError(f"the file is larger than {_size(most)}; write a shorter one")
    return data


def _size(most: int) -> str:
    return f"{most >> 20} MB" if most >= 1 << 20 else f"{most >> 10} kB"


def decode(data: bytes) -> str:
    """Turn bytes into text with plain line ends, less the byte order mark that Windows writes.

    Raises TomlError, with the line of the first byte that is not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TomlError("this line is not UTF-8; save the file as UTF-8", line) from error
    return text.replace("\r\n", "\n")


def parse(text: str) -> Table:
    """Parse text that `decode` returned. Raises TomlError."""
    if endless := _ENDLESS_KEY.search(text):
        line = text.count("\n", 0, endless.start()) + 1
        raise TomlError("a name with more than 32 dots; write a shorter one", line)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise TomlError("brackets are nested too deeply; write fewer") from error
    except ValueError as error:
        # TOMLDecodeError is one; so is Python's refusal to read an integer of 4300 digits.
        raise _placed(str(error), text) from error


def _placed(message: str, text: str) -> TomlError:
    at = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    if at is None:
        return TomlError(message)
    last = text.rstrip("\n").count("\n") + 1
    return TomlError(message[: at.start()], int(at[1]) if at[1] else last)
