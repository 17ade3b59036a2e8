"""`unkink manual`: the manual page, made from the parser as the help is.

Written here and not by argparse-manpage, which says each purpose twice, dumps the usage as it
breaks for 80 columns, and has no examples, exit codes, files and environment.
"""

import argparse
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from unkink.cli.examples import EXAMPLES
from unkink.cli.parser import command_line, listed
from unkink.cli.terminal import say
from unkink.protocol import Code
from unkink.version import RELEASED, VERSION

ABOUT = """\
unkink sits in the tray and knows how long you have really been sitting. At a good moment it
recommends one thing to do, and a click opens illustrated, timed instructions. It keeps tips away
that do not suit your health, never takes your screen, and never uses the network.
"""

CODES = (
    ("0", "Done."),
    ("1", "That failed; a message says why."),
    (
        "2",
        "Bad usage, or settings with mistakes. All mistakes are named at once, with their lines.",
    ),
    ("3", "unkink is already running."),
    ("4", "unkink is not running. watch ends with it when unkink does."),
)

FILES = (
    ("~/.config/unkink/config.toml", "Your settings, explained in the file."),
    ("~/.config/unkink/tips/*.toml", "Tips of your own."),
    ("~/.config/unkink/health.toml", "Your health answers; only you can read them."),
    ("~/.config/autostart/unkink.desktop", "What autostart on writes."),
    ("~/.config/systemd/user/unkink.service", "What autostart on --systemd writes."),
    ("~/.local/state/unkink/state.json", "What must survive a crash."),
    ("~/.local/share/unkink/history.db", "The journal that why, stats and history read."),
    ("$XDG_RUNTIME_DIR/unkink/control.sock", "Where a running unkink listens."),
)

ENVIRONMENT = (
    ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_DATA_HOME, XDG_CACHE_HOME", "Where the files are."),
    ("XDG_RUNTIME_DIR", "Where the socket is; also tried where it is not set."),
    ("XDG_CONFIG_DIRS", "Where autostart files for everybody are."),
    ("DISPLAY, WAYLAND_DISPLAY", "The display on which unkink looks for input."),
    ("NO_COLOR", "No colours, whatever the terminal can do."),
)


def manual() -> int:
    """Print the page."""
    say(page())
    return Code.DONE


def page() -> str:
    """Write the whole page in man(7)."""
    _, commands = command_line()
    parts = [
        f'.TH UNKINK 1 {RELEASED} "unkink {VERSION}" "User Commands"',
        ".nh",
        ".ad l",
        ".SH NAME",
        r"unkink \- a break reminder that knows how long you have been sitting",
        ".SH SYNOPSIS",
        ".B unkink",
        _text("[COMMAND] [ARGUMENT ...]"),
        ".SH DESCRIPTION",
        _paragraph(ABOUT),
        ".PP",
        _text("Without a command it starts; where it runs already, its tip library opens."),
        ".SH COMMANDS",
        *(line for name in listed(commands) for line in _tree(commands, name)),
        ".SH EXAMPLES",
        *_pairs(EXAMPLES),
        ".SH EXIT STATUS",
        *_pairs(CODES),
        ".SH ENVIRONMENT",
        *_pairs(ENVIRONMENT),
        ".SH FILES",
        *_pairs(FILES),
    ]
    return "\n".join(parts)


_Commands = argparse._SubParsersAction  # noqa: SLF001 - has no other name


def _tree(commands: "_Commands[Any]", name: str) -> Iterator[str]:
    """Describe a command, or each of its actions where it has some."""
    command = commands.choices[name]
    actions = [one for one in command._actions if isinstance(one, _Commands)]  # noqa: SLF001
    if not actions:
        yield from _command(command)
    for one in actions:
        for action in one.choices:
            yield from _tree(one, action)
    if command.epilog:
        yield from (".IP", ".nf", *map(_text, command.epilog.strip().splitlines()), ".fi")


def _command(command: argparse.ArgumentParser) -> Iterator[str]:
    arguments = [one for one in command._actions if one.dest != "help"]  # noqa: SLF001
    words = " ".join(map(_usage, arguments))
    yield ".TP"
    yield rf"\fB{_text(command.prog)}\fR {_text(words)}".rstrip()
    yield _paragraph(_sentence(command.description or ""))
    if arguments:
        yield ".RS"
        for one in arguments:
            yield ".TP"
            yield rf"\fB{_text(_name(one))}\fR"
            yield _paragraph(_sentence(one.help or f"One of {', '.join(one.choices or ())}"))
        yield ".RE"


def _usage(argument: argparse.Action) -> str:
    name = f"{_name(argument)}{' ...' if argument.nargs in ('*', '+') else ''}"
    spared = argument.option_strings or argument.nargs in ("?", "*")
    return f"[{name}]" if spared else name


def _name(argument: argparse.Action) -> str:
    choices = "|".join(map(str, argument.choices or ()))
    value = argument.metavar or choices or argument.dest.upper()
    if not argument.option_strings:
        return str(value)
    return argument.option_strings[-1] + ("" if argument.nargs == 0 else f" {value}")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _pairs(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for word, meaning in rows:
        yield from (".TP", rf"\fB{_text(word)}\fR", _paragraph(meaning))


def _paragraph(words: str) -> str:
    """Break it as manuals are written, whose lines are kept short."""
    return _text(textwrap.fill(" ".join(words.split()), 66, break_on_hyphens=False))


def _text(words: str) -> str:
    """Escape what troff would take for its own; no line may begin with a full stop or a quote."""
    escaped = words.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq")
    escaped = escaped.replace("~", r"\(ti").replace("^", r"\(ha").replace("`", r"\(ga")
    return "\n".join(rf"\&{one}" if one.startswith(".") else one for one in escaped.splitlines())
