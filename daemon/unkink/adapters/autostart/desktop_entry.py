"""Desktop files as far as autostart needs them: writing one, and reading anybody's.

Two rules of escaping lie on top of each other in `Exec`: the arguments are quoted, and then the
whole is escaped like any other text of such a file (Desktop Entry Specification 1.5, "The Exec
key"), so that one backslash of a path is written as four.
"""

import re
from collections.abc import Mapping, Sequence

from unkink.adapters.autostart.starter import MARK, CannotStart

_RESERVED = re.compile(r"""[\s"'\\><~|&;$*?#()`]""")
_ESCAPED_IN_QUOTES = re.compile(r'(["`$\\])')
_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s"]+)')
_TEXT_ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
_FIELD_CODE = re.compile(r"%(.)")


def entry(command: Sequence[str]) -> str:
    """Word a desktop file that runs this command. Raises CannotStart where none can."""
    return "\n".join(
        [
            f"# {MARK}",
            "[Desktop Entry]",
            "Type=Application",
            "Name=unkink",
            "Comment=Knows how long you have been sitting, and offers one good tip",
            f"Exec={exec_value(command)}",
            f"TryExec={_text(command[0])}",  # once uninstalled, a session skips it in silence
            "Icon=unkink",
            "Terminal=false",
            "StartupNotify=false",
            "X-GNOME-Autostart-enabled=true",
            "X-Unkink-Autostart=true",
            "",
        ]
    )


def switched_off() -> str:
    """Word a desktop file that keeps the system's own of the same name from being heeded."""
    return "\n".join(
        [
            f"# {MARK}",
            "[Desktop Entry]",
            "Type=Application",
            "Name=unkink",
            "Exec=unkink run",
            "Hidden=true",
            "X-Unkink-Autostart=true",
            "",
        ]
    )


def exec_value(command: Sequence[str]) -> str:
    """Write a command as the value of `Exec`. Raises CannotStart for a path that cannot stand."""
    if "=" in command[0]:
        raise CannotStart(f"{command[0]}: a desktop file cannot name a program with = in its path")
    if any("\n" in one or not one.isprintable() for one in command):
        raise CannotStart(f"{command[0]!r}: a desktop file cannot name such a path")
    return " ".join(map(_argument, command))


def _argument(one: str) -> str:
    one = one.replace("%", "%%")
    if one and not _RESERVED.search(one):
        return one
    return _text('"' + _ESCAPED_IN_QUOTES.sub(r"\\\1", one) + '"')


def _text(value: str) -> str:
    return value.replace("\\", "\\\\")


def values(text: str) -> Mapping[str, str]:
    """Read the keys of the main group, unescaped; lines that are none are passed over."""
    found: dict[str, str] = {}
    group = ""
    for line in text.splitlines():
        if line.startswith("["):
            group = line.strip()
        elif group == "[Desktop Entry]" and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key.strip(), _unescaped(value.strip()))
    return found


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda one: _TEXT_ESCAPES.get(one[1], one[0]), value)


def arguments(exec_line: str) -> tuple[str, ...]:
    """Take an unescaped value of `Exec` apart; a program started without a file gets no codes."""
    split = [
        re.sub(r"\\(.)", r"\1", one[1]) if one[1] is not None else one[2]
        for one in _ARGUMENT.finditer(exec_line)
    ]
    filled = [(one, _FIELD_CODE.sub(lambda code: "%" * (code[1] == "%"), one)) for one in split]
    return tuple(after for before, after in filled if after or not before)
