"""`unkink history`: what was recorded is a person's own, to take along, to play, and to forget."""

import asyncio
import json
import os
import pty
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.cli.conftest import Desk
from tests.cli.standin import Standin
from tests.simulation.days import typical_days
from unkink.adapters.history.connection import open_to_read
from unkink.adapters.history.history_file import HistoryFile
from unkink.adapters.history.queries import Queries
from unkink.core.effects import Record, Spent
from unkink.core.entries import Entry, Stretch, entry_of, stretch_of
from unkink.core.settings import PromptSettings, Settings
from unkink.simulation.day_file import Row
from unkink.simulation.record_line import record_line
from unkink.simulation.simulated import simulated
from unkink.tip_files import read_pool

MONDAY = "2026-11-23"


def recorded(desk: Desk, rows: Iterable[Row], settings: Settings, seed: int = 0) -> list[Any]:
    """Live these rows, have the journal keep them, and return the tips that were shown."""
    kept: list[Entry | Stretch] = []
    shown = []
    for _, effect in simulated(rows, settings, read_pool(), seed=seed):
        if isinstance(effect, Record):
            kept.append(entry_of(effect))
            if effect.decision.value == "shown":
                shown.append(record_line(effect))
        elif isinstance(effect, Spent):
            kept.append(stretch_of(effect.span, effect.at))
    desk.paths.data.mkdir(parents=True)
    with closing(HistoryFile(desk.paths.history_file, lambda: 3650)) as file:
        for row in kept:
            file.write([row])
    return shown


async def test_a_recorded_day_played_again_shows_the_same_tips_to_the_second(
    desk: Desk, tmp_path: Path
) -> None:
    """Under the same settings and the same seed; how long a prompt waits for a pause is read."""
    settings = Settings(prompt=PromptSettings(lull=25.0))
    desk.paths.config_file.parent.mkdir(parents=True)
    desk.paths.config_file.write_text('[prompt]\nlull = "25s"\n')
    shown = recorded(desk, list(typical_days(1)), settings, seed=7)
    file = tmp_path / "monday.csv"
    assert (await desk.types("history", "day", MONDAY, "--csv", str(file))).code == 0
    played = await desk.types("simulate", "--day", str(file), "--seed", "7", "--json")
    again = [json.loads(line) for line in played.out.splitlines()]
    assert len(shown) > 5
    assert [one for one in again if one["what"] == "shown"] == shown


async def test_a_day_is_printed_where_no_file_is_named(desk: Desk) -> None:
    recorded(desk, list(typical_days(2)), Settings())
    printed = (await desk.types("history", "day", "2026-11-24", "--csv")).out
    assert printed.startswith("time,is\n2026-11-24T00:00:00+01:00,asleep\n")
    played = await desk.types("simulate", "--day", "-", fed=printed.encode())
    assert (played.code, played.err) == (0, "")
    assert "Tuesday 2026-11-24" in played.out


async def test_a_day_without_a_record_is_told(desk: Desk) -> None:
    nothing = await desk.types("history", "day", "2020-01-01", "--csv")
    assert nothing.code == 1
    assert "nothing is recorded yet" in nothing.err
    recorded(desk, list(typical_days(1)), Settings())
    other = await desk.types("history", "day", "2020-01-01", "--csv")
    assert (other.code, other.out) == (1, "")
    assert "nothing is recorded of 2020-01-01" in other.err


async def test_a_date_that_is_none_is_told_with_what_to_write(desk: Desk) -> None:
    told = await desk.types("history", "delete", "--before", "last week")
    assert told.code == 2
    assert '"last week" is no date; write it as 2026-11-20, or yesterday' in told.err


async def test_the_path_is_told_whether_there_is_a_file_or_not(desk: Desk) -> None:
    assert (await desk.types("history", "path")).out == f"{desk.paths.history_file}\n"


async def test_a_person_moves_to_another_computer(desk: Desk, tmp_path: Path) -> None:
    recorded(desk, list(typical_days(3)), Settings())
    file = tmp_path / "history.json"
    assert (await desk.types("history", "export", str(file))).code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    new = desk.where(XDG_DATA_HOME=str(tmp_path / "new"))
    added = await new.types("history", "import", str(file))
    assert added.code == 0
    assert added.out.startswith("Added: ")
    assert (await new.types("history", "export")).out.split("\n")[3:5] == (
        file.read_text().split("\n")[3:5]
    )
    again = await new.types("history", "import", str(file))
    assert "Added: 0 spans of time and 0 decisions." in again.out
    assert "Here already: " in again.out
    assert (await new.types("stats", "--from", MONDAY, "--csv")).out == (
        await desk.types("stats", "--from", MONDAY, "--csv")
    ).out


