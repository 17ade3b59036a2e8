"""The last resort of all: the prompt as a few lines of text, with the commands that answer it."""

import os
import textwrap
from collections.abc import Mapping
from typing import TextIO

from unkink.ports import AdapterError, Notification

WIDEST = 80
"""Columns; longer lines are hard to read even where they fit."""

BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


class TerminalNotifier:
    """Prints notifications to a text stream; rings no bell."""

    name = "terminal"
    clickable = False

    def __init__(
        self, stream: TextIO, environment: Mapping[str, str], *, only_terminal: bool = False
    ) -> None:
        """Take the stream to print to and the environment, for `NO_COLOR` (no-color.org).

        With `only_terminal` it refuses a stream that nobody is looking at, such as a log.
        """
        self._stream = stream
        self._environment = environment
        self._only_terminal = only_terminal

    async def show(self, notification: Notification) -> None:
        """Print it below what was there; raises AdapterError when the stream is closed."""
        try:
            if not await self.reachable():
                raise AdapterError("The program does not run in a terminal.")
            colour = self._stream.isatty() and not self._environment.get("NO_COLOR")
            block = layout(notification, _columns(self._stream), colour=colour)
            encoding = self._stream.encoding or "utf-8"
            self._stream.write(block.encode(encoding, "replace").decode(encoding))
            self._stream.flush()
        except (OSError, ValueError) as error:
            raise AdapterError(f"The terminal cannot be written to: {error}") from error

    async def reachable(self) -> bool:
        """Tell whether the stream is of the kind that was asked for."""
        return not self._only_terminal or self._stream.isatty()

    async def withdraw(self, slot: str) -> None:
        """Do nothing: what is printed stays printed."""

    async def close(self) -> None:
        """Do nothing; the stream belongs to the caller."""


def layout(notification: Notification, columns: int, *, colour: bool) -> str:
    """Lay a notification out as a block of lines, each within `columns` where words allow."""
    bold, dim, plain = (BOLD, DIM, PLAIN) if colour else ("", "", "")
    width = max(20, min(columns, WIDEST)) - 2
    lines = [f"{bold}{line}{plain}" for line in textwrap.wrap(notification.title, width)]
    lines += textwrap.wrap(notification.body, width)
    lines += [f"{dim}{line}{plain}" for line in _commands(notification, width)]
    return "\n" + "".join(f"  {line}\n" for line in lines) + "\n"


def _commands(notification: Notification, width: int) -> list[str]:
    if notification.tip is None:
        return []
    labels = {button.key: button.label for button in notification.buttons}
    rows = [
        (f"unkink tip {notification.tip}", labels.get("show", "Show me how")),
        ("unkink done", labels.get("done", "Done")),
    ]
    if "snooze" in labels:
        rows.append(("unkink snooze", labels["snooze"]))
    rows.append(("unkink skip", labels.get("skip", "Skip it")))
    longest = max(len(command) for command, _ in rows)
    if longest + 2 + max(len(label) for _, label in rows) > width:
        return [command for command, _ in rows]
    return [f"{command:<{longest}}  {label}" for command, label in rows]


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or WIDEST
    except OSError:
        return WIDEST
