"""`unkink completions`: what a shell needs to complete unkink's commands, made from the parser.

By shtab, because what it prints answers the Tab key from the shell itself: an argcomplete script
starts Python at every press, some 70 ms, and offers fish no more than plain words. Only words that
change, such as the ids of tips, are asked of `unkink words`.
"""

import re
from argparse import Action, ArgumentParser
from collections.abc import Iterator

import shtab

from unkink.cli.parser import command_line
from unkink.cli.terminal import say
from unkink.protocol import Code

ASKED = {
    "ID": "tips",
    "REMINDER|TIP": "prompts",
    "TAG": "tags",
    "KEY": "keys",
    "WHEN": "times",
    "SIGN": "signs",
    "AREA": "areas",
    "PROFILE": "profiles",
    "DATE": "dates",
}
"""Which kind of words stands for a placeholder of the help; `options.SUGGESTED` lists the kinds."""
FILES = {"FILE", "DAY.csv"}


def completions(shell: str) -> int:
    """Print the script for this shell."""
    parser, _ = command_line()
    for action in actions(parser):
        _complete(action)
    script = shtab.complete(parser, shell)
    # Of an argument that may be given many times, its specification for zsh has only the first.
    say(re.sub(r'^  "\(\*\)::?', '  "*:', script, flags=re.MULTILINE))
    return Code.DONE


def actions(parser: ArgumentParser) -> Iterator[Action]:
    """Yield every argument of a parser and of the commands in it."""
    for action in parser._actions:  # noqa: SLF001 - argparse offers no other way to see them
        yield action
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                yield from actions(command)


def _complete(action: Action) -> None:
    """Tell shtab, by the attribute it looks for, what may stand there."""
    if action.metavar in FILES:
        setattr(action, "complete", shtab.FILE)  # noqa: B010 - no attribute of argparse's own
    elif isinstance(action.metavar, str) and action.metavar in ASKED:
        words = shtab.cmd(f"unkink words {ASKED[action.metavar]} 2>/dev/null")
        setattr(action, "complete", words)  # noqa: B010
