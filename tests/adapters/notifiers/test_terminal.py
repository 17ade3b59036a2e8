"""The notifier of last resort, on pipes and on a real pseudo-terminal."""

import fcntl
import io
import os
import pty
import struct
import termios
from collections.abc import Iterator
from dataclasses import replace
from typing import TextIO

import pytest

from tests.adapters.notifiers.listener import PROMPT
from unkink.adapters.notifiers.terminal import TerminalNotifier, layout
from unkink.ports import AdapterError, Button, Notification

PLAIN = """
  A minute for your neck
  Look over each shoulder: four slow head turns to the right and four to the
  left.
  unkink tip neck-turns  Show me how
  unkink done            Done
  unkink snooze          In 5 min
  unkink skip            Skip it

"""


class Terminal:
    """Both ends of a pseudo-terminal that is 44 columns wide."""

    def __init__(self) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 44, 0, 0))
        self.stream: TextIO = os.fdopen(slave, "w", encoding="utf-8")

    def seen(self) -> str:
        return os.read(self._master, 10_000).decode().replace("\r\n", "\n")

    def close(self) -> None:
        self.stream.close()
        os.close(self._master)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    terminal = Terminal()
    yield terminal
    terminal.close()


async def test_a_prompt_is_printed_with_the_commands_that_answer_it() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    await TerminalNotifier(stream, {}).show(PROMPT)
    stream.seek(0)
    assert stream.read() == PLAIN


async def test_a_narrow_terminal_gets_narrow_lines_in_ink_that_means_something(
    terminal: Terminal,
) -> None:
    await TerminalNotifier(terminal.stream, {}).show(PROMPT)
    seen = terminal.seen()
    assert "\x1b[1mA minute for your neck\x1b[0m" in seen
    assert "\x1b[2munkink snooze          In 5 min\x1b[0m" in seen
    bare = seen.replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
    assert max(len(line) for line in bare.splitlines()) <= 44
    assert "\a" not in seen


async def test_no_color_is_respected(terminal: Terminal) -> None:
    await TerminalNotifier(terminal.stream, {"NO_COLOR": "1"}).show(PROMPT)
    assert "\x1b" not in terminal.seen()


def test_on_a_tiny_terminal_the_commands_stand_alone() -> None:
    assert layout(PROMPT, 30, colour=False).splitlines()[-5:-1] == [
        "  unkink tip neck-turns",
        "  unkink done",
        "  unkink snooze",
        "  unkink skip",
    ]


def test_there_is_no_snooze_to_type_where_no_snooze_is_left() -> None:
    last = replace(PROMPT, buttons=(Button("show", "Show me how"), Button("skip", "Skip it")))
    assert "unkink snooze" not in layout(last, 80, colour=False)


def test_a_notice_without_a_tip_is_just_its_words() -> None:
    notice = Notification("settings", "Settings are fine again", "The new settings are in use.")
    expected = "\n  Settings are fine again\n  The new settings are in use.\n\n"
    assert layout(notice, 80, colour=False) == expected


async def test_what_the_stream_cannot_spell_does_not_stop_the_prompt() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    await TerminalNotifier(stream, {}).show(Notification("settings", "“evry”", "Not known."))
    stream.seek(0)
    assert stream.read() == "\n  ?evry?\n  Not known.\n\n"


async def test_a_closed_stream_is_a_failure() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    stream.close()
    with pytest.raises(AdapterError, match="cannot be written to"):
        await TerminalNotifier(stream, {}).show(PROMPT)


async def test_a_log_file_nobody_looks_at_can_be_refused(terminal: Terminal) -> None:
    log = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with pytest.raises(AdapterError, match="does not run in a terminal"):
        await TerminalNotifier(log, {}, only_terminal=True).show(PROMPT)
    await TerminalNotifier(terminal.stream, {}, only_terminal=True).show(PROMPT)
    assert "A minute for your neck" in terminal.seen()


async def test_withdrawing_and_closing_print_nothing() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    notifier = TerminalNotifier(stream, {})
    await notifier.withdraw("prompt")
    await notifier.close()
    assert stream.tell() == 0
