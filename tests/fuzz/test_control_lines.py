"""Lines to the control socket: each has its answer, and whoever comes next is served."""

import asyncio
import json
import logging
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.control.test_control import DEADLINE, STATUS, connected, say
from tests.fuzz.budget import fuzzed
from tests.fuzz.spoiling import anything
from tests.test_command_desk import Office
from unkink import protocol as ask
from unkink.adapters.control import ControlServer
from unkink.commands import answer
from unkink.protocol import WORDED, Code, Reply, Request
from unkink.wire import LINE_LIMIT, BadMessage, decode_reply, decode_request

NAMES = (*(one.value for one in ask.Bare), *WORDED, "nothing")
WORDS = (
    *("", "5m", "until 18:00", "18:00", "-5m", "0m", "99999999999d", "9" * 400 + "h", "24:00"),
    *("tomorrow", "monday", "2026-02-30", "evening", "usual", "hours", "micro", "tall", "neck"),
    *("more", "worse", "yesterday", "\ud800", "\x00", "\u202e", "x" * 300, "all", "8:00"),
    *("9999d", "1e9h", "inf", "nan", "1h30m", "1.5h", "\u0663m", "\u00b2m", "12:60", "24h"),
)
words = st.sampled_from(WORDS) | st.text("0123456789:.hms -dy", max_size=12) | st.text(max_size=6)
values = words | st.none() | st.booleans() | st.integers() | st.lists(words, max_size=3)
KEYS = ("length", "until", "name", "tip", "id", "ids", "what", "on", "tags", "since", "body")


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    """Return a line that is a request, but for what its words say."""
    name = draw(st.sampled_from(NAMES))
    arguments = draw(st.dictionaries(st.sampled_from(KEYS), values, max_size=3))
    kind = WORDED.get(name)
    if kind is not None and draw(st.booleans()):
        keys = [*kind.__annotations__]
        arguments = {key: draw(words | st.lists(words, max_size=3) | values) for key in keys}
    return json.dumps({"command": name, "arguments": arguments}).encode() + b"\n"


PIECES = (b'{"command":', b'"status"', b"}\n", b"\n", b'"arguments":', b"x" * LINE_LIMIT)
lines = requests() | anything((STATUS, b'{"command":"pause","arguments":{"until":"5m"}}\n'), PIECES)


@fuzzed
@given(lines)
def test_any_line_is_a_request_or_told_what_is_wrong(line: bytes) -> None:
    with suppress(BadMessage):
        decode_request(line)


@fuzzed
@given(st.lists(lines, max_size=5))
def test_any_lines_are_answered_by_a_program_that_goes_on(
    place: Path, caplog: pytest.LogCaptureFixture, knocks: list[bytes]
) -> None:
    caplog.clear()
    replies = asyncio.run(_replies(place, b"".join(knocks)))
    assert all(one.code is not Code.FAILED or one.text for one in replies)
    assert replies[-1].code is Code.DONE  # the one after them
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []


async def _replies(folder: Path, knock: bytes) -> list[Reply]:
    """Say these bytes to a program that has just started, then ask how things stand."""
    office = Office(folder)
    office.file.unlink(missing_ok=True)

    async def answered(request: Request) -> Reply:
        return await answer(office.desk, request)

    server = ControlServer(folder / "socket", answered, patience=DEADLINE)
    await server.start()
    try:
        said = [await _say(folder / "socket", one) for one in (knock, STATUS)]
    finally:
        await server.close()
        await office.loop.settle()
    return [decode_reply(line) for line in b"".join(said).splitlines(keepends=True)]


async def _say(path: Path, sent: bytes) -> bytes:
    """Send bytes and then nothing more, and return all that comes back."""
    async with asyncio.timeout(DEADLINE):
        return await asyncio.to_thread(_blocking, path, sent)


def _blocking(path: Path, sent: bytes) -> bytes:
    return say(connected(path), sent)