async def test_an_export_that_cannot_be_written_leaves_what_was_there(
    desk: Desk, tmp_path: Path
) -> None:
    recorded(desk, list(typical_days(1)), Settings())
    folder = await desk.types("history", "export", str(tmp_path))
    assert (folder.code, "is no file" in folder.err) == (1, True)
    nowhere = await desk.types("history", "export", str(tmp_path / "no/where.json"))
    assert (nowhere.code, "there is no folder" in nowhere.err) == (1, True)
    backwards = await desk.types("history", "export", "--from", MONDAY, "--to", "2026-11-01")
    assert backwards.code == 2


async def test_an_export_travels_through_a_pipe(desk: Desk, tmp_path: Path) -> None:
    recorded(desk, typical_days(1), Settings())
    written = (await desk.types("history", "export")).out
    there = desk.where(XDG_DATA_HOME=str(tmp_path / "there"))
    taken = await there.types("history", "import", "-", fed=written.encode())
    assert taken.code == 0
    assert taken.out.startswith("Added: ")
    again = json.loads((await there.types("history", "export")).out)
    assert again["buckets"].keys() == json.loads(written)["buckets"].keys()


async def test_a_file_that_is_no_export_is_told_with_its_line_and_adds_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    recorded(desk, list(typical_days(1)), Settings())
    file = tmp_path / "history.json"
    await desk.types("history", "export", str(file))
    lines = file.read_text().split("\n")
    lines[5] = lines[5].replace("sitting", "dancing")
    file.write_text("\n".join(lines))
    new = desk.where(XDG_DATA_HOME=str(tmp_path / "new"))
    wrong = await new.types("history", "import", str(file))
    assert wrong.code == 1
    assert f"{file}:6: posture is 'dancing'" in wrong.err
    assert "Nothing was added." in wrong.err
    assert "Nothing is recorded" in (await new.types("history", "delete", "--yes")).out
    file.write_bytes(b"\xff\xfe")
    assert "no text in UTF-8" in (await new.types("history", "import", str(file))).err
    missing = await new.types("history", "import", str(tmp_path / "missing.json"))
    assert (missing.code, "cannot be read" in missing.err) == (1, True)


async def test_nobody_is_asked_where_nobody_is(desk: Desk) -> None:
    recorded(desk, list(typical_days(1)), Settings())
    asked = await desk.types("history", "delete")
    assert asked.code == 2
    assert "--yes" in asked.err
    assert rows_left(desk) > 0


def rows_left(desk: Desk) -> int:
    with closing(open_to_read(desk.paths.history_file)) as database:
        return len(Queries(database).since(typical_start()))


def typical_start() -> Any:
    return next(iter(typical_days(1))).time


def answered(desk: Desk, answer: bytes) -> str:
    """Type an answer at a terminal, and return what was printed."""
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    done = subprocess.run(
        [sys.executable, "-m", "unkink", "history", "delete"],
        env=desk.environment,
        stdin=theirs,
        capture_output=True,
        text=True,
        check=True,
    )
    os.close(ours)
    os.close(theirs)
    return done.stdout


async def test_at_a_terminal_the_question_says_how_much_and_no_is_the_default(desk: Desk) -> None:
    recorded(desk, list(typical_days(1)), Settings())
    left = await asyncio.to_thread(answered, desk, b"\n")
    assert "rows from 2026-11-23 to 2026-11-2" in left
    assert "Nothing was deleted." in left
    assert rows_left(desk) > 0
    gone = await asyncio.to_thread(answered, desk, b"y\n")
    assert "rows deleted: nothing of that is left in" in gone
    assert rows_left(desk) == 0


async def test_deleting_tells_what_lies_elsewhere(desk: Desk) -> None:
    recorded(desk, list(typical_days(1)), Settings())
    aside = desk.paths.history_file.with_name("history.db.unreadable-1")
    aside.write_bytes(b"damaged")
    told = (await desk.types("history", "delete", "--yes")).out
    assert "state file" in told
    assert "No health answer was ever in it." in " ".join(told.split())
    assert str(aside) in told


async def test_all_of_it_works_while_a_daemon_runs(desk: Desk, daemon: Standin) -> None:
    recorded(desk, list(typical_days(3)), Settings())
    with closing(HistoryFile(desk.paths.history_file, lambda: 3650)) as file:
        before = len(file.since(typical_start()))
        told = await desk.types("history", "delete", "--before", "2026-11-24", "--yes")
        assert (told.code, told.err) == (0, "")
        assert 0 < len(file.since(typical_start())) < before


async def test_another_programs_database_is_left_alone(desk: Desk) -> None:
    desk.paths.data.mkdir(parents=True)
    with closing(sqlite3.connect(desk.paths.history_file)) as database, database:
        database.execute("CREATE TABLE bookmarks (address TEXT)")
    for command in (("export",), ("delete", "--yes"), ("day", MONDAY, "--csv")):
        told = await desk.types("history", *command)
        assert (told.code, "is no journal of unkink" in told.err) == (1, True), command
