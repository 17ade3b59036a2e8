"""Every entrance by which words of others come in, each fed with a harmless marker."""

import asyncio
import io
import json
import logging
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.desk import Desk
from unkink.adapters.history.connection import open_to_write
from unkink.adapters.history.history_file import HistoryFile
from unkink.adapters.history.importing import take_in
from unkink.adapters.surroundings import lookout
from unkink.adapters.surroundings.names import plain_name
from unkink.cli import terminal
from unkink.core.effects import Decision
from unkink.core.entries import Entry
from unkink.core.events import Blinded, SensorChanged
from unkink.core.plain_text import shows
from unkink.core.surroundings import Kind, Sign
from unkink.journal import KeptJournal
from unkink.journal_words import lines
from unkink.plain_log import PlainFormatter
from unkink.wayland_wire import Body
from unkink.x11_wire import LostError, read_agreement

MARKED = "\x1b[31mred\x1b[0m\u202e\x07\nforged"
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def a_name_of_a_program() -> str:
    return plain_name(MARKED)


def a_string_of_a_compositor() -> str:
    text = MARKED.encode() + b"\0"
    padded = text + bytes(-len(text) % 4)
    return Body(struct.pack("=I", len(text)) + padded).text()


def a_refusal_of_an_x_server() -> str:
    words = MARKED.encode("utf-8")
    with pytest.raises(LostError) as refused:
        read_agreement(bytes([0, len(words), 0, 0, 0, 0, 0, 0]), words)
    return str(refused.value)


def a_look_around() -> str:
    async def one() -> list[Sign]:
        return [Sign(Kind.CALL, MARKED, MARKED)]

    async def look() -> str:
        desk = lookout.DesktopLookout(None, {})
        desk._questions = lambda: [one() for _ in range(6)]  # type: ignore[method-assign]
        seen = await desk.look()
        [words] = {told for sign in seen.signs for told in (sign.words, sign.program or "")}
        return words

    return asyncio.run(look())


def a_sensor_that_went_blind() -> str:
    desk = Desk()
    desk.say(Blinded(MARKED))
    [(_, one)] = desk.records(Decision.BLIND)
    return f"{one.why}{desk.view.blind}"


def a_sensor_that_took_over() -> str:
    desk = Desk()
    desk.say(SensorChanged("x11", MARKED))
    [(_, one)] = desk.records(Decision.SENSOR)
    return one.why


def a_row_that_is_written(path: Path) -> str:
    file = HistoryFile(path, lambda: 400)
    file.write([Entry(NINE, Decision.HELD, MARKED, MARKED, MARKED)])
    file.close()
    with closing(sqlite3.connect(path)) as database:
        return "".join(database.execute("SELECT reminder, tip, why FROM decision").fetchone())


def a_row_of_an_older_version(path: Path) -> str:
    HistoryFile(path, lambda: 400).write([Entry(NINE, Decision.DUE, "micro")])
    with closing(sqlite3.connect(path)) as database, database:
        row = (NINE.timestamp(), 0, "held", MARKED, MARKED, MARKED, None)
        database.execute("INSERT INTO decision VALUES (99, ?, ?, ?, ?, ?, ?, ?)", row)
    [one] = KeptJournal(HistoryFile(path, lambda: 400)).latest(1)
    told = "".join(line.text for line in lines([one], {}.get))  # type: ignore[arg-type]
    return f"{one.reminder}{one.tip}{one.why}{told}"


def a_row_of_an_imported_file(path: Path) -> str:
    data = {"decision": "held", "reminder": MARKED, "tip": MARKED, "why": MARKED, "seconds": None}
    event = {"timestamp": NINE.isoformat(), "duration": 0, "data": data}
    document = {"buckets": {"unkink-decisions": {"events": [event]}}}
    with closing(open_to_write(path)) as database:
        take_in(database, io.StringIO(json.dumps(document)))
        return "".join(database.execute("SELECT reminder, tip, why FROM decision").fetchone())


def a_line_of_the_log() -> str:
    record = logging.LogRecord("n", logging.WARNING, "f", 1, "it said %s", (MARKED,), None)
    return PlainFormatter("%(message)s").format(record).replace("\n", "")


WITHOUT_A_FILE = (
    a_name_of_a_program,
    a_string_of_a_compositor,
    a_refusal_of_an_x_server,
    a_look_around,
    a_sensor_that_went_blind,
    a_sensor_that_took_over,
    a_line_of_the_log,
)
WITH_A_FILE = (a_row_that_is_written, a_row_of_an_older_version, a_row_of_an_imported_file)


@pytest.mark.parametrize("entrance", WITHOUT_A_FILE)
def test_what_others_say_comes_in_as_plain_text(entrance: Callable[[], str]) -> None:
    told = entrance()
    assert "red" in told
    assert [one for one in told if not shows(one)] == []


@pytest.mark.parametrize("entrance", WITH_A_FILE)
def test_what_is_kept_and_what_was_kept_is_plain_text(
    entrance: Callable[[Path], str], tmp_path: Path
) -> None:
    told = entrance(tmp_path / "history.db")
    assert "red" in told
    assert [one for one in told if not shows(one)] == []


def test_a_complaint_that_echoes_what_was_typed_steers_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal.complain(f'there is no tip "{MARKED}"\nsecond line')
    assert capsys.readouterr().err == (
        'there is no tip "\\x1b[31mred\\x1b[0m\\u202e\\x07\nforged"\nsecond line\n'
    )
